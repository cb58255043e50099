using System.Text;
using LowCode.Work;
using LowCode.Work.Attachments;
using LowCode.Work.People;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>Photos: told by their bytes, bounded, and shown to the right people.</summary>
public sealed class PhotoTests
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Photo_is_read_back_byte_for_byte_by_who_uploaded_it()
    {
        await using var work = await TestWork.EmptyAsync();
        var anna = work.Person("anna", "reporter");

        var stored = (await StoreAsync(work, anna, Jpeg, @"C:\Users\anna\street.jpg")).Value!;

        Assert.Equal(("image/jpeg", Jpeg.Length, "street.jpg"), (stored.MediaType, stored.Bytes, stored.FileName));
        var read = (await work.Get<ReadAttachment>().HandleAsync(anna, stored.AttachmentId, Cancellation)).Value!;
        using var bytes = new MemoryStream();
        await using (read.Content)
        {
            await read.Content.CopyToAsync(bytes, Cancellation);
        }

        Assert.Equal(Jpeg, bytes.ToArray());
    }

    [Fact]
    public async Task Photo_that_no_case_holds_yet_is_for_its_uploader_only()
    {
        await using var work = await TestWork.EmptyAsync();
        var stored = (await StoreAsync(work, work.Person("anna", "reporter"), Jpeg)).Value!;
        Actor[] others = [work.Person("bob", "reporter"), Actor.Public(work.Tenant), work.Person("anna", "reporter") with { Tenant = new("other") }];

        foreach (var other in others)
        {
            Assert.Equal("attachment.not-found", (await work.Get<ReadAttachment>().HandleAsync(other, stored.AttachmentId, Cancellation)).Rejection?.Code);
        }
    }

    [Fact]
    public async Task What_is_no_photo_is_refused_whatever_its_name_says()
    {
        await using var work = await TestWork.EmptyAsync();
        var anna = work.Person("anna", "reporter");

        Assert.Equal("attachment.wrong-type", (await StoreAsync(work, anna, Encoding.UTF8.GetBytes("<svg onload='x'/>"))).Rejection?.Code);
        Assert.Equal("attachment.empty", (await StoreAsync(work, anna, [])).Rejection?.Code);
        byte[] large = [.. Jpeg, .. new byte[StoreAttachment.MaxBytes]];
        Assert.Equal("attachment.too-large", (await StoreAsync(work, anna, large)).Rejection?.Code);
    }

    private static async Task<Result<Attachment>> StoreAsync(TestWork work, Actor actor, byte[] content, string name = "photo.jpg")
    {
        using var stream = new MemoryStream(content);
        return await work.Get<StoreAttachment>().HandleAsync(actor, name, stream, Cancellation);
    }
}
