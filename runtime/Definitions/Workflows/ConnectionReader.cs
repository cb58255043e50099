using System.Text.Json;

namespace LowCode.Definitions.Workflows;

/// <summary>
/// Reads a flowchart's connections in every spelling that is in use: nested <c>{source: {activity, port}, target: {..}}</c>, flat
/// <c>{source, target, sourcePort, targetPort}</c>, a single object instead of a list, <c>{"$values": [..]}</c>. A connection whose end is
/// missing is parked in <c>customProperties.notFoundConnections</c>, and comes back once both ends are there.
/// </summary>
internal sealed class ConnectionReader(HashSet<string> activityIds, ReadingNotes notes)
{
    /// <summary>The member of a flowchart's custom properties that holds parked connections.</summary>
    public const string Parked = "notFoundConnections";

    private readonly List<ConnectionDefinition> _connections = [];
    private readonly List<JsonElement> _parked = [];
    private int _position;

    public static FlowConnections Read(JsonElement flowchart, string path, HashSet<string> activityIds, ReadingNotes notes)
    {
        var reader = new ConnectionReader(activityIds, notes);
        foreach (var (index, item) in Items(flowchart).Index())
        {
            reader.Take(item, $"{path}/connections/{index}");
        }

        var properties = flowchart.Member("customProperties") ?? default;
        foreach (var (index, item) in properties.Items(Parked).Index())
        {
            reader.Take(item, $"{path}/customProperties/{Parked}/{index}");
        }

        return new FlowConnections(reader._connections, reader._parked);
    }

    private static IEnumerable<JsonElement> Items(JsonElement flowchart) =>
        flowchart.Member("connections") is { ValueKind: JsonValueKind.Object } single && single.Member("source") is not null
            ? [single]
            : flowchart.Items("connections");

    private void Take(JsonElement item, string itemPath)
    {
        var source = item.Member("source") ?? default;
        var target = item.Member("target") ?? default;
        var isFlat = source.ValueKind == JsonValueKind.String || target.ValueKind == JsonValueKind.String;
        var connection = isFlat
            ? new ConnectionDefinition(_position++, source.ToString(), item.Text("sourcePort"), target.ToString(), item.Text("targetPort"), item)
            : new ConnectionDefinition(
                _position++,
                source.Text("activity") ?? "",
                source.Text("port"),
                target.Text("activity") ?? "",
                target.Text("port"),
                item);

        var missing = activityIds.Contains(connection.Source) ? connection.Target : connection.Source;
        if (activityIds.Contains(missing))
        {
            _connections.Add(connection);
            return;
        }

        // The genuine engine drops a dangling nested connection and refuses a flat one.
        if (isFlat)
        {
            notes.Problem(itemPath, "workflow.connection.unknown", missing);
        }
        else
        {
            notes.Warning(itemPath, "workflow.connection.dropped", missing);
            _parked.Add(item);
        }
    }
}

/// <param name="Parked">Connections whose end is missing, as they were written.</param>
internal sealed record FlowConnections(IReadOnlyList<ConnectionDefinition> Connections, IReadOnlyList<JsonElement> Parked);
