using System.Text.Json;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Workflows;

/// <summary>Reads activities without knowing their types. Each has an id: <see cref="ActivityIds"/> has seen to that.</summary>
internal sealed class ActivityReader(ReadingNotes notes)
{
    private readonly Dictionary<string, string> _pathsById = new(StringComparer.Ordinal);

    public ActivityDefinition? Read(JsonElement written, string path)
    {
        var json = NotFoundActivity.Original(written);
        var id = json.Text("id");
        var type = json.Text("type");
        if (id is not null && !_pathsById.TryAdd(id, path))
        {
            notes.Problem(path + "/id", "workflow.activity.twice", id, _pathsById[id]);
        }

        if (string.IsNullOrWhiteSpace(type))
        {
            notes.Problem(path + "/type", "workflow.activity.type", id);
        }

        foreach (var (place, kind) in ActivityMembers.Others(json, path))
        {
            notes.Problem(place, "workflow.activity.object", kind);
        }

        var embedded = Embedded(json, path).ToArray();
        var variables = DeclarationReader.Variables(json, path, notes);
        var children = embedded.Where(e => e.Member.Equals("activities", StringComparison.OrdinalIgnoreCase)).Select(e => e.Activity.Id);
        var (connections, parked) = ConnectionReader.Read(json, path, children.ToHashSet(StringComparer.Ordinal), notes);
        if (id is null || type is null)
        {
            return null;
        }

        var properties = json.Member("customProperties") ?? default;
        var metadata = json.Member("metadata") ?? default;
        return new ActivityDefinition(
            id,
            type,
            json.Whole("version"),
            json.Text("name"),
            DisplayText(metadata),
            properties.Flag("canStartWorkflow") ?? json.Flag("canStartWorkflow") ?? false,
            properties.Flag("runAsynchronously") ?? json.Flag("runAsynchronously") ?? false,
            Box(metadata.Member("designer") ?? default),
            variables,
            embedded,
            connections,
            path,
            json)
        {
            Parked = parked,
        };
    }

    // Elsa knows one text; ours in several languages stands beside it.
    private static LocalizedText DisplayText(JsonElement metadata)
    {
        if (metadata.Member("displayTexts") is { ValueKind: JsonValueKind.Object } texts)
        {
            return new LocalizedText(texts.EnumerateObject().Where(t => t.Value.ValueKind == JsonValueKind.String).ToDictionary(t => t.Name, t => t.Value.GetString()!));
        }

        return metadata.Text("displayText") is { Length: > 0 } text
            ? new LocalizedText(new Dictionary<string, string> { [LocalizedText.DefaultLanguage] = text })
            : LocalizedText.Empty;
    }

    private static DesignerBox? Box(JsonElement designer)
    {
        var position = designer.Member("position") ?? default;
        var size = designer.Member("size") ?? default;
        return position.Number("x") is { } x && position.Number("y") is { } y
            ? new DesignerBox(x, y, size.Number("width"), size.Number("height"))
            : null;
    }

    private IEnumerable<EmbeddedActivity> Embedded(JsonElement json, string path)
    {
        foreach (var written in ActivityMembers.Of(json, path))
        {
            if (Read(written.Json, written.Path) is { } activity)
            {
                yield return new EmbeddedActivity(written.Member, written.Index, activity);
            }
        }
    }
}
