using LowCode.Definitions;
using LowCode.Tests.Contract.Instances;
using LowCode.Work.Attachments;
using LowCode.Work.Instances;
using Xunit;

namespace LowCode.Tests.Contract.Attachments;

/// <summary>Photos: rows, bytes, and whose they are.</summary>
public abstract class AttachmentContract : StoreContract
{
    private const string Id = "0193a1b2c3d47e5f8a9b0c1d2e3f4a5b";

    private IAttachmentStore Rows => Store.Get<IAttachmentStore>();

    private IAttachmentFiles Files => Store.Get<IAttachmentFiles>();

    [Fact]
    public async Task Photo_is_bound_to_the_case_of_the_burst_that_names_it_and_stays_there()
    {
        await AddAsync("anna");

        await CommitAsync(Burst.StartCase() with { Attachments = [Id] });

        Assert.Equal("c1", (await Rows.FindAsync(Burst.Tenant, Id, Cancellation))!.Attachment.CaseId);
        var bob = Burst.Next(1) with { Journal = new JournalWrite("complete-task", "bob", "[]") };
        await CommitAsync(bob with { Instance = bob.Instance with { CaseId = "c1" }, Attachments = [Id] });
    }

    [Theory]
    [InlineData("bob")]
    [InlineData(null)]
    public async Task Photo_of_somebody_else_or_of_nobody_is_refused_and_nothing_is_written(string? owner)
    {
        if (owner is not null)
        {
            await AddAsync(owner);
        }

        var verdict = await Store.Get<IBurstStore>().CommitAsync(Burst.StartCase() with { Attachments = [Id] }, Cancellation);

        Assert.Equal(Id, Assert.IsType<BurstVerdict.AttachmentRefused>(verdict).AttachmentId);
        Assert.Equal(0, Store.Count("instance") + Store.Count("work_case"));
    }

    [Fact]
    public async Task Photo_of_one_case_is_refused_to_another()
    {
        await AddAsync("anna");
        await CommitAsync(Burst.StartCase() with { Attachments = [Id] });

        Assert.IsType<BurstVerdict.AttachmentRefused>(
            await Store.Get<IBurstStore>().CommitAsync(Burst.StartCase("i2", "c2") with { Attachments = [Id] }, Cancellation));
    }

    [Fact]
    public async Task Bytes_are_read_as_they_were_written_by_their_tenant_only()
    {
        await Files.WriteAsync(Burst.Tenant, Id, new byte[] { 1, 2, 3 }, Cancellation);

        await using var content = Files.Open(Burst.Tenant, Id)!;
        var bytes = new byte[4];
        Assert.Equal(3, await content.ReadAtLeastAsync(bytes, 4, throwOnEndOfStream: false, Cancellation));
        Assert.Null(Files.Open(Burst.OtherTenant, Id));
    }

    [Fact]
    public async Task Photo_that_no_case_holds_is_removed_when_it_is_old_and_one_of_a_case_never()
    {
        await AddAsync("anna");

        Assert.Empty(await Rows.RemoveUnboundAsync(Burst.Noon, 10, Cancellation));
        Assert.Equal([new UnboundAttachment(Burst.Tenant, Id)], await Rows.RemoveUnboundAsync(Burst.Noon.AddSeconds(1), 10, Cancellation));
        Assert.Null(await Rows.FindAsync(Burst.Tenant, Id, Cancellation));

        await AddAsync("anna");
        await CommitAsync(Burst.StartCase() with { Attachments = [Id] });
        Assert.Empty(await Rows.RemoveUnboundAsync(Burst.Noon.AddYears(1), 10, Cancellation));
    }

    [Fact]
    public async Task Deleted_bytes_are_gone_and_deleting_again_does_nothing()
    {
        await Files.WriteAsync(Burst.Tenant, Id, new byte[] { 1, 2, 3 }, Cancellation);

        Files.Delete(Burst.Tenant, Id);
        Files.Delete(Burst.Tenant, Id);

        Assert.Null(Files.Open(Burst.Tenant, Id));
    }

    [Theory]
    [InlineData("one", "../../../../etc/passwd")]
    [InlineData("one", "..")]
    [InlineData("..", Id)]
    [InlineData("a/b", Id)]
    [InlineData("", Id)]
    public void Ids_that_would_leave_the_folder_are_refused(string tenant, string attachment) =>
        Assert.Throws<ArgumentException>(() => Files.Open(new TenantId(tenant), attachment));

    private Task AddAsync(string owner) =>
        Rows.AddAsync(Burst.Tenant, new Attachment(Id, null, "photo.jpg", "image/jpeg", 3, "sha"), owner, Burst.Noon, Cancellation);

    private async Task CommitAsync(BurstCommit burst) =>
        Assert.IsType<BurstVerdict.Committed>(await Store.Get<IBurstStore>().CommitAsync(burst, Cancellation));
}
