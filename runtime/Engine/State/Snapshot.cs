using LowCode.Definitions.Values;

namespace LowCode.Engine.State;

/// <summary>The stored form of a state. It names activities and variables by id, so it can be read without the definition.</summary>
internal static class Snapshot
{
    private const byte Version = 5;

    /// <summary>Incidents with a message, not with a reason.</summary>
    internal const byte FourthVersion = 4;

    /// <summary>Not knowing what scheduled activities came from.</summary>
    internal const byte ThirdVersion = 3;

    /// <summary>Without counts of effects, and not knowing of cancelled children.</summary>
    internal const byte SecondVersion = 2;

    /// <summary>Without properties, retries, resolutions and runs that were committed midway.</summary>
    internal const byte FirstVersion = 1;

    public static byte[] Write(InstanceState state)
    {
        var writer = new SnapshotWriter();
        writer.Byte(Version);
        writer.Byte((byte)state.Status);
        writer.Byte((byte)state.SubStatus);
        writer.Byte((byte)state.FlowchartMode);
        writer.Text(state.CorrelationId);
        writer.Text(state.Name);
        writer.Count(state.LastExecution);
        writer.Count(state.LastBookmark);
        writer.Members(state.Properties);
        writer.Members(state.Input);
        writer.Members(state.Outputs);
        writer.Members(state.ActivityOutputs);
        writer.Value(state.LastResult);
        state.Variables!.Write(writer);
        ExecutionSnapshot.Write(writer, state);
        BookmarkSnapshot.Write(writer, state.OpenBookmarks);
        BookmarkSnapshot.Write(writer, state.Parked);
        IncidentSnapshot.Write(writer, state);
        RunSnapshot.Write(writer, state);
        return writer.ToArray();
    }

    /// <param name="exchange">Gives another reference for each that is read; null: they stay.</param>
    public static InstanceState Read(ReadOnlySpan<byte> snapshot, Func<ContentReference, ContentReference>? exchange = null)
    {
        var reader = new SnapshotReader(snapshot, exchange);
        var version = reader.Version = reader.Byte();
        if (version is not (Version or FourthVersion or ThirdVersion or SecondVersion or FirstVersion))
        {
            throw new InvalidDataException($"Expected a snapshot of version {Version}, but got version {version}.");
        }

        var state = new InstanceState
        {
            Status = (InstanceStatus)reader.Byte(),
            SubStatus = (InstanceSubStatus)reader.Byte(),
            FlowchartMode = (FlowchartMode)reader.Byte(),
            CorrelationId = reader.Text(),
            Name = reader.Text(),
            LastExecution = reader.Count(),
            LastBookmark = reader.Count(),
            Properties = version == FirstVersion ? DataObject.Empty : new DataObject(reader.Members()),
            Input = new DataObject(reader.Members()),
        };
        Fill(state.Outputs, reader.Members());
        Fill(state.ActivityOutputs, reader.Members());
        state.LastResult = reader.Value();
        state.Variables = VariableScope.Read(ref reader);
        var executions = ExecutionSnapshot.Read(ref reader, state);
        BookmarkSnapshot.Read(ref reader, state.OpenBookmarks, executions);
        if (version == FirstVersion)
        {
            IncidentSnapshot.Read(ref reader, state);
        }
        else
        {
            BookmarkSnapshot.Read(ref reader, state.Parked, executions);
            IncidentSnapshot.Read(ref reader, state);
            RunSnapshot.Read(ref reader, state, executions);
        }

        state.HoldsContents = reader.HasContents;
        return reader.IsAtEnd ? state : throw new InvalidDataException("Expected the snapshot to end, but there are more bytes.");
    }

    private static void Fill(OrderedDictionary<string, object?> target, KeyValuePair<string, object?>[] members)
    {
        foreach (var (name, value) in members)
        {
            target[name] = value;
        }
    }
}
