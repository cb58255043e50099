using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Effects;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;
using LowCode.Engine.Triggers;

namespace LowCode.Engine.Timers;

/// <summary>Starts the process, or goes on, at the times of a cron expression: six fields, seconds first, in UTC.</summary>
internal sealed class CronActivity(Input expression, Misfire misfire) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.Cron", ActivityCategory.Timers, "calendar_month")
        {
            Inputs = [new("cronExpression", "String") { IsRequired = true }],
            CanStart = true,
        },
        Create);

    public override IEnumerable<Trigger> Triggers(ActivityNode node, CompilationNotes notes)
    {
        if (expression is not { IsLiteral: true, LiteralValue: string text } || TimerSchedule.CronProblem(text) is not null)
        {
            return expression.IsLiteral ? [] : TriggerFinder.NeedsLiteral(node, "cronExpression", notes);
        }

        var payload = new JsonObject { ["cronExpression"] = text };
        return [new Trigger(node.Id, node.Type, BookmarkHash.Of(node.Type, payload, null)) { Payload = payload, Schedule = new TimerSchedule.Cron(text), Misfire = misfire }];
    }

    public override void Execute(Burst burst, ActivityExecution me)
    {
        if (burst.TakesStart(me))
        {
            burst.Complete(me);
            return;
        }

        Wait(burst, me);
    }

    public override bool PassesOver(Burst burst, ActivityExecution me, DateTimeOffset due)
    {
        if (misfire != Misfire.Skip || !Misfires.IsMissed(due, burst.Now))
        {
            return false;
        }

        Wait(burst, me);
        return true;
    }

    private void Wait(Burst burst, ActivityExecution me)
    {
        var text = burst.Text(me, expression) ?? "";
        if (TimerSchedule.CronProblem(text) is { } problem)
        {
            throw new ActivityFaultException("cron.syntax", text, problem);
        }

        var due = TimerSchedule.NextOf(text, burst.Now.ToUniversalTime())
            ?? throw new ActivityFaultException("cron.never", text);
        var payload = new JsonObject { ["executeAt"] = DataValue.ToText(due), ["cronExpression"] = text };
        burst.Effect(new Effect.SetTimer(burst.Wait(me, payload), due));
    }

    private static CronActivity Create(ActivitySource source)
    {
        var expression = source.Input("cronExpression");
        if (expression is { IsLiteral: true, LiteralValue: string { Length: > 0 } text })
        {
            if (TimerSchedule.CronProblem(text) is { } problem)
            {
                source.Notes.Refusal(expression.Path, "workflow.cron", source.Node.Id, text, problem);
            }
            else if (TimerSchedule.IsNever(text))
            {
                source.Notes.Refusal(expression.Path, "workflow.cron.never", source.Node.Id, text);
            }
        }

        return new CronActivity(expression, Misfires.Read(source.Definition, source.Notes));
    }
}
