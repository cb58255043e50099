using System.Text;
using LowCode.Definitions.Values;
using LowCode.Engine;
using LowCode.Work.Attachments;
using LowCode.Work.Contents;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>Files that a process left between a file and its row are swept away; all others stay.</summary>
public sealed class OrphanFileTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_without_a_row_go_after_a_day_and_those_with_one_stay()
    {
        await using var work = await TestWork.EmptyAsync();
        var files = work.Get<IAttachmentFiles>();
        var attachment = (await work.Get<StoreAttachment>().HandleAsync(
            work.Person("anna", "reporter"), AttachmentKind.File, "a.txt", new MemoryStream("text"u8.ToArray()), Cancellation)).Value!.AttachmentId;
        var content = (await work.Get<KeepContents>().KeepAsync(
            work.Tenant, InstanceId.New(work.Time.GetUtcNow()), ContentForm.Text, "text/plain", new MemoryStream("text"u8.ToArray()), 100, Cancellation))!.Id;
        var (kept, received) = (await ReceiveAsync(work, keeps: true), await ReceiveAsync(work, keeps: false));
        SetAge(work, TimeSpan.FromDays(2));
        var young = await ReceiveAsync(work, keeps: true);
        SetAge(work, TimeSpan.Zero, young);

        await SweepAsync(work);

        Assert.Null(files.Open(work.Tenant, kept));
        Assert.Equal(0, files.Received(work.Tenant, received));
        Assert.All([attachment, content, young], id =>
        {
            using var stays = files.Open(work.Tenant, id);
            Assert.NotNull(stays);
        });
    }

    [Fact]
    public async Task Files_from_before_the_tenant_was_made_are_not_its_own_and_stay()
    {
        await using var work = await TestWork.EmptyAsync();
        var earlier = await ReceiveAsync(work, keeps: true, Guid.CreateVersion7(work.Time.GetUtcNow().AddDays(-10)).ToString("N"));
        SetAge(work, TimeSpan.FromDays(9));

        await SweepAsync(work);

        await using var stays = work.Get<IAttachmentFiles>().Open(work.Tenant, earlier);
        Assert.NotNull(stays);
    }

    /// <summary>As often as it takes to come around.</summary>
    private static async Task SweepAsync(TestWork work)
    {
        for (var look = 0; look < 256; look++)
        {
            await work.Get<OrphanFiles>().RunAsync(Cancellation);
            work.Time.Advance(work.Get<OrphanFiles>().Period);
        }
    }

    private static async Task<string> ReceiveAsync(TestWork work, bool keeps, string? known = null)
    {
        var (files, id) = (work.Get<IAttachmentFiles>(), known ?? Guid.CreateVersion7(work.Time.GetUtcNow()).ToString("N"));
        await files.ReceiveAsync(work.Tenant, id, 0, new MemoryStream(Encoding.UTF8.GetBytes(id)), 100, Cancellation);
        if (keeps)
        {
            files.Keep(work.Tenant, id);
        }

        return id;
    }

    private static void SetAge(TestWork work, TimeSpan age, string name = "")
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(work.Folder, "attachments"), name + "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, (work.Time.GetUtcNow() - age).UtcDateTime);
        }
    }
}
