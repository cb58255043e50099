using LowCode.Definitions.Workflows;
using LowCode.Engine;
using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Work.Access;
using LowCode.Work.Drafts;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>What a designer is made of: activities, kinds of expressions and values, strategies.</summary>
internal static class ElsaDescriptors
{
    private static readonly (string Type, string Name, string Text)[] _activation =
    [
        ("Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, Elsa.Workflows.Core", "AllowAlways", nameof(Texts.ElsaAllowAlways)),
        ("Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime", "Singleton", nameof(Texts.ElsaSingleton)),
        ("Elsa.Workflows.Runtime.ActivationValidators.CorrelatedSingletonStrategy, Elsa.Workflows.Runtime", "CorrelatedSingleton", nameof(Texts.ElsaCorrelatedSingleton)),
        ("Elsa.Workflows.Runtime.ActivationValidators.CorrelationStrategy, Elsa.Workflows.Runtime", "Correlation", nameof(Texts.ElsaCorrelation)),
    ];

    private static readonly (string Type, string Name, string Text)[] _incidents =
    [
        ("Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core", "Fault", nameof(Texts.ElsaFault)),
        ("Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core", "ContinueWithIncidents", nameof(Texts.ElsaContinue)),
    ];

    private static readonly (string Name, string Text)[] _workflowCommits =
    [
        ("WorkflowExecuting", nameof(Texts.ElsaCommitWorkflowExecuting)),
        ("WorkflowExecuted", nameof(Texts.ElsaCommitWorkflowExecuted)),
        ("ActivityExecuting", nameof(Texts.ElsaCommitActivityExecuting)),
        ("ActivityExecuted", nameof(Texts.ElsaCommitActivityExecuted)),
        ("Periodic", nameof(Texts.ElsaCommitPeriodic)),
    ];

    private static readonly (string Name, string Text)[] _activityCommits =
    [
        ("CommitAlways", nameof(Texts.ElsaCommitAlways)),
        ("CommitNever", nameof(Texts.ElsaCommitNever)),
        ("Executing", nameof(Texts.ElsaCommitActivityExecuting)),
        ("Executed", nameof(Texts.ElsaCommitActivityExecuted)),
    ];

    private static readonly (string Type, string Name, int Priority)[] _drivers =
    [
        ("Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", "WorkflowInstanceStorageDriver", 5),
        ("Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core", "MemoryStorageDriver", 0),
    ];

    private static readonly (string Type, string? Language)[] _expressions =
        [("Literal", null), ("Object", "json"), ("Json", "json"), ("Variable", null), ("Input", null), ("JavaScript", "javascript"), ("Feel", null)];

    /// <summary>Elsa's names of types that values may have, by its groups.</summary>
    private static readonly (string Category, string[] Aliases)[] _types =
    [
        ("Primitives",
            ["Object", "String", "Boolean", "Int32", "Long", "Single", "Double", "Decimal", "Guid", "DateTime", "DateTimeOffset", "TimeSpan"]),
        ("Lookups", ["StringDictionary", "ObjectDictionary"]),
        ("Dynamic", ["JSON", "JsonElement", "JsonNode", "JsonObject"]),
        ("Data", ["ByteArray", "Stream"]),
    ];

    public static void MapElsaDescriptors(this IEndpointRouteBuilder api)
    {
        api.MapGet("/descriptors/activities", ActivitiesAsync).RequireScope(Scope.ReadDefinitions);
        Map(api, "/descriptors/expression-descriptors", () => Listed(_expressions.Select(e => (object)new
        {
            type = e.Type,
            displayName = e.Type == "Feel" ? "FEEL" : e.Type,
            isSerializable = true,
            isBrowsable = e.Type is "Variable" or "Input" or "JavaScript" or "Feel",
            properties = e.Language is null ? [] : new Dictionary<string, string> { ["MonacoLanguage"] = e.Language },
        })));
        Map(api, "/descriptors/workflow-activation-strategies", () => Strategies(_activation));
        Map(api, "/descriptors/incident-strategies", () => Strategies(_incidents));
        Map(api, "/descriptors/commit-strategies/workflows", () => Commits(_workflowCommits));
        Map(api, "/descriptors/commit-strategies/activities", () => Commits(_activityCommits));
        Map(api, "/descriptors/storage-drivers", () => Listed(_drivers.Select(d =>
            (object)new { typeName = d.Type, displayName = d.Name, priority = d.Priority, deprecated = false })));
        Map(api, "/descriptors/variables", () => Listed(_types.SelectMany(group => group.Aliases.Where(DataTypes.IsKnown).Select(alias =>
            (object)new { typeName = alias, displayName = alias, category = group.Category, description = Texts.ResourceManager.GetString("ElsaType" + alias, Texts.Culture) }))));

        // What nobody can choose among here is an empty list: a designer that gets none is broken.
        Map(api, "/descriptors/log-persistence-strategies", () => Listed([]));
        Map(api, "/descriptors/output-converters", () => Listed([]));
        Map(api, "/resilience/strategies", () => Listed([]));
        Map(api, "/features/installed", () => Listed([Feature("RealTimeWorkflowUpdates"), Feature("Alterations")]));
    }

    private static async Task<IResult> ActivitiesAsync(
        Caller caller, [FromServices] WorkflowEngine engine, [FromServices] UsableWorkflows workflows, CancellationToken cancellation) =>
        Results.Json(Listed(ElsaActivities.All(engine.Catalogue, await workflows.AllAsync(caller.Actor.Tenant, cancellation))), ElsaJson.Options);

    private static void Map(IEndpointRouteBuilder api, string path, Func<object> answer) =>
        api.MapGet(path, () => Results.Json(answer(), ElsaJson.Options)).RequireScope(Scope.ReadDefinitions);

    private static object Strategies(IEnumerable<(string Type, string Name, string Text)> strategies) => Listed(strategies.Select(s =>
        (object)new { typeName = s.Type, displayName = s.Name, description = Texts.ResourceManager.GetString(s.Text, Texts.Culture) }));

    private static object Commits(IEnumerable<(string Name, string Text)> strategies) => Listed(strategies.Select(s =>
        (object)new { name = s.Name, displayName = s.Name, description = Texts.ResourceManager.GetString(s.Text, Texts.Culture) }));

    private static object Listed(IEnumerable<object> items)
    {
        object[] all = [.. items];
        return new { items = all, count = all.Length };
    }

    /// <summary>What Studio may count on: with the first one it listens instead of asking again and again.</summary>
    private static object Feature(string name) => new { name, @namespace = "Elsa", fullName = "Elsa." + name, displayName = name, description = "" };
}
