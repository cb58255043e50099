using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.Effects;
using LowCode.Engine.State;
using LowCode.Engine.Triggers;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

/// <summary>Timers whose time passed while nothing ran.</summary>
public sealed class MisfireTests
{
    // Morning is 2026-03-02T08:00:00Z; nothing runs until four hours later.
    [Theory]
    [InlineData("Elsa.Cron", "cronExpression", "String", "0 30 * * * *", "2026-03-02T12:30:00Z")]
    [InlineData("Elsa.Timer", "interval", "TimeSpan", "00:50:00", "2026-03-02T12:10:00Z")]
    public void Skipping_timer_inside_an_instance_passes_over_what_it_missed_and_waits_for_its_next_time(string type, string input, string typeName, string value, string next)
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Waiting(type, input, typeName, value, "Skip"), Line("after"))));
        run.Now = ProcessRun.Morning.AddHours(4);

        run.TimerOf("t").Is(InstanceSubStatus.Suspended);

        Assert.Equal(DateTimeOffset.Parse(next, CultureInfo.InvariantCulture), run.Effect<Effect.SetTimer>().DueAt);
        run.Now = run.Effect<Effect.SetTimer>().DueAt.AddSeconds(30);
        run.TimerOf("t").Writes("after").Is(InstanceSubStatus.Finished);
    }

    [Theory]
    [InlineData("Elsa.Cron", "cronExpression", "String", "0 30 * * * *", null)]
    [InlineData("Elsa.Cron", "cronExpression", "String", "0 30 * * * *", "FireOnce")]
    [InlineData("Elsa.Cron", "cronExpression", "String", "0 30 * * * *", "catchUp")]
    [InlineData("Elsa.Timer", "interval", "TimeSpan", "00:50:00", null)]
    [InlineData("Elsa.StartAt", "dateTime", "DateTimeOffset", "2026-03-02T09:00:00Z", "Skip")]
    public void Other_timers_fire_late(string type, string input, string typeName, string value, string? misfire)
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Waiting(type, input, typeName, value, misfire), Line("after"))));
        run.Now = ProcessRun.Morning.AddHours(4);

        run.TimerOf("t").Writes("after").Is(InstanceSubStatus.Finished);
    }

    [Theory]
    [InlineData(null, Misfire.FireOnce)]
    [InlineData("skip", Misfire.Skip)]
    [InlineData("CatchUp", Misfire.CatchUp)]
    public void Trigger_tells_its_policy(string? written, Misfire misfire)
    {
        var trigger = Waiting("Elsa.Cron", "cronExpression", "String", "0 30 * * * *", written);
        trigger["customProperties"]!["canStartWorkflow"] = true;

        Assert.Equal(misfire, Assert.Single(ProcessRun.Given(Of(Flowchart([trigger]))).Workflow.Triggers).Misfire);
    }

    [Theory]
    [InlineData("Sometimes")]
    [InlineData("2,1")]
    [InlineData("7")]
    public void Policy_that_is_none_is_not_published(string written)
    {
        var check = new WorkflowEngine().Check(Of(Flowchart([Waiting("Elsa.Timer", "interval", "TimeSpan", "00:50:00", written)])).Utf8());

        var error = Assert.Single(check.Errors);
        Assert.Equal(("workflow.misfire", "/root/activities/0/customProperties/misfire"), (error.Code, error.Path));
        Assert.Contains("FireOnce, Skip, CatchUp", error.Message, StringComparison.Ordinal);
    }

    private static JsonObject Waiting(string type, string input, string typeName, string value, string? misfire)
    {
        var timer = Activity(type, "t", (input, Literal(typeName, value)));
        timer["customProperties"] = misfire is null ? [] : new JsonObject { ["misfire"] = misfire };
        return timer;
    }
}
