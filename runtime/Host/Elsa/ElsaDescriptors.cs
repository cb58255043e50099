using LowCode.Definitions.Workflows;
using LowCode.Engine;
using LowCode.Engine.Activities;
using LowCode.Host.Access;
using LowCode.Work.Access;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>What a designer is made of: activities out of their one declaration, kinds of expressions and values, strategies.</summary>
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

    private static readonly (string Type, string Name)[] _drivers =
    [
        ("Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", "Workflow Instance"),
        ("Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core", "Memory"),
    ];

    private static readonly (string Type, string? Language)[] _expressions =
        [("Literal", null), ("Object", "json"), ("Json", "json"), ("Variable", null), ("Input", null), ("JavaScript", "javascript"), ("Feel", null)];

    /// <summary>Elsa's names of types that values may have; those that the engine knows are offered.</summary>
    private static readonly string[] _aliases =
    [
        "Object", "String", "Boolean", "Int32", "Long", "Single", "Double", "Decimal", "Guid", "DateTime", "DateTimeOffset", "TimeSpan",
        "ObjectDictionary", "StringDictionary", "JsonNode", "JsonElement",
    ];

    public static void MapElsaDescriptors(this IEndpointRouteBuilder api)
    {
        api.MapGet(
            "/descriptors/activities",
            ([FromServices] WorkflowEngine engine) => Results.Json(Listed(engine.Catalogue.Descriptors.Select(Activity)), ElsaJson.Options)).RequireScope(Scope.ReadDefinitions);
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
        Map(api, "/descriptors/log-persistence-strategies", () => Listed([]));
        Map(api, "/descriptors/commit-strategies/workflows", () => Listed([]));
        Map(api, "/descriptors/commit-strategies/activities", () => Listed([]));
        Map(api, "/descriptors/storage-drivers", () => Listed(_drivers.Select((d, i) => (object)new { typeName = d.Type, displayName = d.Name, priority = -i, deprecated = false })));
        Map(api, "/descriptors/variables", () => Listed(_aliases.Where(DataTypes.IsKnown).Select(alias => (object)new { typeName = alias, displayName = alias, category = "Primitives", description = alias })));
        Map(api, "/features/installed", () => Listed([]));
    }

    private static void Map(IEndpointRouteBuilder api, string path, Func<object> answer) =>
        api.MapGet(path, () => Results.Json(answer(), ElsaJson.Options)).RequireScope(Scope.ReadDefinitions);

    private static object Strategies(IEnumerable<(string Type, string Name, string Text)> strategies) => Listed(strategies.Select(s =>
        (object)new { typeName = s.Type, displayName = s.Name, description = Texts.ResourceManager.GetString(s.Text, Texts.Culture) }));

    private static object Listed(IEnumerable<object> items)
    {
        object[] all = [.. items];
        return new { items = all, count = all.Length };
    }

    private static object Activity(ActivityDescriptor descriptor)
    {
        var (space, name) = (descriptor.Type[..descriptor.Type.LastIndexOf('.')], descriptor.Type[(descriptor.Type.LastIndexOf('.') + 1)..]);
        return new
        {
            typeName = descriptor.Type,
            @namespace = space,
            name,
            version = descriptor.Version,
            category = ElsaCategories.Of(descriptor),
            displayName = descriptor.DisplayName,
            description = descriptor.Description,
            inputs = descriptor.Inputs.Select((input, order) => Input(input, order)).ToArray(),
            outputs = descriptor.Outputs.Select((output, order) => new
            {
                name = Pascal(output.Name),
                typeName = output.TypeName,
                displayName = output.DisplayName,
                description = output.Description,
                order,
                isBrowsable = true,
                isSynthetic = false,
            }).ToArray(),
            kind = descriptor.Kind.ToString(),
            ports = descriptor.Ports.Where(p => !descriptor.IsContainer).Select(p => Port(Pascal(p), descriptor.PortName(p), "Embedded"))
                .Concat(descriptor.Outcomes.Where(o => o != "Done" || descriptor.Outcomes.Count > 1).Select(o => Port(o, descriptor.OutcomeName(o).ToString(), "Flow")))
                .ToArray(),
            customProperties = new Dictionary<string, string>(),
            constructionProperties = new Dictionary<string, string>(),
            isContainer = descriptor.IsContainer,
            isBrowsable = descriptor.IsBrowsable,
            isStart = descriptor.IsStart,
            isTerminal = descriptor.IsTerminal,
        };
    }

    private static object Port(string name, string displayName, string type) => new { name, displayName, type, isBrowsable = true };

    private static object Input(InputDescriptor input, int order) => new
    {
        isWrapped = !input.IsPlain,
        uiHint = input.Editor.Hint,
        isReadOnly = false,
        isSensitive = input.IsSensitive,
        autoEvaluate = !input.IsEvaluatedOnDemand,
        uiSpecifications = Specifications(input),
        name = Pascal(input.Name),
        typeName = input.TypeName,
        displayName = input.DisplayName,
        description = input.Description,
        order,
        defaultValue = input.Default,
        defaultSyntax = input.DefaultSyntax,
        isBrowsable = true,
        isSerializable = true,
        isSynthetic = false,
    };

    private static object Specifications(InputDescriptor input) => input switch
    {
        { Options.Count: > 0 } => new Dictionary<string, object>
        {
            [input.Editor.Hint] = new { selectList = new { items = input.Options.Select(o => new { text = input.OptionName(o), value = o }).ToArray() } },
        },
        { CodeLanguage: { } language } => new Dictionary<string, object> { ["code-editor"] = new { language } },
        _ => new Dictionary<string, object>(),
    };

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
