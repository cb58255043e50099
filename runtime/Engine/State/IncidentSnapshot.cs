using LowCode.Engine.Incidents;

namespace LowCode.Engine.State;

/// <summary>Incidents of a snapshot, oldest first.</summary>
internal static class IncidentSnapshot
{
    public static void Write(SnapshotWriter writer, InstanceState state)
    {
        writer.Count(state.IncidentList.Count);
        foreach (var incident in state.IncidentList)
        {
            writer.Text(incident.ActivityId);
            writer.Text(incident.ActivityType);
            writer.Text(incident.ActivityExecutionId);
            writer.Text(incident.Message);
            writer.Time(incident.At);
            WriteReason(writer, incident.Reason);
            writer.Byte((byte)(incident.Resolution?.Kind ?? 0));
            if (incident.Resolution is { } resolution)
            {
                writer.Text(resolution.Actor);
                writer.Text(resolution.Reason);
                writer.Time(resolution.At);
            }
        }
    }

    public static void Read(ref SnapshotReader reader, InstanceState state)
    {
        var count = reader.Count();
        for (var i = 0; i < count; i++)
        {
            var incident = new Incident(reader.Text()!, reader.Text()!, reader.Text()!, reader.Text()!, reader.Time())
            {
                Reason = reader.Version > Snapshot.FourthVersion ? ReadReason(ref reader) : null,
            };
            var kind = reader.Version == Snapshot.FirstVersion ? 0 : (IncidentResolutionKind)reader.Byte();
            state.IncidentList.Add(kind == 0
                ? incident
                : incident with { Resolution = new IncidentResolution(kind, reader.Text(), reader.Text(), reader.Time()) });
        }
    }

    private static void WriteReason(SnapshotWriter writer, IncidentReason? reason)
    {
        writer.Text(reason?.Code);
        if (reason is not null)
        {
            writer.Value((object?[])[.. reason.Values]);
        }
    }

    private static IncidentReason? ReadReason(ref SnapshotReader reader) =>
        reader.Text() is { } code ? new IncidentReason(code, (object?[])reader.Value()!) : null;
}
