using System.Text.Json;

namespace LowCode.Definitions.Workflows;

/// <summary>Writes activities: as they were read, but for node ids, the spelling of the common members, and connections.</summary>
internal sealed class ActivityWriter
{
    private static readonly string[] _common = ["id", "name", "type", "version", "customProperties", "metadata", "activities", "variables"];

    private readonly Utf8JsonWriter _writer;
    private readonly Dictionary<string, ActivityDefinition> _byPath;

    public ActivityWriter(Utf8JsonWriter writer, ActivityDefinition root)
    {
        _writer = writer;
        _byPath = root.WithDescendants().DistinctBy(a => a.Path).ToDictionary(a => a.Path, StringComparer.Ordinal);
    }

    /// <param name="parentNode">Node id of what holds it.</param>
    public void Write(ActivityDefinition activity, string parentNode)
    {
        var node = $"{parentNode}:{activity.Id}";
        var hasProperties = false;
        _writer.WriteStartObject();
        foreach (var member in activity.Json.EnumerateObject())
        {
            var name = Common(member.Name);
            switch (name)
            {
                case "id":
                    _writer.WriteString("id", activity.Id);
                    _writer.WriteString("nodeId", node);
                    break;
                case "customProperties" when member.Value.ValueKind == JsonValueKind.Object:
                    hasProperties = true;
                    WriteProperties(activity, member.Value);
                    break;
                case var _ when Is(member.Name, "nodeId"):
                    break;
                case var _ when Is(member.Name, "connections") && IsFlowchart(activity):
                    _writer.WritePropertyName("connections");
                    ConnectionWriter.Write(_writer, activity.Connections);
                    break;
                default:
                    _writer.WritePropertyName(name);
                    Write(member.Value, $"{activity.Path}/{member.Name}", node);
                    break;
            }
        }

        if (!hasProperties && activity.Parked.Count > 0)
        {
            WriteProperties(activity, default);
        }

        _writer.WriteEndObject();
    }

    private static bool Is(string name, string wanted) => name.Equals(wanted, StringComparison.OrdinalIgnoreCase);

    private static string Common(string name) => Array.Find(_common, c => Is(c, name)) ?? name;

    // Other types may have a member of that name that means something else.
    private static bool IsFlowchart(ActivityDefinition activity) => activity.Connections.Count + activity.Parked.Count > 0 || activity.Type == "Elsa.Flowchart";

    private void WriteProperties(ActivityDefinition activity, JsonElement properties)
    {
        _writer.WritePropertyName("customProperties");
        _writer.WriteStartObject();
        var wasParked = false;
        foreach (var property in properties.ValueKind == JsonValueKind.Object ? properties.EnumerateObject().AsEnumerable() : [])
        {
            if (Is(property.Name, ConnectionReader.Parked))
            {
                wasParked = true;
            }
            else
            {
                property.WriteTo(_writer);
            }
        }

        if (wasParked || activity.Parked.Count > 0)
        {
            _writer.WritePropertyName(ConnectionReader.Parked);
            _writer.WriteStartArray();
            foreach (var connection in activity.Parked)
            {
                connection.WriteTo(_writer);
            }

            _writer.WriteEndArray();
        }

        _writer.WriteEndObject();
    }

    private void Write(JsonElement json, string path, string node)
    {
        if (_byPath.TryGetValue(path, out var activity))
        {
            Write(activity, node);
            return;
        }

        switch (json.ValueKind)
        {
            case JsonValueKind.Array:
                WriteItems(json, path, node);
                break;
            case JsonValueKind.Object when json.Member("$values") is { ValueKind: JsonValueKind.Array } items:
                WriteItems(items, path, node);
                break;
            case JsonValueKind.Object:
                _writer.WriteStartObject();
                foreach (var member in json.EnumerateObject())
                {
                    _writer.WritePropertyName(member.Name);
                    Write(member.Value, $"{path}/{member.Name}", node);
                }

                _writer.WriteEndObject();
                break;
            default:
                json.WriteTo(_writer);
                break;
        }
    }

    private void WriteItems(JsonElement items, string path, string node)
    {
        _writer.WriteStartArray();
        foreach (var (index, item) in items.EnumerateArray().Index())
        {
            Write(item, $"{path}/{index}", node);
        }

        _writer.WriteEndArray();
    }
}
