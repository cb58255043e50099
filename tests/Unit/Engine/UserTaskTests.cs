using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Engine.Effects;
using LowCode.Engine.Journal;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

public sealed class UserTaskTests
{
    [Fact]
    public void Task_asks_for_what_its_inputs_say()
    {
        var handle = Ask(
            "handle",
            ["done", "return"],
            ("title", Literal("String", "处置")),
            ("titleTexts", new JsonObject { ["zh-CN"] = "处置", ["en"] = "Handle" }),
            ("formId", Literal("String", "handle-form")),
            ("candidateRoles", Wrapped("String[]", "Object", "[\"handler\"]")),
            ("candidateDepartment", Script("String", "variables.Department")),
            ("dueIn", Wrapped("Decimal", "Variable", new JsonObject { ["id"] = "vLimit", ["name"] = "Limit" })));
        var run = ProcessRun.Started(Of(Sequence("seq", handle), Variable("Department", "String", "D01"), Variable("Limit", "Decimal", "1.5")));

        var opened = run.Effect<Effect.OpenTask>();

        Assert.Equal(run.BookmarkOf("handle"), opened.BookmarkId);
        Assert.Equal("handle", opened.Task.StepId);
        Assert.Equal("Handle", opened.Task.Title.In(CultureInfo.GetCultureInfo("en")));
        Assert.Equal("handle-form", opened.Task.FormId);
        Assert.Null(opened.Task.Assignee);
        Assert.Equal(["handler"], opened.Task.CandidateRoles);
        Assert.Equal("D01", opened.Task.CandidateDepartment);
        Assert.Equal(ProcessRun.Morning.AddMinutes(90), opened.Task.DueAt);
        Assert.Equal(["done", "return"], opened.Task.Outcomes.Select(o => o.Name));
    }

    [Fact]
    public void Outcomes_carry_their_texts_and_rules()
    {
        var outcome = new JsonObject
        {
            ["name"] = "return",
            ["label"] = new JsonObject { ["zh-CN"] = "回退", ["en"] = "Send back" },
            ["colour"] = "warning",
            ["commentRequired"] = true,
            ["skipsRequired"] = true,
        };
        var task = ProcessRun.Started(Of(Sequence("seq", Activity("LowCode.UserTask", "t", ("outcomes", new JsonArray(outcome)))))).Effect<Effect.OpenTask>().Task;

        var (name, label, colour, commentRequired, skipsRequired) = Assert.Single(task.Outcomes);

        Assert.Equal(("return", "回退", "warning", true, true), (name, label.ByLanguage["zh-CN"], colour, commentRequired, skipsRequired));
    }

    [Fact]
    public void Task_without_outcomes_can_be_done()
    {
        var run = ProcessRun.Started(Of(Flowchart([Ask("t", []), Line("z")], "t -> z")));

        run.Completed("t", "Done").Is(InstanceSubStatus.Finished).Writes("z");
    }

    [Fact]
    public void Completed_task_leaves_by_its_outcome_and_captures_fields()
    {
        var captures = new JsonObject { ["classCode"] = "Class", ["count"] = "Count", ["absent"] = "Kept" };
        var flow = Flowchart(
            [Ask("t", ["ok", "no"], ("captures", captures)), LineOf("ok", "getClass() + getCount() + getKept() + getResultFromT().completedBy"), Line("no")],
            "t:ok -> ok", "t:no -> no");
        var run = ProcessRun.Started(Of(flow, Variable("Class", "String"), Variable("Count", "Int32"), Variable("Kept", "String", "kept")));

        run.Completed("t", "ok", new JsonObject { ["classCode"] = "0101", ["count"] = 3 }).Writes("01013keptzhang");
    }

    [Fact]
    public void Unknown_outcome_is_rejected_and_changes_nothing()
    {
        var run = ProcessRun.Started(Of(Flowchart([Ask("t", ["ok", "no"]), Line("z")], "t:ok -> z")));
        var before = run.State.ToSnapshot();

        var rejection = Assert.Throws<ArgumentException>(() => run.Completed("t", "maybe"));

        Assert.Contains("ok, no", rejection.Message, StringComparison.Ordinal);
        Assert.Equal(before, run.State.ToSnapshot());
    }

    [Fact]
    public void Task_that_is_done_cannot_be_completed_again()
    {
        var run = ProcessRun.Started(Of(Flowchart([Ask("t", ["ok"]), Event("e", "Go")], "t:ok -> e")));
        var bookmark = run.BookmarkOf("t");
        run.Completed("t", "ok");

        Assert.Throws<InvalidOperationException>(() => run.Continue(new Stimulus.CompleteTask(bookmark, "ok", "li", [])));
    }

    [Fact]
    public void Event_cannot_be_completed_like_a_task()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Event("e", "Go"))));

        Assert.Throws<InvalidOperationException>(() => run.Continue(new Stimulus.CompleteTask(run.BookmarkOf("e"), "ok", "li", [])));
    }

    [Fact]
    public void Journal_says_who_completed_a_task_and_how()
    {
        var run = ProcessRun.Started(Of(Flowchart([Ask("t", ["ok"]), Line("z")], "t:ok -> z"))).Completed("t", "ok");

        var consumed = run.Last.Journal.Single(e => e.Kind == JournalKind.BookmarkConsumed);

        Assert.Equal("""{"outcome":"ok","completedBy":"zhang","bookmark":"b1"}""", consumed.Data!.ToJsonString());
    }

    [Fact]
    public void Cancelled_instance_withdraws_its_tasks()
    {
        var run = ProcessRun.Started(Of(Flowchart([Line("s"), Ask("a", ["ok"]), Ask("b", ["ok"])], "s -> a", "s -> b")));

        run.Continue(new Stimulus.Cancel("reported twice")).Is(InstanceSubStatus.Cancelled);

        Assert.Equal(["b1", "b2"], run.Last.Closed);
        Assert.Empty(run.State.Bookmarks);
        Assert.Null(run.Last.Consumed);
    }
}
