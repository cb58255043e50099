using System.Text.Json;

namespace LowCode.Definitions.Workflows;

/// <summary>
/// Reads a flowchart's connections in every spelling that is in use: nested <c>{source: {activity, port}, target: {..}}</c>, flat
/// <c>{source, target, sourcePort, targetPort}</c>, a single object instead of a list, <c>{"$values": [..]}</c>.
/// </summary>
internal static class ConnectionReader
{
    public static IReadOnlyList<ConnectionDefinition> Read(JsonElement flowchart, string path, HashSet<string> activityIds, ReadingNotes notes)
    {
        var connections = new List<ConnectionDefinition>();
        var position = 0;
        foreach (var item in Items(flowchart))
        {
            if (ReadOne(item, position, $"{path}/connections/{position}", activityIds, notes) is { } connection)
            {
                connections.Add(connection);
            }

            position++;
        }

        return connections;
    }

    private static IEnumerable<JsonElement> Items(JsonElement flowchart) =>
        flowchart.Member("connections") is { ValueKind: JsonValueKind.Object } single && single.Member("source") is not null
            ? [single]
            : flowchart.Items("connections");

    private static ConnectionDefinition? ReadOne(
        JsonElement item, int position, string path, HashSet<string> activityIds, ReadingNotes notes)
    {
        var source = item.Member("source") ?? default;
        var target = item.Member("target") ?? default;
        var isFlat = source.ValueKind == JsonValueKind.String || target.ValueKind == JsonValueKind.String;
        var connection = isFlat
            ? new ConnectionDefinition(position, source.ToString(), item.Text("sourcePort"), target.ToString(), item.Text("targetPort"))
            : new ConnectionDefinition(
                position,
                source.Text("activity") ?? "",
                source.Text("port"),
                target.Text("activity") ?? "",
                target.Text("port"));

        var missing = activityIds.Contains(connection.Source) ? connection.Target : connection.Source;
        if (activityIds.Contains(missing))
        {
            return connection;
        }

        // The genuine engine drops a dangling nested connection and refuses a flat one.
        if (isFlat)
        {
            notes.Problem(path, "workflow.connection.unknown", missing);
        }
        else
        {
            notes.Warning(path, "workflow.connection.dropped", missing);
        }

        return null;
    }
}
