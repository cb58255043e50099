using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Effects;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;
using LowCode.Engine.Triggers;

namespace LowCode.Engine.Timers;

/// <summary>Starts the process once per interval, or waits for one interval.</summary>
internal sealed class TimerActivity(Input interval, Misfire misfire) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.Timer", ActivityCategory.Timers, "timer")
        {
            Inputs = [new("interval", "TimeSpan", "00:01:00")],
            CanStart = true,
        },
        source => new TimerActivity(source.Input("interval"), Misfires.Read(source.Definition, source.Notes)));

    public override IEnumerable<Trigger> Triggers(ActivityNode node, CompilationNotes notes)
    {
        if (!interval.IsLiteral || BurstInputs.ParseDuration((string?)interval.LiteralValue ?? "") is not { } every)
        {
            return TriggerFinder.NeedsLiteral(node, "interval", notes);
        }

        if (every <= TimeSpan.Zero)
        {
            notes.Refusal(interval.Path, "workflow.timer.never", node.Id, (string?)interval.LiteralValue);
            return [];
        }

        var payload = new JsonObject { ["interval"] = every.ToString() };
        return [new Trigger(node.Id, node.Type, BookmarkHash.Of(node.Type, payload, null)) { Payload = payload, Schedule = new TimerSchedule.Every(every), Misfire = misfire }];
    }

    public override void Execute(Burst burst, ActivityExecution me)
    {
        if (burst.TakesStart(me))
        {
            burst.Complete(me);
            return;
        }

        Wait(burst, me, burst.Later(burst.Duration(me, interval) ?? TimeSpan.Zero));
    }

    public override bool PassesOver(Burst burst, ActivityExecution me, DateTimeOffset due)
    {
        if (misfire != Misfire.Skip || !Misfires.IsMissed(due, burst.Now) || burst.Duration(me, interval) is not { } every || every <= TimeSpan.Zero)
        {
            return false;
        }

        Wait(burst, me, new TimerSchedule.Every(every).NextInBeat(due, burst.Now)!.Value);
        return true;
    }

    private static void Wait(Burst burst, ActivityExecution me, DateTimeOffset due) =>
        burst.Effect(new Effect.SetTimer(burst.Wait(me, new JsonObject { ["resumeAt"] = DataValue.ToText(due) }), due));
}
