using LowCode.Definitions;
using LowCode.Tests.Contract.Instances;
using LowCode.Work.Attachments;
using LowCode.Work.Instances;
using Xunit;

namespace LowCode.Tests.Contract.Attachments;

/// <summary>Attachments: rows, bytes as they come, and whose they are.</summary>
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
    public async Task Attachment_that_is_not_complete_is_held_by_no_case()
    {
        await Rows.AddAsync(Burst.Tenant, new StoredAttachment(Photo(), "anna", Burst.Noon, IsComplete: false), Cancellation);

        var verdict = await Store.Get<IBurstStore>().CommitAsync(Burst.StartCase() with { Attachments = [Id] }, Cancellation);

        Assert.IsType<BurstVerdict.AttachmentRefused>(verdict);
        Assert.Null((await Rows.FindAsync(Burst.Tenant, Id, Cancellation))!.Attachment.CaseId);
    }

    [Fact]
    public async Task Upload_is_completed_once_with_what_it_turned_out_to_be()
    {
        var announced = new Attachment(Id, null, AttachmentKind.Video, "a.bin", "", 7, "");
        await Rows.AddAsync(Burst.Tenant, new StoredAttachment(announced, "anna", Burst.Noon, IsComplete: false), Cancellation);
        var whole = announced with { FileName = "a.mp4", MediaType = "video/mp4", Sha256 = "hash" };

        Assert.False(await Rows.CompleteAsync(Burst.OtherTenant, whole, Cancellation));
        Assert.True(await Rows.CompleteAsync(Burst.Tenant, whole, Cancellation));
        Assert.False(await Rows.CompleteAsync(Burst.Tenant, whole with { MediaType = "video/webm" }, Cancellation));

        Assert.Equal(new StoredAttachment(whole, "anna", Burst.Noon), await Rows.FindAsync(Burst.Tenant, Id, Cancellation));
    }

    [Fact]
    public async Task Several_are_found_at_once_and_only_their_tenants()
    {
        var other = new string('b', 32);
        await AddAsync("anna");
        await Rows.AddAsync(Burst.Tenant, new StoredAttachment(Photo() with { AttachmentId = other, Kind = AttachmentKind.File }, "bob", Burst.Noon), Cancellation);

        var found = await Rows.FindAllAsync(Burst.Tenant, [Id, other, "unknown"], Cancellation);

        Assert.Equal([Id, other], found.Select(f => f.Attachment.AttachmentId).Order(StringComparer.Ordinal));
        Assert.Equal(AttachmentKind.File, found.Single(f => f.CreatedBy == "bob").Attachment.Kind);
        Assert.Empty(await Rows.FindAllAsync(Burst.OtherTenant, [Id, other], Cancellation));
    }

    [Fact]
    public async Task Attachment_is_removed_unless_a_case_holds_it()
    {
        await AddAsync("anna");
        Assert.False(await Rows.RemoveAsync(Burst.OtherTenant, Id, Cancellation));
        Assert.True(await Rows.RemoveAsync(Burst.Tenant, Id, Cancellation));
        Assert.False(await Rows.RemoveAsync(Burst.Tenant, Id, Cancellation));

        await AddAsync("anna");
        await CommitAsync(Burst.StartCase() with { Attachments = [Id] });
        Assert.False(await Rows.RemoveAsync(Burst.Tenant, Id, Cancellation));
    }

    [Fact]
    public async Task Bytes_are_read_as_they_were_received_by_their_tenant_only()
    {
        Assert.Equal(2, await ReceiveAsync(0, [1, 2]));
        Assert.Null(Files.Open(Burst.Tenant, Id));
        Assert.Equal(3, await ReceiveAsync(2, [3]));
        Files.Keep(Burst.Tenant, Id);

        await using var content = Files.Open(Burst.Tenant, Id)!;
        var bytes = new byte[4];
        Assert.Equal(3, await content.ReadAtLeastAsync(bytes, 4, throwOnEndOfStream: false, Cancellation));
        Assert.Equal([1, 2, 3, 0], bytes);
        Assert.Null(Files.Open(Burst.OtherTenant, Id));
        Assert.Equal(0, Files.Received(Burst.Tenant, Id));
    }

    [Fact]
    public async Task Piece_at_the_wrong_place_is_refused_and_changes_nothing()
    {
        await ReceiveAsync(0, [1, 2]);

        Assert.Null(await ReceiveAsync(1, [9]));
        Assert.Null(await ReceiveAsync(3, [9]));

        Assert.Equal(2, Files.Received(Burst.Tenant, Id));
    }

    [Fact]
    public async Task Second_piece_while_one_is_coming_is_refused()
    {
        var slow = new PausingStream([1, 2, 3]);
        var first = Files.ReceiveAsync(Burst.Tenant, Id, 0, slow, 10, Cancellation);
        await slow.Asked;

        Assert.Null(await ReceiveAsync(0, [9]));

        slow.GoOn();
        Assert.Equal(3, await first);
    }

    [Fact]
    public async Task What_came_before_the_stream_broke_stays()
    {
        await Assert.ThrowsAsync<IOException>(() => Files.ReceiveAsync(Burst.Tenant, Id, 0, new BreakingStream([1, 2, 3]), 10, Cancellation));

        Assert.Equal(3, Files.Received(Burst.Tenant, Id));
        Assert.Equal(4, await ReceiveAsync(3, [4]));
        await using var received = Files.OpenReceived(Burst.Tenant, Id);
        var bytes = new byte[4];
        await received.ReadExactlyAsync(bytes, Cancellation);
        Assert.Equal([1, 2, 3, 4], bytes);
    }

    [Fact]
    public async Task Not_more_than_asked_for_is_taken()
    {
        Assert.Equal(2, await Files.ReceiveAsync(Burst.Tenant, Id, 0, new MemoryStream([1, 2, 3]), 2, Cancellation));

        Assert.Equal(2, Files.Received(Burst.Tenant, Id));
    }

    [Fact]
    public async Task Small_copy_lies_beside_and_goes_with_its_picture()
    {
        Assert.Null(Files.OpenSmall(Burst.Tenant, Id));
        await ReceiveAsync(0, [1]);
        Files.Keep(Burst.Tenant, Id);
        await Files.KeepSmallAsync(Burst.Tenant, Id, new byte[] { 7, 8 }, Cancellation);

        await using (var small = Files.OpenSmall(Burst.Tenant, Id)!)
        {
            Assert.Equal(2, small.Length);
        }

        Assert.Null(Files.OpenSmall(Burst.OtherTenant, Id));
        Files.Delete(Burst.Tenant, Id);
        Assert.Null(Files.OpenSmall(Burst.Tenant, Id));
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
        await ReceiveAsync(0, [1, 2, 3]);
        Files.Keep(Burst.Tenant, Id);
        await ReceiveAsync(0, [1]);

        Files.Delete(Burst.Tenant, Id);
        Files.Delete(Burst.Tenant, Id);

        Assert.Null(Files.Open(Burst.Tenant, Id));
        Assert.Equal(0, Files.Received(Burst.Tenant, Id));
    }

    [Theory]
    [InlineData("one", "../../../../etc/passwd")]
    [InlineData("one", "..")]
    [InlineData("..", Id)]
    [InlineData("a/b", Id)]
    [InlineData("", Id)]
    public void Ids_that_would_leave_the_folder_are_refused(string tenant, string attachment) =>
        Assert.Throws<ArgumentException>(() => Files.Open(new TenantId(tenant), attachment));

    private static Attachment Photo() => new(Id, null, AttachmentKind.Photo, "photo.jpg", "image/jpeg", 3, "sha");

    private Task AddAsync(string owner) => Rows.AddAsync(Burst.Tenant, new StoredAttachment(Photo(), owner, Burst.Noon), Cancellation);

    private Task<long?> ReceiveAsync(long offset, byte[] piece) =>
        Files.ReceiveAsync(Burst.Tenant, Id, offset, new MemoryStream(piece), 100, Cancellation);

    private async Task CommitAsync(BurstCommit burst) =>
        Assert.IsType<BurstVerdict.Committed>(await Store.Get<IBurstStore>().CommitAsync(burst, Cancellation));
}
