using System.Text.Json;

namespace LowCode.Definitions.Workflows;

/// <summary>
/// Finds the activities inside an activity without knowing its type: an object is one when it has an id and a type, a type in dotted spelling,
/// or names a workflow.
/// </summary>
internal static class ActivityMembers
{
    private static readonly HashSet<string> _own = new(StringComparer.OrdinalIgnoreCase)
    {
        "customProperties", "applicationProperties", "metadata", "variables", "connections", "start",
    };

    /// <summary>Those directly inside, in document order.</summary>
    /// <param name="path">JSON pointer of the activity.</param>
    public static IEnumerable<WrittenActivity> Of(JsonElement activity, string path)
    {
        foreach (var member in activity.EnumerateObject().Where(m => !_own.Contains(m.Name)))
        {
            var memberPath = $"{path}/{member.Name}";
            if (IsActivity(member.Value))
            {
                yield return new WrittenActivity(member.Name, null, member.Value, memberPath);
                continue;
            }

            foreach (var (index, item) in activity.Items(member.Name).Index())
            {
                foreach (var (json, at) in InItem(item, $"{memberPath}/{index}", member.Name))
                {
                    yield return new WrittenActivity(member.Name, index, json, at);
                }
            }
        }
    }

    /// <summary>Places in a list of activities that hold something else.</summary>
    public static IEnumerable<(string Path, JsonValueKind Kind)> Others(JsonElement activity, string path) => activity.Items("activities").Index()
        .Where(i => i.Item.ValueKind != JsonValueKind.Object)
        .Select(i => ($"{path}/activities/{i.Index}", i.Item.ValueKind));

    // A list holds activities, or objects that hold them one level deeper, as the cases of a Switch do.
    private static IEnumerable<(JsonElement Json, string Path)> InItem(JsonElement item, string path, string member)
    {
        if (IsActivity(item) || (member.Equals("activities", StringComparison.OrdinalIgnoreCase) && item.ValueKind == JsonValueKind.Object))
        {
            return [(item, path)];
        }

        return item.ValueKind == JsonValueKind.Object
            ? item.EnumerateObject().Where(m => IsActivity(m.Value)).Select(m => (m.Value, $"{path}/{m.Name}"))
            : [];
    }

    public static bool IsActivity(JsonElement json) =>
        json.Text("type") is { } type
        && (json.Text("id") is not null || type.Contains('.', StringComparison.Ordinal) || json.Text("workflowDefinitionId") is not null);
}

/// <param name="Member">Name of the member that holds it.</param>
/// <param name="Index">Position in the member's list; null where the member is the activity itself.</param>
/// <param name="Path">JSON pointer.</param>
internal sealed record WrittenActivity(string Member, int? Index, JsonElement Json, string Path);
