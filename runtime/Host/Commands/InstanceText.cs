using System.Globalization;
using System.Text;
using LowCode.Definitions.Values;
using LowCode.Engine.State;
using LowCode.FormUi;
using LowCode.Work.Instances;

namespace LowCode.Host.Commands;

/// <summary>An instance as text: where it stands, what went wrong, and what its variables are.</summary>
internal static class InstanceText
{
    public static string Of(InstanceView instance)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{instance.DefinitionId}  {instance.Status}/{instance.SubStatus}");
        if (instance.Quarantine is { } quarantine)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"! {quarantine.At:yyyy-MM-dd HH:mm:ss}Z {Texts.InstanceQuarantined.With(quarantine.Attempts)}");
        }

        foreach (var execution in instance.Open)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {execution.Id,-5} {execution.ActivityId,-24} {execution.ActivityType,-28} {State(execution)}");
        }

        foreach (var incident in instance.Incidents)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"! {incident.At:yyyy-MM-dd HH:mm:ss}Z {incident.ActivityExecutionId} {incident.ActivityId}: {incident.Text}");
            if (incident.Resolution is { } resolution)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"    {resolution.Kind} {resolution.At:yyyy-MM-dd HH:mm:ss}Z {resolution.Actor} {resolution.Reason}");
            }
        }

        foreach (var (name, value) in instance.Variables)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {name} = {DataValue.ToJson(DataValue.From(value))}");
        }

        return text.ToString().TrimEnd();
    }

    private static string State(ExecutionView execution) =>
        execution.IsStopped ? Texts.InstanceStopped : execution.IsWaiting ? Texts.InstanceWaiting : Texts.InstanceRunning;
}
