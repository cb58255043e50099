namespace LowCode.Engine.State;

/// <summary>The part of a snapshot that tells how far a run has come that was committed midway; one byte for an instance at rest.</summary>
internal static class RunSnapshot
{
    private const byte AtRest = 0;
    private const byte Midway = 1;

    public static void Write(SnapshotWriter writer, InstanceState state)
    {
        if (state is { Scheduled.Count: 0, RunLength: 0, IsFaulting: false, StartedBy: null })
        {
            writer.Byte(AtRest);
            return;
        }

        writer.Byte(Midway);
        writer.Flag(state.IsFaulting);
        writer.Text(state.StartedBy);
        writer.Whole((long)state.RandomState);
        writer.Count(state.RunLength);
        writer.Count(state.RunTrail.Count);
        foreach (var activity in state.RunTrail)
        {
            writer.Text(activity);
        }

        writer.Count(state.Scheduled.Count);
        foreach (var scheduled in state.Scheduled)
        {
            writer.Text(scheduled.ActivityId);
            writer.Count(scheduled.Owner?.Number ?? 0);
            writer.Flag(scheduled.IsBackward);
            writer.Value(scheduled.Given);
            writer.Text(scheduled.By);
        }
    }

    public static void Read(ref SnapshotReader reader, InstanceState state, Dictionary<int, ActivityExecution> executions)
    {
        if (reader.Byte() == AtRest)
        {
            return;
        }

        state.IsFaulting = reader.Flag();
        state.StartedBy = reader.Text();
        state.RandomState = (ulong)reader.Whole();
        state.RunLength = reader.Count();
        for (var count = reader.Count(); count > 0; count--)
        {
            state.RunTrail.Add(reader.Text()!);
        }

        for (var count = reader.Count(); count > 0; count--)
        {
            var activityId = reader.Text()!;
            var owner = executions.GetValueOrDefault(reader.Count());
            var scheduled = new ScheduledActivity(activityId, owner, reader.Flag(), (object?[]?)reader.Value())
            {
                By = reader.Version > Snapshot.ThirdVersion ? reader.Text() : null,
            };
            state.Scheduled.Enqueue(scheduled);
            if (owner is not null)
            {
                owner.ScheduledChildren++;
            }
        }
    }
}
