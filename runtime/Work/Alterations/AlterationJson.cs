using System.Text.Json.Nodes;
using LowCode.Definitions.Problems;
using LowCode.Work.Texts;

namespace LowCode.Work.Alterations;

/// <summary>Alterations as Elsa writes them: <c>{"type": "Migrate", "targetVersion": 3}</c>.</summary>
public static class AlterationJson
{
    private static readonly string[] _types = ["ModifyVariable", "Migrate", "ScheduleActivity", "CancelActivity", "Cancel"];

    public static Parsed<IReadOnlyList<Alteration>> Read(JsonArray json)
    {
        var problems = new List<Problem>();
        var alterations = new List<Alteration>();
        foreach (var (index, item) in json.Index())
        {
            var path = $"/alterations/{index}";
            if (item is not JsonObject members)
            {
                problems.Add(new Problem(path, "alteration.no-object", WorkTexts.Of("alteration.no-object")));
            }
            else if (Read(members, path, problems) is { } alteration)
            {
                alterations.Add(alteration);
            }
        }

        return problems.Count == 0 ? Parsed<IReadOnlyList<Alteration>>.Of(alterations) : Parsed<IReadOnlyList<Alteration>>.Failed(problems);
    }

    private static Alteration? Read(JsonObject members, string path, List<Problem> problems)
    {
        switch (Text(members, "type"))
        {
            case "Cancel":
                return new Alteration.Cancel();
            case "ModifyVariable" when Text(members, "variableId") is { } id:
                return new Alteration.ModifyVariable(id, members["value"]?.DeepClone());
            case "ModifyVariable":
                return Missing("variableId");
            case "Migrate" when members["targetVersion"] is JsonValue value && value.TryGetValue<int>(out var version):
                return new Alteration.Migrate(version);
            case "Migrate":
                return Missing("targetVersion");
            case "ScheduleActivity" or "CancelActivity" when Text(members, "activityId") is null && Text(members, "activityInstanceId") is null:
                return Missing("activityId");
            case "ScheduleActivity":
                return new Alteration.ScheduleActivity(Text(members, "activityId"), Text(members, "activityInstanceId"));
            case "CancelActivity":
                return new Alteration.CancelActivity(Text(members, "activityId"), Text(members, "activityInstanceId"));
            default:
                problems.Add(new Problem($"{path}/type", "alteration.type", WorkTexts.Of("alteration.type", string.Join(", ", _types))));
                return null;
        }

        Alteration? Missing(string member)
        {
            problems.Add(new Problem($"{path}/{member}", "alteration.missing", WorkTexts.Of("alteration.missing", member)));
            return null;
        }
    }

    private static string? Text(JsonObject members, string name) =>
        members[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
