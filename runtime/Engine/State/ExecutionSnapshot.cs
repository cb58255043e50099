namespace LowCode.Engine.State;

/// <summary>The executions of a snapshot, owners before what they own.</summary>
internal static class ExecutionSnapshot
{
    private const byte Breaking = 1;
    private const byte Backward = 2;
    private const byte AwaitsRetry = 4;
    private const byte HasRetries = 8;
    private const byte HasVariables = 16;
    private const byte HasEffects = 32;

    public static void Write(SnapshotWriter writer, InstanceState state)
    {
        writer.Count(state.Executions.Count);
        foreach (var execution in state.Executions.All())
        {
            writer.Count(execution.Number);
            writer.Text(execution.ActivityId);
            writer.Count(execution.Owner?.Number ?? 0);
            writer.Byte((byte)execution.Status);
            WriteMarks(writer, execution);
            execution.Variables?.Write(writer);
            Progress.Write(writer, execution.Progress);
        }
    }

    public static Dictionary<int, ActivityExecution> Read(ref SnapshotReader reader, InstanceState state)
    {
        var count = reader.Count();
        var byNumber = new Dictionary<int, ActivityExecution>(count);
        for (var i = 0; i < count; i++)
        {
            var number = reader.Count();
            var activityId = reader.Text()!;
            var owner = byNumber.GetValueOrDefault(reader.Count());
            var execution = new ActivityExecution(number, activityId, owner) { Status = (ActivityExecutionStatus)reader.Byte() };
            if (ReadMarks(ref reader, execution))
            {
                execution.Variables = VariableScope.Read(ref reader);
            }

            execution.Progress = Progress.Read(ref reader);
            byNumber.Add(number, execution);
            state.Executions.Add(execution);
            CountIn(owner, execution.Status);
        }

        return byNumber;
    }

    private static void WriteMarks(SnapshotWriter writer, ActivityExecution execution)
    {
        var marks = (execution.IsBreaking ? Breaking : 0)
            | (execution.IsBackward ? Backward : 0)
            | (execution.AwaitsRetry ? AwaitsRetry : 0)
            | (execution.Retries > 0 ? HasRetries : 0)
            | (execution.Variables is not null ? HasVariables : 0)
            | (execution.LastEffect > 0 ? HasEffects : 0);
        writer.Byte((byte)marks);
        if (execution.Retries > 0)
        {
            writer.Count(execution.Retries);
        }

        if (execution.LastEffect > 0)
        {
            writer.Count(execution.LastEffect);
        }
    }

    /// <returns>True where variables follow.</returns>
    private static bool ReadMarks(ref SnapshotReader reader, ActivityExecution execution)
    {
        if (reader.Version == Snapshot.FirstVersion)
        {
            execution.IsBreaking = reader.Flag();
            execution.IsBackward = reader.Flag();
            return reader.Flag();
        }

        var marks = reader.Byte();
        execution.IsBreaking = (marks & Breaking) != 0;
        execution.IsBackward = (marks & Backward) != 0;
        execution.AwaitsRetry = (marks & AwaitsRetry) != 0;
        execution.Retries = (marks & HasRetries) != 0 ? reader.Count() : 0;
        execution.LastEffect = (marks & HasEffects) != 0 ? reader.Count() : 0;
        return (marks & HasVariables) != 0;
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
}
