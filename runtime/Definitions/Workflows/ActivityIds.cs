using System.Text.Json;

namespace LowCode.Definitions.Workflows;

/// <summary>
/// Gives activities without an id one, as Elsa does: the last part of the type and the first number from 1 that is free, in document order.
/// So the same definition has the same ids on every node, and a document that was exported keeps them.
/// </summary>
internal sealed class ActivityIds
{
    private readonly Dictionary<string, string> _idByPath;

    private ActivityIds(Dictionary<string, string> idByPath) => _idByPath = idByPath;

    /// <summary>The document where every activity of a known type has an id: mostly the same one.</summary>
    public static JsonElement Complete(JsonElement document)
    {
        if (document.Member("root") is not { ValueKind: JsonValueKind.Object } root)
        {
            return document;
        }

        var all = new List<WrittenActivity>();
        Collect(new WrittenActivity("root", null, root, "/root"), all);
        var missing = all.Where(a => string.IsNullOrWhiteSpace(a.Json.Text("id")) && !string.IsNullOrWhiteSpace(a.Json.Text("type"))).ToList();
        return missing.Count == 0 ? document : new ActivityIds(Numbered(missing, all)).Write(document);
    }

    private static void Collect(WrittenActivity activity, List<WrittenActivity> all)
    {
        var original = NotFoundActivity.Original(activity.Json);
        all.Add(activity with { Json = original });
        foreach (var inner in ActivityMembers.Of(original, activity.Path))
        {
            Collect(inner, all);
        }
    }

    private static Dictionary<string, string> Numbered(List<WrittenActivity> missing, List<WrittenActivity> all)
    {
        var taken = all.Select(a => a.Json.Text("id")).OfType<string>().Append(WorkflowWriter.WorkflowNode).ToHashSet(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var activity in missing)
        {
            var name = activity.Json.Text("type")!.Split('.')[^1];
            string id;
            do
            {
                var number = counts[name] = counts.GetValueOrDefault(name) + 1;
                id = name + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
            while (!taken.Add(id));

            ids[activity.Path] = id;
        }

        return ids;
    }

    private JsonElement Write(JsonElement document)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = WorkflowReader.DeepestNesting * 2 }))
        {
            writer.WriteStartObject();
            foreach (var member in document.EnumerateObject())
            {
                writer.WritePropertyName(member.Name);
                Write(writer, member.Value, member.Name.Equals("root", StringComparison.OrdinalIgnoreCase) ? "/root" : member.Name);
            }

            writer.WriteEndObject();
        }

        using var written = JsonDocument.Parse(buffer.ToArray(), new JsonDocumentOptions { MaxDepth = WorkflowReader.DeepestNesting * 2 });
        return written.RootElement.Clone();
    }

    private void Write(Utf8JsonWriter writer, JsonElement json, string path)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, NotFoundActivity.Original(json), path);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var (index, item) in json.EnumerateArray().Index())
                {
                    Write(writer, item, $"{path}/{index}");
                }

                writer.WriteEndArray();
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }

    private void WriteObject(Utf8JsonWriter writer, JsonElement json, string path)
    {
        writer.WriteStartObject();
        if (_idByPath.TryGetValue(path, out var id))
        {
            writer.WriteString("id", id);
        }

        foreach (var member in json.EnumerateObject().Where(m => id is null || !m.Name.Equals("id", StringComparison.OrdinalIgnoreCase)))
        {
            writer.WritePropertyName(member.Name);

            // Items of a wrapped list are counted as if it were none.
            Write(writer, member.Value, member.Name == "$values" ? path : $"{path}/{member.Name}");
        }

        writer.WriteEndObject();
    }
}
