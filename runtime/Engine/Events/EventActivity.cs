using System.Text.Json.Nodes;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;
using LowCode.Engine.Triggers;

namespace LowCode.Engine.Events;

/// <summary>Waits for an event by name, or starts the process when it comes. Its result is the event's payload.</summary>
internal sealed class EventActivity(Input eventName, OutputTarget result) : Activity
{
    public const string TypeName = BookmarkHash.Event;

    /// <summary>The workflow input under which a starting event brings its payload.</summary>
    public const string StartPayload = "__EventPayloadWorkflowInput";

    public static ActivityType Type { get; } = new(
        new ActivityDescriptor(TypeName, ActivityCategory.Events, "notifications")
        {
            Inputs = [new("eventName", "String") { IsRequired = true }],
            Outputs = [new("result", "Object")],
            CanStart = true,
        },
        source => new EventActivity(source.Input("eventName"), source.Output("result")));

    public override IEnumerable<Trigger> Triggers(ActivityNode node, CompilationNotes notes) =>
        eventName is { IsLiteral: true, LiteralValue: string { Length: > 0 } name }
            ? [new Trigger(node.Id, node.Type, BookmarkHash.OfEvent(name))]
            : TriggerFinder.NeedsLiteral(node, "eventName", notes);

    public override void Execute(Burst burst, ActivityExecution me)
    {
        if (burst.TakesStart(me))
        {
            Resume(burst, me, burst.Data.WorkflowInput(me, StartPayload));
            return;
        }

        burst.Wait(me, BookmarkHash.EventPayload(burst.Text(me, eventName) ?? ""), isSpecific: false);
    }

    public override void Resume(Burst burst, ActivityExecution me, object? payload)
    {
        burst.Data.Give(me, result, payload);
        burst.Complete(me);
    }
}
