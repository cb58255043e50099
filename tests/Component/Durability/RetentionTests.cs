using System.IO.Compression;
using System.Text.Json.Nodes;
using LowCode.Tests.Component.Work;
using LowCode.Work.Attachments;
using LowCode.Work.Calls;
using LowCode.Work.Retention;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>Instances that ended long ago leave the database; what runs and what ended lately stays.</summary>
public sealed class RetentionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finished_instances_move_into_the_archive_after_their_time_in_small_batches()
    {
        await using var work = await PromiseTests.WithAsync(Processes.Sequence("waiter", Processes.Event("wait", "Ping")));
        var old = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => EndedAsync(work)));
        var running = await PromiseTests.StartAsync(work, "waiter");
        work.Time.Advance(TimeSpan.FromDays(31));
        var late = await EndedAsync(work);
        var archive = Path.Combine(work.Folder, "archive");
        work.Options = new RetentionOptions { KeepFinished = TimeSpan.FromDays(30), ArchiveFolder = archive, BatchSize = 2 };
        await work.ReopenAsync();
        var round = work.Get<WakeUpRound>();

        Assert.True(await round.RunAsync(Cancellation));
        Assert.Equal(5, PromiseTests.Count(work, "SELECT COUNT(*) FROM instance"));
        Assert.True(await round.RunAsync(Cancellation));
        Assert.False(await round.RunAsync(Cancellation));

        Assert.Equal(2, PromiseTests.Count(work, $"SELECT COUNT(*) FROM instance WHERE instance_id IN ('{running}', '{late}')"));
        Assert.Equal(2, PromiseTests.Count(work, "SELECT COUNT(*) FROM instance"));
        Assert.Equal(0, PromiseTests.Count(work, $"SELECT COUNT(*) FROM journal WHERE instance_id = '{old[0]}'"));
        var archived = Directory.EnumerateFiles(archive, "*.jsonl.gz", SearchOption.AllDirectories).SelectMany(Lines).ToList();
        Assert.Equal(old.Order(), archived.Select(l => (string)l["instance"]!["instance_id"]!).Order());
        Assert.All(archived, l => Assert.Equal(2, l["journal"]!.AsArray().Count));
        Assert.Equal(1, (await PromiseTests.SendAsync(work, running, "Ping")).Resumed);
    }

    [Fact]
    public async Task What_was_kept_beside_an_instance_moves_into_the_archive_with_it()
    {
        await using var work = await TestWork.EmptyAsync(besides: s => s.AddSingleton<IHttpSender>(new LargeAnswers()));
        await Processes.PublishAsync(work, Processes.Sequence("caller", Processes.Activity("send", "Elsa.SendHttpRequest", ("url", Processes.Literal("String", "http://outside/")))));
        var instance = await PromiseTests.StartAsync(work, "caller");
        await work.Get<WakeUpRound>().RunAsync(Cancellation);
        var archive = Path.Combine(work.Folder, "archive");
        work.Options = new RetentionOptions { KeepFinished = TimeSpan.FromDays(30), ArchiveFolder = archive };
        work.Time.Advance(TimeSpan.FromDays(31));
        await work.ReopenAsync();

        await work.Get<WakeUpRound>().RunAsync(Cancellation);
        await work.Get<ForgottenContents>().RunAsync(Cancellation);

        var line = Assert.Single(Directory.EnumerateFiles(archive, "*.jsonl.gz", SearchOption.AllDirectories).SelectMany(Lines));
        Assert.Equal(instance, (string)line["instance"]!["instance_id"]!);
        var id = (string)Assert.Single(line["instance_content"]!.AsArray())!["content_id"]!;
        var file = Assert.Single(Directory.EnumerateFiles(archive, id, SearchOption.AllDirectories));
        Assert.Equal(LargeAnswers.Text, await File.ReadAllTextAsync(file, Cancellation));
        Assert.Equal(0L, work.Scalar("SELECT COUNT(*) FROM instance_content"));
        Assert.Null(work.Get<IAttachmentFiles>().Open(work.Tenant, id));
    }

    [Fact]
    public async Task Instance_that_runs_again_since_it_was_read_keeps_all_that_it_runs_on()
    {
        await using var work = await PromiseTests.WithAsync(Processes.Sequence("waiter", Processes.Event("wait", "Ping")));
        var (running, ended) = (await PromiseTests.StartAsync(work, "waiter"), await EndedAsync(work));

        await work.Get<IFinishedInstances>().RemoveAsync(work.Tenant, [new(running), new(ended)], Cancellation);

        Assert.Equal(1, PromiseTests.Count(work, "SELECT COUNT(*) FROM instance"));
        Assert.Equal(1, PromiseTests.Count(work, $"SELECT COUNT(*) FROM bookmark WHERE instance_id = '{running}'"));
        Assert.Equal(1, PromiseTests.Count(work, "SELECT COUNT(*) FROM journal"));
        Assert.Equal(1, (await PromiseTests.SendAsync(work, running, "Ping")).Resumed);
    }

    [Theory]
    [InlineData(WorkStores.Sqlite)]
    [InlineData(WorkStores.Postgres)]
    public async Task Child_of_a_parent_that_runs_and_what_faulted_stay_and_receipts_of_starts_go(string store)
    {
        await using var work = await PromiseTests.WithAsync(
            store,
            Processes.Sequence("parent", Processes.Dispatch("start", "child"), Processes.Event("wait", "Ping")),
            Processes.Sequence("child", Processes.Publish("tell", "Told")),
            Processes.Sequence("faulty", Processes.LineOf("broken", "nobody.knows")));
        var parent = await PromiseTests.StartAsync(work, "parent");
        var faulty = await PromiseTests.StartAsync(work, "faulty");
        while (await work.Get<WakeUpRound>().RunAsync(Cancellation))
        {
            // The child is started, and what it tells is delivered.
        }

        await work.Get<WakeUpRound>().RunAsync(Cancellation);
        Assert.Equal(1, PromiseTests.Count(work, $"SELECT COUNT(*) FROM instance WHERE definition_id = 'child' AND status = 'Finished' AND parent_id = '{parent}'"));
        Assert.Equal(1, PromiseTests.Count(work, $"SELECT COUNT(*) FROM instance WHERE instance_id = '{faulty}' AND sub_status = 'Faulted'"));
        work.Options = new RetentionOptions { KeepFinished = TimeSpan.FromDays(30), KeepFaulted = TimeSpan.FromDays(90) };
        work.Time.Advance(TimeSpan.FromDays(31));
        await work.ReopenAsync();

        await work.Get<WakeUpRound>().RunAsync(Cancellation);
        Assert.Equal(3, PromiseTests.Count(work, "SELECT COUNT(*) FROM instance"));
        await PromiseTests.SendAsync(work, parent, "Ping");
        work.Time.Advance(TimeSpan.FromDays(31));
        await work.Get<WakeUpRound>().RunAsync(Cancellation);

        Assert.Equal(faulty, work.Scalar("SELECT instance_id FROM instance"));
        Assert.Equal(1, PromiseTests.Count(work, "SELECT COUNT(*) FROM inbox"));
        work.Time.Advance(TimeSpan.FromDays(31));
        await work.Get<WakeUpRound>().RunAsync(Cancellation);
        Assert.Equal(0, PromiseTests.Count(work, "SELECT COUNT(*) FROM instance"));
        Assert.Equal(0, PromiseTests.Count(work, "SELECT COUNT(*) FROM inbox"));
    }

    private static async Task<string> EndedAsync(TestWork work)
    {
        var instance = await PromiseTests.StartAsync(work, "waiter");
        await PromiseTests.SendAsync(work, instance, "Ping");
        return instance;
    }

    private static IEnumerable<JsonObject> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return JsonNode.Parse(line)!.AsObject();
        }
    }
}
