using LowCode.Definitions.Values;
using LowCode.Engine;
using LowCode.Work.Attachments;
using LowCode.Work.Calls;
using LowCode.Work.Contents;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>What is kept for instances, where something breaks on the way.</summary>
public sealed class InstanceContentTests
{
    private static readonly InstanceId _instance = new(new string('a', 32));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sender_that_breaks_off_leaves_neither_row_nor_file()
    {
        await using var work = await TestWork.EmptyAsync();

        await Assert.ThrowsAsync<IOException>(() => KeepAsync(work, new BrokenOff()));

        Assert.Equal(0L, work.Scalar("SELECT COUNT(*) FROM instance_content"));
        Assert.Empty(FilesOf(work));
    }

    [Fact]
    public async Task What_is_too_large_leaves_neither_row_nor_file()
    {
        await using var work = await TestWork.EmptyAsync();

        Assert.Null(await KeepAsync(work, new MemoryStream(new byte[11]), most: 10));

        Assert.Equal(0L, work.Scalar("SELECT COUNT(*) FROM instance_content"));
        Assert.Empty(FilesOf(work));
        Assert.NotNull(await KeepAsync(work, new MemoryStream(new byte[10]), most: 10));
    }

    [Fact]
    public async Task What_no_burst_took_before_the_server_ended_goes_after_two_hours_whole_or_half_written()
    {
        await using var work = await TestWork.EmptyAsync();
        await KeepAsync(work, new MemoryStream([1, 2, 3]));
        var half = new InstanceContent(new string('b', 32), _instance, "", work.Time.GetUtcNow());
        await work.Get<IInstanceContents>().AddAsync(work.Tenant, half, work.Time.GetUtcNow() + KeepContents.Grace, Cancellation);
        await work.Get<IAttachmentFiles>().ReceiveAsync(work.Tenant, half.ContentId, 0, new MemoryStream([1]), 10, Cancellation);

        work.Time.Advance(TimeSpan.FromHours(2));
        await work.Get<ForgottenContents>().RunAsync(Cancellation);
        Assert.Equal(2, FilesOf(work).Length);
        work.Time.Advance(TimeSpan.FromSeconds(1));
        await work.Get<ForgottenContents>().RunAsync(Cancellation);

        Assert.Empty(FilesOf(work));
        Assert.Equal(0L, work.Scalar("SELECT COUNT(*) FROM instance_content"));
    }

    [Fact]
    public async Task What_was_asked_for_is_read_once_and_only_of_its_own_instance()
    {
        await using var work = await TestWork.EmptyAsync();
        var kept = (await KeepAsync(work, new MemoryStream([1, 2, 3])))!;
        var loading = work.Get<ContentLoading>();
        var (own, other) = (loading.Of(work.Tenant, _instance), loading.Of(work.Tenant, new InstanceId(new string('c', 32))));

        Assert.Equal([kept.Id], Assert.Throws<ContentsNotLoadedException>(() => own.Read(kept.Id)).ContentIds);
        Assert.Equal([kept.Id, "d"], Assert.Throws<ContentsNotLoadedException>(() => own.Want([kept.Id, "d"])).ContentIds);
        await own.LoadAsync([kept.Id], Cancellation);
        await other.LoadAsync([kept.Id], Cancellation);

        Assert.Equal([1, 2, 3], own.Read(kept.Id)!);
        Assert.Null(other.Read(kept.Id));
        own.Want([kept.Id]);
    }

    [Fact]
    public async Task Large_answer_to_a_call_whose_instance_was_cancelled_meanwhile_leaves_neither_row_nor_file()
    {
        var caller = new LargeAnswers();
        await using var work = await TestWork.EmptyAsync(besides: s => s.AddSingleton<IHttpSender>(caller));
        await Processes.PublishAsync(work, Processes.Sequence("caller", Processes.Activity("send", "Elsa.SendHttpRequest", ("url", Processes.Literal("String", "http://outside/")))));
        var started = await work.Get<StartInstance>().HandleAsync(Actor.System(work.Tenant), new StartInstanceCommand("caller", [], null, "once"), Cancellation);
        caller.OnCall = () => work.Get<IInstanceOwner>().RunAsync(
            new InstanceCommand.Cancel(new CommandOrigin(work.Tenant, started.Value!.InstanceId, work.Time.GetUtcNow()), "not wanted"), Cancellation);

        await work.Get<WakeUpRound>().RunAsync(Cancellation);

        Assert.Equal(1, caller.Calls);
        Assert.Equal("Cancelled", (await work.Get<IInstanceQueries>().ProgressAsync(work.Tenant, started.Value!.InstanceId.Value, Cancellation))!.SubStatus);
        Assert.Equal(0L, work.Scalar("SELECT COUNT(*) FROM instance_content"));
        Assert.Empty(FilesOf(work));
    }

    private static Task<ContentReference?> KeepAsync(TestWork work, Stream content, long most = 1000) =>
        work.Get<KeepContents>().KeepAsync(work.Tenant, _instance, ContentForm.Text, "text/plain", content, most, Cancellation);

    private static string[] FilesOf(TestWork work) =>
        Directory.Exists(Path.Combine(work.Folder, "attachments")) ? Directory.GetFiles(Path.Combine(work.Folder, "attachments"), "*", SearchOption.AllDirectories) : [];

    private sealed class BrokenOff : MemoryStream
    {
        private bool _hasGiven;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_hasGiven)
            {
                throw new IOException("The other side has gone.");
            }

            _hasGiven = true;
            buffer.Span[0] = 1;
            return ValueTask.FromResult(1);
        }
    }
}
