using System.Text.Json;
using LowCode.Definitions.Texts;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Activities;
using LowCode.Engine.Compilation;
using LowCode.Engine.Effects;
using LowCode.Engine.Expressions;

namespace LowCode.Engine.Tasks;

/// <summary>Reads the plain members of a user task.</summary>
internal static class TaskMembers
{
    public static LocalizedText Single(string text) => new(new Dictionary<string, string> { [LocalizedText.DefaultLanguage] = text });

    /// <summary>A text by language; null where the member is none.</summary>
    public static LocalizedText? Texts(JsonElement? member)
    {
        if (member is not { ValueKind: JsonValueKind.Object } json)
        {
            return member is { ValueKind: JsonValueKind.String } single ? Single(single.GetString()!) : null;
        }

        var texts = json.EnumerateObject().Where(t => t.Value.ValueKind == JsonValueKind.String);
        return new LocalizedText(texts.ToDictionary(t => t.Name, t => t.Value.GetString()!));
    }

    /// <summary>A task that names no outcome can only be done.</summary>
    public static IReadOnlyList<TaskOutcome> Outcomes(ActivitySource source)
    {
        var outcomes = new List<TaskOutcome>();
        foreach (var (json, index) in source.Definition.Json.Items("outcomes").Select((o, i) => (o, i)))
        {
            if (json.Text("name") is not { Length: > 0 } name)
            {
                source.Notes.Problem(source.Path($"outcomes/{index}/name"), "workflow.task.outcome");
                continue;
            }

            outcomes.Add(new TaskOutcome(
                name,
                Texts(json.Member("label")) ?? Single(name),
                json.Text("colour") ?? "primary",
                json.Flag("commentRequired") ?? false,
                json.Flag("skipsRequired") ?? false));
        }

        foreach (var twice in outcomes.GroupBy(o => o.Name).Where(g => g.Count() > 1))
        {
            source.Notes.Problem(source.Path("outcomes"), "workflow.task.outcomeTwice", twice.Key);
        }

        return outcomes.Count > 0 ? outcomes : [new TaskOutcome("Done", ActivityTexts.All("outcome.Done"))];
    }

    /// <summary>Conditions of outcomes, by the outcome's name.</summary>
    public static IReadOnlyDictionary<string, Input> Conditions(ActivitySource source)
    {
        var conditions = new Dictionary<string, Input>(StringComparer.Ordinal);
        foreach (var (json, index) in source.Definition.Json.Items("outcomes").Select((o, i) => (o, i)))
        {
            if (json.Text("name") is { } name && json.Member("condition") is { ValueKind: JsonValueKind.Object } condition)
            {
                conditions[name] = source.Expression(condition, "Boolean", $"outcomes/{index}/condition");
            }
        }

        return conditions;
    }

    public static IReadOnlyList<TaskCapture> Captures(ActivitySource source)
    {
        var captures = new List<TaskCapture>();
        if (source.Member("captures") is not { ValueKind: JsonValueKind.Object } json)
        {
            return captures;
        }

        foreach (var capture in json.EnumerateObject())
        {
            var variable = capture.Value.ValueKind == JsonValueKind.String ? capture.Value.GetString()! : "";
            if (source.Node.Scope.ByName(variable) is { } slot)
            {
                captures.Add(new TaskCapture(capture.Name, slot));
            }
            else
            {
                source.Notes.Problem(source.Path($"captures/{capture.Name}"), "workflow.task.capture", variable);
            }
        }

        return captures;
    }
}
