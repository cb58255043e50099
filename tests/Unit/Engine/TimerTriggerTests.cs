using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.Effects;
using LowCode.Engine.State;
using LowCode.Engine.Triggers;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

/// <summary>Section 7, scheduling, of the format: Timer, Cron and StartAt as triggers and as bookmarks.</summary>
public sealed class TimerTriggerTests
{
    // Morning is 2026-03-02T08:00:00Z, a Monday.
    [Theory]
    [InlineData("Elsa.Timer", "interval", "TimeSpan", "00:05:00", "2026-03-02T08:05:00Z")]
    [InlineData("Elsa.Cron", "cronExpression", "String", "0 30 9 * * *", "2026-03-02T09:30:00Z")]
    [InlineData("Elsa.Cron", "cronExpression", "String", "15 0 0 1 * *", "2026-04-01T00:00:15Z")]
    [InlineData("Elsa.StartAt", "dateTime", "DateTimeOffset", "2026-03-03T08:00:00+08:00", "2026-03-03T00:00:00Z")]
    public void Section_7_inside_a_process_it_waits_for_a_time(string type, string input, string typeName, string value, string due)
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Activity(type, "t", (input, Literal(typeName, value))), Line("after"))));

        Assert.Equal(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture), run.Effect<Effect.SetTimer>().DueAt);
        run.TimerOf("t").Writes("after").Is(InstanceSubStatus.Finished);
    }

    [Theory]
    [InlineData("Elsa.Timer", "interval", "00:05:00")]
    [InlineData("Elsa.Cron", "cronExpression", "0 30 9 * * *")]
    [InlineData("Elsa.StartAt", "dateTime", "2026-03-03T08:00:00Z")]
    public void Section_7_where_it_started_the_instance_it_completes_at_once(string type, string input, string value)
    {
        var run = ProcessRun.Given(Of(Flowchart([Trigger(type, input, value), Line("after")], "t -> after")));

        run.Start(trigger: "t").Writes("after").Is(InstanceSubStatus.Finished);
    }

    [Fact]
    public void Section_7_a_time_that_has_passed_is_now() =>
        ProcessRun.Started(Of(Sequence("seq", Activity("Elsa.StartAt", "t", ("dateTime", Literal("DateTimeOffset", "2020-01-01T00:00:00Z"))), Line("after")))).Writes("after");

    [Theory]
    [InlineData("Elsa.Timer", "interval", "00:05:00", "2026-03-02T08:05:00Z", "2026-03-02T08:10:00Z")]
    [InlineData("Elsa.Cron", "cronExpression", "0 30 9 * * MON", "2026-03-02T09:30:00Z", "2026-03-09T09:30:00Z")]
    [InlineData("Elsa.StartAt", "dateTime", "2026-03-03T08:00:00Z", "2026-03-03T08:00:00Z", null)]
    public void A_trigger_tells_when_it_is_due(string type, string input, string value, string first, string? second)
    {
        var schedule = Assert.Single(ProcessRun.Given(Of(Flowchart([Trigger(type, input, value)]))).Workflow.Triggers).Schedule!;

        var due = schedule.Next(ProcessRun.Morning);
        Assert.Equal(Time(first), due);
        Assert.Equal(second is null ? null : Time(second), schedule.Next(due!.Value));
    }

    [Theory]
    [InlineData("0 0 8 * *")]
    [InlineData("99 0 8 * * *")]
    [InlineData("often")]
    public void A_cron_expression_that_is_none_is_not_published(string expression)
    {
        var check = new WorkflowEngine().Check(Of(Flowchart([Trigger("Elsa.Cron", "cronExpression", expression)])).Utf8());

        Assert.Equal(("workflow.cron", "/root/activities/0/cronExpression"), (Assert.Single(check.Errors).Code, check.Errors[0].Path));
    }

    [Fact]
    public void A_cron_expression_that_is_computed_wrong_is_an_incident()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Activity("Elsa.Cron", "t", ("cronExpression", Script("String", "'never'"))))));

        Assert.Contains("'never'", Assert.Single(run.State.Incidents).Message, StringComparison.Ordinal);
    }

    private static JsonObject Trigger(string type, string input, string value)
    {
        var trigger = Activity(type, "t", (input, Literal("String", value)));
        trigger["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        return trigger;
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
