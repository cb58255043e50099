using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.Engine.Flowcharts;

namespace LowCode.Engine.State;

/// <summary>
/// All that an instance is between two bursts. Only <see cref="WorkflowEngine"/> changes it; a burst works on it in place, so a state
/// whose burst was not committed is thrown away and read again from its snapshot.
/// </summary>
public sealed class InstanceState
{
    internal InstanceState()
    {
    }

    public InstanceStatus Status { get; internal set; }

    public InstanceSubStatus SubStatus { get; internal set; }

    public string? CorrelationId { get; internal set; }

    public string? Name { get; internal set; }

    /// <summary>Where it waits, oldest first.</summary>
    public IReadOnlyList<Bookmark> Bookmarks => [.. OpenBookmarks.Select(b => b.Bookmark)];

    public IReadOnlyList<Incident> Incidents => IncidentList;

    /// <summary>Workflow outputs by name.</summary>
    public JsonObject Output => DataValue.ToNode(new DataObject(Outputs));

    /// <summary>What others told the instance when they started it: by whom it was started, how its flowcharts run.</summary>
    internal DataObject Properties { get; set; } = DataObject.Empty;

    internal FlowchartMode FlowchartMode { get; set; }

    internal DataObject Input { get; set; } = DataObject.Empty;

    internal OrderedDictionary<string, object?> Outputs { get; } = new(StringComparer.Ordinal);

    /// <summary>The last value of each output of each activity, by <c>activity id/output</c>; kept where some script asks for them.</summary>
    internal OrderedDictionary<string, object?> ActivityOutputs { get; } = new(StringComparer.Ordinal);

    internal object? LastResult { get; set; }

    /// <summary>Variables of the process.</summary>
    internal VariableScope? Variables { get; set; }

    internal ExecutionList Executions { get; } = new();

    internal List<OpenBookmark> OpenBookmarks { get; } = [];

    internal List<Incident> IncidentList { get; } = [];

    internal int LastExecution { get; set; }

    internal int LastBookmark { get; set; }

    /// <summary>False for a state that was read and not yet joined with its definition.</summary>
    internal bool IsBound { get; set; }

    /// <summary>Compact bytes that <see cref="FromSnapshot"/> reads back to an equal state.</summary>
    public byte[] ToSnapshot() => Snapshot.Write(this);

    /// <exception cref="InvalidDataException">These bytes are no snapshot, or one of a newer build.</exception>
    public static InstanceState FromSnapshot(ReadOnlySpan<byte> snapshot) => Snapshot.Read(snapshot);
}
