using System.Globalization;
using LowCode.Definitions.Values;
using LowCode.Engine.Flowcharts;

namespace LowCode.Engine.State;

/// <summary>The stored form of a state. It names activities and variables by id, so it can be read without the definition.</summary>
internal static class Snapshot
{
    private const byte Version = 2;

    /// <summary>Without properties.</summary>
    private const byte FirstVersion = 1;

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
        WriteExecutions(writer, state);
        WriteBookmarks(writer, state);
        WriteIncidents(writer, state);
        return writer.ToArray();
    }

    public static InstanceState Read(ReadOnlySpan<byte> snapshot)
    {
        var reader = new SnapshotReader(snapshot);
        var version = reader.Byte();
        if (version is not (Version or FirstVersion))
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
        var executions = ReadExecutions(ref reader, state);
        ReadBookmarks(ref reader, state, executions);
        ReadIncidents(ref reader, state);
        return reader.IsAtEnd ? state : throw new InvalidDataException("Expected the snapshot to end, but there are more bytes.");
    }

    private static void Fill(OrderedDictionary<string, object?> target, KeyValuePair<string, object?>[] members)
    {
        foreach (var (name, value) in members)
        {
            target[name] = value;
        }
    }

    private static void WriteExecutions(SnapshotWriter writer, InstanceState state)
    {
        writer.Count(state.Executions.Count);
        foreach (var execution in state.Executions.All())
        {
            writer.Count(execution.Number);
            writer.Text(execution.ActivityId);
            writer.Count(execution.Owner?.Number ?? 0);
            writer.Byte((byte)execution.Status);
            writer.Flag(execution.IsBreaking);
            writer.Flag(execution.IsBackward);
            writer.Flag(execution.Variables is not null);
            execution.Variables?.Write(writer);
            Progress.Write(writer, execution.Progress);
        }
    }

    private static Dictionary<int, ActivityExecution> ReadExecutions(ref SnapshotReader reader, InstanceState state)
    {
        var count = reader.Count();
        var byNumber = new Dictionary<int, ActivityExecution>(count);
        for (var i = 0; i < count; i++)
        {
            var number = reader.Count();
            var activityId = reader.Text()!;
            var owner = byNumber.GetValueOrDefault(reader.Count());
            var execution = new ActivityExecution(number, activityId, owner)
            {
                Status = (ActivityExecutionStatus)reader.Byte(),
                IsBreaking = reader.Flag(),
                IsBackward = reader.Flag(),
                Variables = reader.Flag() ? VariableScope.Read(ref reader) : null,
                Progress = Progress.Read(ref reader),
            };
            byNumber.Add(number, execution);
            state.Executions.Add(execution);
            CountIn(owner, execution.Status);
        }

        return byNumber;
    }

    private static void CountIn(ActivityExecution? owner, ActivityExecutionStatus status)
    {
        if (owner is not null && status == ActivityExecutionStatus.Running)
        {
            owner.RunningChildren++;
        }
        else if (owner is not null)
        {
            owner.FaultedChildren++;
        }
    }

    private static void WriteBookmarks(SnapshotWriter writer, InstanceState state)
    {
        writer.Count(state.OpenBookmarks.Count);
        foreach (var (number, bookmark, execution) in state.OpenBookmarks)
        {
            writer.Count(number);
            writer.Text(bookmark.Name);
            writer.Text(bookmark.Hash);
            writer.Value(DataValue.From(bookmark.Payload));
            writer.Count(execution.Number);
            writer.Time(bookmark.CreatedAt);
        }
    }

    private static void ReadBookmarks(ref SnapshotReader reader, InstanceState state, Dictionary<int, ActivityExecution> executions)
    {
        var count = reader.Count();
        for (var i = 0; i < count; i++)
        {
            var number = reader.Count();
            var name = reader.Text()!;
            var hash = reader.Text()!;
            var payload = DataValue.ToNode(reader.Value());
            var execution = executions[reader.Count()];
            var id = string.Create(CultureInfo.InvariantCulture, $"b{number}");
            var bookmark = new Bookmark(id, name, hash, payload, execution.ActivityId, execution.Id, reader.Time());
            state.OpenBookmarks.Add(new OpenBookmark(number, bookmark, execution));
        }
    }

    private static void WriteIncidents(SnapshotWriter writer, InstanceState state)
    {
        writer.Count(state.IncidentList.Count);
        foreach (var incident in state.IncidentList)
        {
            writer.Text(incident.ActivityId);
            writer.Text(incident.ActivityType);
            writer.Text(incident.ActivityExecutionId);
            writer.Text(incident.Message);
            writer.Time(incident.At);
        }
    }

    private static void ReadIncidents(ref SnapshotReader reader, InstanceState state)
    {
        var count = reader.Count();
        for (var i = 0; i < count; i++)
        {
            state.IncidentList.Add(new Incident(reader.Text()!, reader.Text()!, reader.Text()!, reader.Text()!, reader.Time()));
        }
    }
}
