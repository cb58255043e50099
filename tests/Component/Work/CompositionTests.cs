using System.Text.Json.Nodes;
using LowCode.Engine.Effects;
using LowCode.Engine.Interventions;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using LowCode.Work;
using LowCode.Work.Events;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>Processes inside others, stored: what starts a child commits it, what waits for it is resumed through the outbox.</summary>
public sealed class CompositionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Elsa.ExecuteWorkflow")]
    [InlineData("Elsa.DispatchWorkflow")]
    public async Task Child_that_waits_resumes_its_parent_after_a_restart(string type)
    {
        await using var work = await WithAsync(Parent(type), Child());
        var parent = await StartAsync(work, "parent");
        await RoundAsync(work);
        Assert.Equal(InstanceSubStatus.Suspended, (await ReadAsync(work, parent)).SubStatus);
        await work.ReopenAsync();

        Assert.Equal(1, (await PingAsync(work)).Resumed);
        await work.ReopenAsync();
        await RoundAsync(work);

        var ended = await ReadAsync(work, parent);
        Assert.Equal(InstanceSubStatus.Finished, ended.SubStatus);
        var result = ended.Variables["R"]!;
        Assert.Equal(42, (long)(type == "Elsa.ExecuteWorkflow" ? result["output"]!["Answer"] : result["Answer"])!);
    }

    [Theory]
    [InlineData("Elsa.ExecuteWorkflow")]
    [InlineData("Elsa.DispatchWorkflow")]
    public async Task Cancelling_a_parent_cancels_the_child_that_it_waits_for(string type)
    {
        await using var work = await WithAsync(Parent(type), Child());
        var parent = await StartAsync(work, "parent");
        await RoundAsync(work);

        var cancelled = await work.Get<InterveneInInstance>().HandleAsync(
            Administrator(work), new CancelInstanceCommand(parent, "given up", "1"), Cancellation);
        await RoundAsync(work);

        Assert.Equal(InstanceSubStatus.Cancelled, cancelled.Value!.SubStatus);
        Assert.Equal(0, (await PingAsync(work)).Resumed);
    }

    [Theory]
    [InlineData("Elsa.ExecuteWorkflow")]
    [InlineData("Elsa.DispatchWorkflow")]
    [InlineData("Elsa.BulkDispatchWorkflows")]
    public async Task Child_that_ends_while_its_parent_is_faulted_is_heard_of_when_the_parent_is_mended(string type)
    {
        var waiting = Composed("x", type, "child", "true");
        waiting["items"] = Script("Object", "[1, 2, 3]");
        var picky = Processes.LineOf("g", "if (!getReady()) throw new Error('not ready'); 'ready'");
        var beside = new JsonObject { ["id"] = "b", ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray(Processes.Event("e", "Break"), picky) };
        var both = new JsonObject { ["id"] = "p", ["type"] = "Elsa.Parallel", ["activities"] = new JsonArray(waiting, beside) };
        await using var work = await WithAsync(Processes.Sequence("parent", both).WithVariable("Ready", "Boolean", "false"), Child());
        var parent = await StartAsync(work, "parent");
        await RoundAsync(work);
        await SendAsync(work, "Break");
        Assert.Equal(InstanceSubStatus.Faulted, (await ReadAsync(work, parent)).SubStatus);

        Assert.Equal(type == "Elsa.BulkDispatchWorkflows" ? 3 : 1, (await PingAsync(work)).Resumed);
        await RoundAsync(work);
        work.Time.Advance(TimeSpan.FromDays(40));
        await RoundAsync(work);
        await work.ReopenAsync();
        await InterveneAsync(work, parent, new Intervention.SetVariable("Ready", true));
        await InterveneAsync(work, parent, new Intervention.Retry("g"));
        await RoundAsync(work);

        Assert.Equal(InstanceSubStatus.Finished, (await ReadAsync(work, parent)).SubStatus);
        Assert.Equal(0L, work.Scalar("SELECT (SELECT COUNT(*) FROM outbox) + (SELECT COUNT(*) FROM dead_letter) + (SELECT COUNT(*) FROM inbox WHERE state = 'waiting')"));
    }

    [Fact]
    public async Task Child_that_is_refused_is_dispatched_again_by_the_next_try_as_another_effect()
    {
        var dispatch = Composed("x", "Elsa.DispatchWorkflow", "child", "true");
        dispatch["customProperties"] = new JsonObject { ["retry"] = new JsonObject { ["delay"] = "00:01:00", ["backoffType"] = "Constant" } };
        await using var work = await WithAsync(Processes.Sequence("parent", dispatch), Singleton(Child()));
        await StartAsync(work, "child");
        var parent = await StartAsync(work, "parent");
        await RoundAsync(work);
        await TryAgainAsync();
        Assert.Equal(1L, work.Scalar("SELECT COUNT(*) FROM instance WHERE definition_id = 'child'"));

        await PingAsync(work);
        await TryAgainAsync();

        Assert.Equal(1L, work.Scalar("SELECT COUNT(*) FROM instance WHERE definition_id = 'child' AND status = 'Running'"));
        await PingAsync(work);
        await RoundAsync(work);
        Assert.Equal(InstanceSubStatus.Finished, (await ReadAsync(work, parent)).SubStatus);

        async Task TryAgainAsync()
        {
            work.Time.Advance(TimeSpan.FromMinutes(2));
            await RoundAsync(work);
            await RoundAsync(work);
        }
    }

    [Fact]
    public async Task Bulk_of_children_is_waited_for()
    {
        var bulk = Composed("bulk", "Elsa.BulkDispatchWorkflows", "child", "true");
        bulk["items"] = Script("Object", "[1, 2, 3]");
        await using var work = await WithAsync(Processes.Sequence("parent", bulk), Child());
        var parent = await StartAsync(work, "parent");
        await RoundAsync(work);

        Assert.Equal(3, (await PingAsync(work)).Resumed);
        Assert.Equal(InstanceSubStatus.Suspended, (await ReadAsync(work, parent)).SubStatus);
        await RoundAsync(work);

        Assert.Equal(InstanceSubStatus.Finished, (await ReadAsync(work, parent)).SubStatus);
    }

    [Fact]
    public async Task Singleton_is_refused_while_it_runs_and_may_start_again_afterwards()
    {
        await using var work = await WithAsync(Singleton(Child()));
        var first = await StartAsync(work, "child");

        var second = await TryStartAsync(work, "child", "second");
        Assert.Equal("instance.not-alone", second.Rejection?.Code);
        Assert.Contains(first, second.Rejection!.Message, StringComparison.Ordinal);

        await PingAsync(work);
        Assert.True((await TryStartAsync(work, "child", "third")).IsAccepted);
    }

    [Theory]
    [InlineData("Elsa.ExecuteWorkflow")]
    [InlineData("Elsa.DispatchWorkflow")]
    public async Task Child_that_must_be_alone_is_an_incident_of_its_parent(string type)
    {
        await using var work = await WithAsync(Parent(type), Singleton(Child()));
        var running = await StartAsync(work, "child");

        var parent = await StartAsync(work, "parent");
        await RoundAsync(work);
        await RoundAsync(work);

        var view = await ReadAsync(work, parent);
        Assert.Equal(InstanceSubStatus.Faulted, view.SubStatus);
        Assert.Contains(running, Assert.Single(view.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Running_instance_stays_on_the_version_of_an_activity_that_it_started_with()
    {
        var consumer = Processes.Sequence("consumer", Processes.Event("wait", "Go"), Used("child", "child-1"), Used("child", "child-1"))
            .WithVariable("R", "Object", "");
        await using var work = await WithAsync(consumer, Usable(1, "one", automatic: false));
        var parent = await StartAsync(work, "consumer");
        await Processes.PublishAsync(work, Usable(2, "two", automatic: false));
        await work.ReopenAsync();

        await SendAsync(work, "Go");
        await SendAsync(work, "Ping");
        await work.ReopenAsync();
        await SendAsync(work, "Ping");

        var view = await ReadAsync(work, parent);
        Assert.Equal(InstanceSubStatus.Finished, view.SubStatus);
        Assert.Equal("one", (string?)view.Variables["R"]);
    }

    [Fact]
    public async Task Publishing_a_workflow_that_updates_its_consumers_makes_new_versions_of_them()
    {
        var consumer = Processes.Sequence("consumer", Used("child", "child-1")).WithVariable("R", "Object", "");
        await using var work = await WithAsync(consumer, Usable(1, "one", automatic: true));
        await Processes.PublishAsync(work, Usable(2, "two", automatic: true));

        var parent = await StartAsync(work, "consumer");
        await SendAsync(work, "Ping");

        Assert.Equal("two", (string?)(await ReadAsync(work, parent)).Variables["R"]);
    }

    [Fact]
    public async Task External_task_is_completed_by_its_id_once()
    {
        var task = new JsonObject
        {
            ["id"] = "t",
            ["type"] = "Elsa.RunTask",
            ["taskName"] = Literal("String", "check"),
            ["taskId"] = new JsonObject { ["typeName"] = "String", ["memoryReference"] = new JsonObject { ["id"] = "vR" } },
        };
        await using var work = await WithAsync(Processes.Sequence("asker", task, Processes.Event("wait", "Go")).WithVariable("R", "String", ""));
        var id = await StartAsync(work, "asker");
        await work.ReopenAsync();
        var taskId = (string)(await ReadAsync(work, id)).Variables["R"]!;

        Assert.Equal(0, (await DoneAsync(work, "another")).Resumed);
        Assert.Equal(1, (await DoneAsync(work, taskId)).Resumed);
        Assert.Equal(0, (await DoneAsync(work, taskId)).Resumed);

        Assert.Equal(["wait"], (await ReadAsync(work, id)).Open.Where(e => e.IsWaiting).Select(e => e.ActivityId));
    }

    private static async Task<SentEvent> DoneAsync(TestWork work, string taskId)
    {
        var done = await work.Get<CompleteExternalTask>().HandleAsync(
            Administrator(work), new CompleteExternalTaskCommand(taskId, JsonValue.Create(true), Guid.NewGuid().ToString("N")), Cancellation);
        Assert.True(done.IsAccepted, done.Rejection?.Message);
        return done.Value;
    }

    private static JsonObject Parent(string type)
    {
        var activity = Composed("x", type, "child", "true");
        activity["result"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "vR" } };
        return Processes.Sequence("parent", activity).WithVariable("R", "Object", "");
    }

    private static JsonObject Child() => Processes.Sequence("child", Processes.Event("wait", "Ping"), Output("42"));

    private static JsonObject Singleton(JsonObject process)
    {
        process["options"] = new JsonObject
        {
            ["activationStrategyType"] = "Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime",
        };
        return process;
    }

    private static JsonObject Usable(int version, string answer, bool automatic)
    {
        var process = Processes.Sequence("child", Processes.Event("wait", "Ping"), Output($"'{answer}'"));
        process["id"] = $"child-{version}";
        process["version"] = version;
        process["outputs"] = new JsonArray(new JsonObject { ["type"] = "Object", ["name"] = "Answer" });
        process["options"] = new JsonObject { ["usableAsActivity"] = true, ["autoUpdateConsumingWorkflows"] = automatic };
        return process;
    }

    private static JsonObject Used(string definitionId, string versionId) => new()
    {
        ["id"] = "use" + Guid.NewGuid().ToString("N"),
        ["type"] = "Child",
        ["version"] = 1,
        ["workflowDefinitionId"] = definitionId,
        ["workflowDefinitionVersionId"] = versionId,
        ["answer"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "vR" } },
    };

    private static JsonObject Output(string script) => new()
    {
        ["id"] = "out",
        ["type"] = "Elsa.SetOutput",
        ["outputName"] = Literal("String", "Answer"),
        ["outputValue"] = Script("Object", script),
    };

    private static JsonObject Composed(string id, string type, string definitionId, string waits) => new()
    {
        ["id"] = id,
        ["type"] = type,
        ["workflowDefinitionId"] = Literal("String", definitionId),
        ["waitForCompletion"] = Literal("Boolean", waits),
    };

    private static JsonObject Literal(string type, string value) => Expression(type, "Literal", value);

    private static JsonObject Script(string type, string value) => Expression(type, "JavaScript", value);

    private static JsonObject Expression(string type, string language, string value) =>
        new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = language, ["value"] = value } };

    private static async Task<TestWork> WithAsync(params JsonObject[] processes)
    {
        var work = await TestWork.EmptyAsync();
        await Processes.PublishAsync(work, processes);
        return work;
    }

    private static async Task InterveneAsync(TestWork work, string instance, Intervention what)
    {
        var answer = await work.Get<InterveneInInstance>().HandleAsync(
            Administrator(work), new InterveneCommand(instance, what, "test", Guid.NewGuid().ToString("N")), Cancellation);
        Assert.True(answer.IsAccepted, answer.Rejection?.Message);
    }

    private static Actor Administrator(TestWork work) => work.Person("admin", Actor.AdministratorRole);

    private static async Task<string> StartAsync(TestWork work, string definitionId)
    {
        var started = await TryStartAsync(work, definitionId, "first");
        Assert.True(started.IsAccepted, started.Rejection?.Message);
        return started.Value.InstanceId.Value;
    }

    private static Task<Result<StartedInstance>> TryStartAsync(TestWork work, string definitionId, string operation) =>
        work.Get<StartInstance>().HandleAsync(Administrator(work), new StartInstanceCommand(definitionId, [], null, operation), Cancellation);

    private static Task<SentEvent> PingAsync(TestWork work) => SendAsync(work, "Ping");

    private static async Task<SentEvent> SendAsync(TestWork work, string name)
    {
        var sent = await work.Get<SendEvent>().HandleAsync(
            Administrator(work), new SendEventCommand(name, new EventAddress.Broadcast(), null, Guid.NewGuid().ToString("N")), Cancellation);
        Assert.True(sent.IsAccepted, sent.Rejection?.Message);
        return sent.Value;
    }

    private static Task<bool> RoundAsync(TestWork work) => work.Get<WakeUpRound>().RunAsync(Cancellation);

    private static async Task<InstanceView> ReadAsync(TestWork work, string id)
    {
        var answer = await work.Get<ReadInstance>().HandleAsync(Administrator(work), id, Cancellation);
        Assert.True(answer.IsAccepted, answer.Rejection?.Message);
        return answer.Value;
    }
}
