using System.Text.Json;
using LowCode.Definitions.Documents;

namespace LowCode.Definitions.Templates;

/// <summary>
/// The little of a workflow's JSON that its neighbours in a template refer to: which activities there are, and what user tasks and
/// case updates name. Everything else about workflows is the engine's to check.
/// </summary>
internal sealed class WorkflowOutline
{
    private WorkflowOutline(string definitionId, IReadOnlyList<OutlineActivity> activities, IReadOnlySet<string> variables)
    {
        DefinitionId = definitionId;
        Activities = activities;
        Variables = variables;
    }

    public string DefinitionId { get; }

    public IReadOnlyList<OutlineActivity> Activities { get; }

    /// <summary>Names of the root's variables.</summary>
    public IReadOnlySet<string> Variables { get; }

    public bool HasActivity(string id) => Activities.Any(a => a.Id == id);

    /// <summary>Null with a problem where the bytes are not a workflow definition at all.</summary>
    public static WorkflowOutline? Read(ReadOnlyMemory<byte> utf8, ProblemList problems)
    {
        using var document = Document.Parse(utf8, problems);
        if (document is null)
        {
            return null;
        }

        var root = document.RootElement.Clone();
        if (Text(root, "definitionId") is not { } definitionId)
        {
            problems.Add("/definitionId", "document.missing-member", "definitionId");
            return null;
        }

        var activities = new List<OutlineActivity>();
        if (root.TryGetProperty("root", out var graph))
        {
            Collect(graph, "/root", activities);
        }

        return new WorkflowOutline(definitionId, activities, ReadVariables(root));
    }

    private static HashSet<string> ReadVariables(JsonElement root) =>
        root.TryGetProperty("variables", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(v => Text(v, "name")).OfType<string>()]
            : [];

    // An object with an id and a type is an activity, wherever a container or a port holds it.
    private static void Collect(JsonElement element, string path, List<OutlineActivity> found)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in element.EnumerateArray().Index())
            {
                Collect(item, JsonPointer.Append(path, index), found);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (Text(element, "id") is { } id && Text(element, "type") is { } type)
            {
                found.Add(new OutlineActivity(id, type, path, element));
            }

            foreach (var member in element.EnumerateObject().Where(m => m.Name is not ("customProperties" or "metadata")))
            {
                Collect(member.Value, JsonPointer.Append(path, member.Name), found);
            }
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
