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

/// <summary>Starts the process, or goes on, at a time; a time that has passed is now.</summary>
internal sealed class StartAtActivity(Input dateTime, Misfire misfire) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.StartAt", ActivityCategory.Timers, "event_available")
        {
            Inputs = [new("dateTime", "DateTimeOffset") { IsRequired = true }],
            CanStart = true,
        },
        source => new StartAtActivity(source.Input("dateTime"), Misfires.Read(source.Definition, source.Notes)));

    public override IEnumerable<Trigger> Triggers(ActivityNode node, CompilationNotes notes)
    {
        if (dateTime is not { IsLiteral: true, LiteralValue: DateTimeOffset at })
        {
            return dateTime.IsLiteral ? [] : TriggerFinder.NeedsLiteral(node, "dateTime", notes);
        }

        var payload = new JsonObject { ["executeAt"] = DataValue.ToText(at) };
        return [new Trigger(node.Id, node.Type, BookmarkHash.Of(node.Type, payload, null)) { Payload = payload, Schedule = new TimerSchedule.Once(at), Misfire = misfire }];
    }

    public override void Execute(Burst burst, ActivityExecution me)
    {
        if (burst.TakesStart(me) || burst.Value(me, dateTime) is not DateTimeOffset at || at <= burst.Now)
        {
            burst.Complete(me);
            return;
        }

        burst.Effect(new Effect.SetTimer(burst.Wait(me, new JsonObject { ["executeAt"] = DataValue.ToText(at) }), at.ToUniversalTime()));
    }
}
