namespace LowCode.Engine.State;

/// <summary>
/// All that an instance is between two bursts. Only <see cref="WorkflowEngine"/> changes it; a burst works on it in place, so a state
/// whose burst was not committed is thrown away and read again from its snapshot.
/// </summary>
public sealed class InstanceState
{
    public InstanceStatus Status { get; internal set; }

    public InstanceSubStatus SubStatus { get; internal set; }

    public string? CorrelationId { get; internal set; }

    public string? Name { get; internal set; }

    public IReadOnlyList<Bookmark> Bookmarks => throw new NotSupportedException();

    public IReadOnlyList<Incident> Incidents => throw new NotSupportedException();

    /// <summary>Workflow outputs by name.</summary>
    public System.Text.Json.Nodes.JsonObject Output => throw new NotSupportedException();

    /// <summary>Compact bytes that <see cref="FromSnapshot"/> reads back to an equal state.</summary>
    public byte[] ToSnapshot() => throw new NotSupportedException();

    public static InstanceState FromSnapshot(ReadOnlySpan<byte> snapshot) => throw new NotSupportedException();
}
