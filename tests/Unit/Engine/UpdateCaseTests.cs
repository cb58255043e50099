using System.Text.Json.Nodes;
using LowCode.Engine.Effects;
using LowCode.Engine.State;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

public sealed class UpdateCaseTests
{
    [Fact]
    public void Case_gets_status_due_time_data_and_a_note()
    {
        var run = Updated(
            ("status", Literal("String", "accepted")),
            ("dueIn", Script("Decimal", "getHours() * 2")),
            ("data", Script("Object", "({ grade: 'B', count: 2 })")),
            ("note", new JsonObject { ["zh-CN"] = "已受理", ["en"] = "Accepted" })).Is(InstanceSubStatus.Finished);

        var update = run.Effect<Effect.UpdateCase>();

        Assert.Equal("u", update.ActivityId);
        Assert.Equal("accepted", update.Status);
        Assert.Equal(ProcessRun.Morning.AddHours(24), update.Due);
        Assert.Equal("""{"grade":"B","count":2}""", update.Data!.ToJsonString());
        Assert.Equal("Accepted", update.Note!.ByLanguage["en"]);
    }

    [Fact]
    public void What_is_not_given_changes_nothing() =>
        Assert.Equal(new Effect.UpdateCase("u", null, null, null, null), Updated().Effect<Effect.UpdateCase>());

    [Fact]
    public void Limit_that_is_not_known_sets_no_due_time()
    {
        var run = Updated(("dueIn", Wrapped("Decimal", "Variable", new JsonObject { ["id"] = "vUnset" })));

        Assert.Null(run.Effect<Effect.UpdateCase>().Due);
    }

    [Fact]
    public void Given_due_time_is_taken_as_it_is()
    {
        var run = Updated(("dueAt", Literal("DateTime", "2026-03-05T18:00:00+08:00")));

        Assert.Equal(new DateTimeOffset(2026, 3, 5, 10, 0, 0, TimeSpan.Zero), run.Effect<Effect.UpdateCase>().Due);
    }

    [Fact]
    public void Limit_beyond_all_reason_is_an_incident()
    {
        var run = Updated(("dueIn", Literal("Decimal", 1e20))).Is(InstanceSubStatus.Faulted);

        Assert.Contains("876600 hours", Assert.Single(run.State.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_is_no_object_is_an_incident()
    {
        var run = Updated(("data", Script("Object", "5"))).Is(InstanceSubStatus.Faulted);

        Assert.Contains("object of fields", Assert.Single(run.State.Incidents).Message, StringComparison.Ordinal);
    }

    private static ProcessRun Updated(params (string Member, JsonNode? Value)[] members) => ProcessRun.Started(Of(
        Sequence("seq", Activity("LowCode.UpdateCase", "u", members)),
        Variable("Hours", "Decimal", "12"),
        Variable("Unset", "Decimal")));
}
