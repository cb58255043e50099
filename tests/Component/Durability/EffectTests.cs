using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Engine.Effects;
using LowCode.Engine.Http;
using LowCode.Tests.Component.Work;
using LowCode.Work;
using LowCode.Work.Calls;
using LowCode.Work.DeadLetters;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.WakeUps;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static LowCode.Tests.Component.Durability.PromiseTests;

namespace LowCode.Tests.Component.Durability;

/// <summary>Effects on their way out of the outbox, where whoever takes them cannot, hangs, or ends the process.</summary>
public sealed class EffectTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_of_an_instance_in_quarantine_waits_without_attempts_and_is_made_once_after_the_release()
    {
        var outside = new Outside();
        await using var work = await WithAsync(outside, Calling("caller", "http://one"));
        var instance = await StartAsync(work, "caller");
        await QuarantineAsync(work, instance);

        await PassAsync(work, rounds: 15);
        Assert.Equal((1, 0, 0), (Count(work, "SELECT COUNT(*) FROM outbox"), Count(work, "SELECT attempts FROM outbox"), Count(work, "SELECT COUNT(*) FROM dead_letter")));
        Assert.Empty(outside.Calls);

        await ReleaseAsync(work, instance);
        await work.Get<WakeUpRound>().RunAsync(Cancellation);

        Assert.Equal("Finished", await SubStatusAsync(work, instance));
        Assert.Equal(["http://one"], outside.Calls);
    }

    [Fact]
    public async Task Answer_that_comes_when_its_instance_is_in_quarantine_reaches_it_after_the_release()
    {
        var outside = new Outside();
        await using var work = await WithAsync(outside, Calling("caller", "http://one"));
        var instance = await StartAsync(work, "caller");
        outside.OnCall = _ => QuarantineAsync(work, instance);

        await PassAsync(work, rounds: 15);
        Assert.Equal((0, "Quarantined"), (Count(work, "SELECT COUNT(*) FROM dead_letter"), await SubStatusAsync(work, instance)));

        outside.OnCall = _ => Task.CompletedTask;
        await ReleaseAsync(work, instance);
        await work.Get<WakeUpRound>().RunAsync(Cancellation);

        Assert.Equal("Finished", await SubStatusAsync(work, instance));
    }

    [Fact]
    public async Task End_of_a_child_reaches_its_parent_after_the_parent_was_released()
    {
        var dispatch = Input(Input(Processes.Activity("x", "Elsa.DispatchWorkflow"), "workflowDefinitionId", "String", "child"), "waitForCompletion", "Boolean", "true");
        await using var work = await PromiseTests.WithAsync(Processes.Sequence("parent", dispatch), Processes.Sequence("child", Processes.Event("wait", "Ping")));
        var parent = await StartAsync(work, "parent");
        await work.Get<WakeUpRound>().RunAsync(Cancellation);
        var child = (string)work.Scalar($"SELECT instance_id FROM instance WHERE instance_id <> '{parent}'")!;
        await QuarantineAsync(work, parent);

        await SendAsync(work, child, "Ping");
        await PassAsync(work, rounds: 15);
        Assert.Equal((1, 0), (Count(work, "SELECT COUNT(*) FROM outbox"), Count(work, "SELECT COUNT(*) FROM dead_letter")));

        await ReleaseAsync(work, parent);
        await PassAsync(work, rounds: 1);

        Assert.Equal("Finished", await SubStatusAsync(work, parent));
    }

    [Fact]
    public async Task Calls_that_hang_hold_up_no_other_effects()
    {
        var hanging = new TaskCompletionSource();
        var outside = new Outside { OnCall = url => url.StartsWith("http://slow", StringComparison.Ordinal) ? hanging.Task : Task.CompletedTask };
        await using var work = await WithAsync(outside, Calling("slow", "http://slow"), Calling("slower", "http://slow-too"), Calling("fast", "http://fast"));
        var outbox = Outbox(work);
        await StartAsync(work, "slow");
        await StartAsync(work, "slower");
        await outbox.RunAsync(Cancellation).WaitAsync(Guard, Cancellation);
        await outside.ReachedAsync("http://slow");
        await outside.ReachedAsync("http://slow-too");

        var fast = await StartAsync(work, "fast");
        await outbox.RunAsync(Cancellation).WaitAsync(Guard, Cancellation);
        await outside.ReachedAsync("http://fast");

        hanging.SetResult();
        await outbox.SettleAsync(Cancellation);
        Assert.Equal("Finished", await SubStatusAsync(work, fast));
        Assert.Equal(3, outside.Calls.Count);
        Assert.Equal(0, Count(work, "SELECT COUNT(*) FROM outbox"));
    }

    [Fact]
    public async Task Of_calls_to_a_host_that_hangs_a_few_are_begun_and_the_others_go_back_before_their_lease_ends()
    {
        var hanging = new TaskCompletionSource();
        var outside = new Outside { OnCall = url => url == "http://slow" ? hanging.Task : Task.CompletedTask };
        await using var work = await WithAsync(outside, Calling("slow", "http://slow"));
        for (var i = 0; i < 20; i++)
        {
            await StartAsync(work, "slow");
        }

        var outbox = Outbox(work);
        await outbox.RunAsync(Cancellation).WaitAsync(Guard, Cancellation);
        for (var begun = 0; begun < 8; begun++)
        {
            await outside.ReachedAsync("http://slow");
        }

        work.Time.Advance(TimeSpan.FromSeconds(3));
        await outbox.RunAsync(Cancellation).WaitAsync(Guard, Cancellation);

        Assert.Equal(8, outside.Calls.Count);
        Assert.Equal((8, 12), (
            Count(work, "SELECT COUNT(*) FROM outbox WHERE locked_by IS NOT NULL"),
            Count(work, "SELECT COUNT(*) FROM outbox WHERE locked_by IS NULL AND attempts = 0")));

        hanging.SetResult();
        await outbox.SettleAsync(Cancellation);
        await PassAsync(work, rounds: 1);
        Assert.Equal((20, 0), (outside.Calls.Count, Count(work, "SELECT COUNT(*) FROM outbox")));
    }

    [Fact]
    public async Task Calls_of_one_instance_go_beside_each_other_and_each_answer_reaches_its_branch()
    {
        // A server that answers nobody before eight have asked: one after the other they would never be answered.
        var asked = 0;
        var all = new TaskCompletionSource();
        var outside = new Outside
        {
            OnCall = _ =>
            {
                if (Interlocked.Increment(ref asked) == 8)
                {
                    all.SetResult();
                }

                return all.Task;
            },
        };
        var parallel = Processes.Activity("all", "Elsa.Parallel");
        parallel["activities"] = new JsonArray(
            [.. Enumerable.Range(0, 8).Select(n => (JsonNode)Input(Processes.Activity($"send{n}", "Elsa.SendHttpRequest"), "url", "String", "http://one"))]);
        await using var work = await WithAsync(outside, Processes.Sequence("many", parallel));
        var instance = await StartAsync(work, "many");

        var outbox = Outbox(work);
        await outbox.RunAsync(Cancellation).WaitAsync(Guard, Cancellation);
        await all.Task.WaitAsync(Guard, Cancellation);
        await outbox.SettleAsync(Cancellation).WaitAsync(Guard, Cancellation);

        Assert.Equal("Finished", await SubStatusAsync(work, instance));
        Assert.Equal((8, 0), (outside.Calls.Count, Count(work, "SELECT COUNT(*) FROM outbox")));
    }

    [Fact]
    public async Task Process_that_stops_gives_its_effects_back_without_an_attempt()
    {
        var outside = new Outside();
        outside.OnCall = _ => Task.Delay(Timeout.Infinite, outside.Stopping);
        await using var work = await WithAsync(outside, Calling("slow", "http://slow"));
        await StartAsync(work, "slow");
        var outbox = Outbox(work);
        await outbox.RunAsync(Cancellation).WaitAsync(Guard, Cancellation);
        await outside.ReachedAsync("http://slow");

        await work.Get<OutboxWorker>().StopAsync(Cancellation);

        Assert.Equal(1, Count(work, "SELECT COUNT(*) FROM outbox WHERE locked_by IS NULL AND attempts = 0 AND looks = 0"));
    }

    [Fact]
    public async Task Effect_that_ends_the_process_is_buried_and_those_leased_with_it_are_delivered()
    {
        var outside = new Outside();
        await using var work = await WithAsync(outside, Calling("poison", "http://poison"), Calling("other", "http://other"));
        await StartAsync(work, "poison");
        work.Time.Advance(TimeSpan.FromSeconds(1));
        await StartAsync(work, "other");
        await StartAsync(work, "other");
        var outbox = work.Get<IOutbox>();

        // Processes that end over the first one: they have leased all three, and begun the first.
        for (var ended = 0; ended < 11; ended++)
        {
            var now = work.Time.GetUtcNow();
            var leased = await outbox.LeaseAsync($"w{ended}", now, now.AddSeconds(45), 100, Cancellation);
            Assert.Equal((3, ended > 0), (leased.Count, leased[0].IsLeft));
            if (leased[0].IsLeft)
            {
                await outbox.BeginAsync(leased[0], $"w{ended}", now.AddSeconds(45), Cancellation);
            }

            work.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await work.ReopenAsync();
        await work.Get<WakeUpRound>().RunAsync(Cancellation);

        Assert.Equal(["http://other", "http://other"], outside.Calls);
        Assert.Equal("worker-died", work.Scalar("SELECT reason FROM dead_letter"));
        Assert.Equal((0, 1), (Count(work, "SELECT COUNT(*) FROM outbox"), Count(work, "SELECT COUNT(*) FROM dead_letter")));
    }

    [Theory]
    [InlineData("zh-CN", "没有这个流程实例。")]
    [InlineData("en", "There is no such process instance.")]
    public async Task Refusal_that_buries_an_effect_is_told_in_the_language_of_the_reader(string reader, string told)
    {
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        await using var work = await WithAsync(new Outside(), Processes.Sequence("waits", Processes.Event("wait", "Ping")));
        await StartAsync(work, "waits");
        await InsertAsync(
            work,
            """
            INSERT INTO outbox (tenant_id, outbox_id, instance_id, activity_execution_id, kind, payload, idempotency_key, created_at, available_at, attempts)
            SELECT tenant_id, 'failing', instance_id, 'e1', 'cancel-child', '{"instanceId":"gone"}', 'failing', '2026-01-01T00:00:00.000Z',
              '2026-01-01T00:00:00.000Z', 9
            FROM instance
            """);

        await PassAsync(work, rounds: 1);

        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(reader);
        var found = await work.Get<ReadDeadLetters>().SearchAsync(Actor.System(work.Tenant), new DeadLetterSearch(null, null, null), new PageRequest(0, 2), Cancellation);
        Assert.Equal(told, Assert.Single(found.Value!.Rows).Reason);
    }

    // Beside the product, which has no way to begin with nine failures.
    private static async Task InsertAsync(TestWork work, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(work.Folder, "lowcode.db")};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancellation));
    }

    private static ISystemJob Outbox(TestWork work) => work.Get<IEnumerable<ISystemJob>>().Single(j => j.Name == "outbox");

    private static async Task<TestWork> WithAsync(Outside outside, params JsonObject[] processes)
    {
        var work = await TestWork.EmptyAsync(besides: s => s.AddSingleton<IHttpSender>(outside));
        await Processes.PublishAsync(work, processes);
        return work;
    }

    private static JsonObject Calling(string definitionId, string url) =>
        Processes.Sequence(definitionId, Input(Processes.Activity("send", "Elsa.SendHttpRequest"), "url", "String", url));

    private static JsonObject Input(JsonObject activity, string input, string type, string value)
    {
        activity[input] = new JsonObject { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
        return activity;
    }

    private static Task QuarantineAsync(TestWork work, string instance)
    {
        work.Get<IInstanceOwner>().Forget(work.Tenant, new(instance));
        return work.Get<IQuarantine>().AddAsync(new QuarantinedInstance(work.Tenant, instance, work.Time.GetUtcNow(), "recovery", 3), Cancellation);
    }

    private static async Task ReleaseAsync(TestWork work, string instance)
    {
        var released = await work.Get<ReleaseInstance>().HandleAsync(Actor.System(work.Tenant), new ReleaseInstanceCommand(instance, "mended"), Cancellation);
        Assert.True(released.IsAccepted, released.Rejection?.Message);
    }

    private static async Task<string> SubStatusAsync(TestWork work, string instance) =>
        (await work.Get<IInstanceQueries>().ProgressAsync(work.Tenant, instance, Cancellation))!.SubStatus;

    private static async Task PassAsync(TestWork work, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            work.Time.Advance(TimeSpan.FromMinutes(20));
            await work.Get<WakeUpRound>().RunAsync(Cancellation);
        }
    }

    /// <summary>The world that processes call. It notes each call, then does what the test wants, then answers.</summary>
    private sealed class Outside : IHttpSender
    {
        private readonly ConcurrentDictionary<string, SemaphoreSlim> _reached = new(StringComparer.Ordinal);

        public ConcurrentQueue<string> Calls { get; } = [];

        public Func<string, Task> OnCall { get; set; } = _ => Task.CompletedTask;

        /// <summary>Of the last call.</summary>
        public CancellationToken Stopping { get; private set; }

        public async Task ReachedAsync(string url) =>
            Assert.True(await ReachedBy(url).WaitAsync(Guard, Cancellation), $"Expected a call of {url}, but there was none.");

        public async Task<HttpAnswer> SendAsync(TenantId tenant, HttpCall call, string idempotencyKey, CancellationToken cancellation)
        {
            Stopping = cancellation;
            Calls.Enqueue(call.Url);
            ReachedBy(call.Url).Release();
            await OnCall(call.Url);
            return new HttpAnswer.Answered(200, new Dictionary<string, string>(), "", null);
        }

        private SemaphoreSlim ReachedBy(string url) => _reached.GetOrAdd(url, _ => new SemaphoreSlim(0));
    }
}
