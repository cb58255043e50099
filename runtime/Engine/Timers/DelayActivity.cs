using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Effects;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Timers;

/// <summary>Waits for a time span, counted from the burst that reaches it.</summary>
internal sealed class DelayActivity(Input timeSpan) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.Delay", ActivityCategory.Timers, "hourglass_empty") { Inputs = [new("timeSpan", "TimeSpan", "00:01:00")] },
        source => new DelayActivity(source.Input("timeSpan")));

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var due = burst.Later(burst.Duration(me, timeSpan) ?? TimeSpan.Zero);
        var bookmark = burst.Wait(me, new JsonObject { ["resumeAt"] = DataValue.ToText(due) });
        burst.Effect(new Effect.SetTimer(bookmark, due));
    }
}
