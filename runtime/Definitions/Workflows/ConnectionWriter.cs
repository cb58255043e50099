using System.Text.Json;

namespace LowCode.Definitions.Workflows;

/// <summary>Writes connections in the nested spelling, with the members that only the designer knows.</summary>
internal static class ConnectionWriter
{
    private static readonly string[] _ends = ["source", "target", "sourcePort", "targetPort"];

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ConnectionDefinition> connections)
    {
        writer.WriteStartArray();
        foreach (var connection in connections)
        {
            writer.WriteStartObject();
            WriteEnd(writer, "source", connection.Source, connection.Port, connection.Json.Member("source") ?? default);
            WriteEnd(writer, "target", connection.Target, connection.TargetPort, connection.Json.Member("target") ?? default);
            foreach (var member in connection.Json.EnumerateObject().Where(m => !_ends.Contains(m.Name, StringComparer.OrdinalIgnoreCase)))
            {
                writer.WritePropertyName(member.Name.Equals("vertices", StringComparison.OrdinalIgnoreCase) ? "vertices" : member.Name);
                member.Value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteEnd(Utf8JsonWriter writer, string name, string activity, string? port, JsonElement written)
    {
        writer.WriteStartObject(name);
        writer.WriteString("activity", activity);
        if (port is not null)
        {
            writer.WriteString("port", port);
        }

        if (written.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in written.EnumerateObject().Where(m => !IsEndMember(m.Name)))
            {
                member.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    private static bool IsEndMember(string name) =>
        name.Equals("activity", StringComparison.OrdinalIgnoreCase) || name.Equals("port", StringComparison.OrdinalIgnoreCase);
}
