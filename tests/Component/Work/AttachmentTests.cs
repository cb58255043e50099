using System.Text;
using LowCode.Work;
using LowCode.Work.Attachments;
using LowCode.Work.Cases;
using LowCode.Work.People;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;
using Xunit;
using static LowCode.Tests.Component.SampleFiles;

namespace LowCode.Tests.Component.Work;

/// <summary>Attachments: told by their bytes, bounded, and shown to the right people.</summary>
public sealed class AttachmentTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Photo_is_read_back_byte_for_byte_by_who_uploaded_it()
    {
        await using var work = await TestWork.EmptyAsync();
        var anna = work.Person("anna", "reporter");

        var stored = (await StoreAsync(work, anna, Jpeg, @"C:\Users\anna\street.jpg")).Value!;

        Assert.Equal(("image/jpeg", Jpeg.Length, "street.jpg"), (stored.MediaType, stored.Bytes, stored.FileName));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Jpeg)), stored.Sha256);
        Assert.Equal(Jpeg, await BytesAsync(await work.Get<ReadAttachment>().HandleAsync(anna, stored.AttachmentId, Cancellation)));
    }

    [Fact]
    public async Task Photo_of_a_sensitive_field_is_for_those_who_see_the_field_or_looked_at_it()
    {
        await using var work = await SensitiveTemplate.StartAsync("photos");
        var photo = (await StoreAsync(work, work.Person("grid", "reporter", "ZHZX"), Jpeg)).Value!.AttachmentId;
        var opened = await SensitiveTemplate.OpenAsync(work, "路面破损", photo);
        var handler = work.Person("h", "handler");

        Assert.Equal("attachment.masked", (await work.Get<ReadAttachment>().HandleAsync(handler, photo, Cancellation)).Rejection?.Code);
        Assert.Equal("attachment.masked", (await work.Get<ReadAttachment>().SmallAsync(handler, photo, Cancellation)).Rejection?.Code);
        Assert.Empty(await work.Get<ReadAttachment>().DescribeAsync(handler, [photo], Cancellation));
        Assert.Equal("****", (string?)(await work.Get<ReadCases>().GetAsync(handler, opened.Number, Cancellation)).Value!.Data["photos"]);
        Assert.Equal(Jpeg, await BytesAsync(await work.Get<ReadAttachment>().HandleAsync(work.Person("a", "acceptor"), photo, Cancellation)));

        SensitiveTemplate.Demand(await work.Get<RevealField>().HandleAsync(handler, new RevealFieldCommand(opened.Number, "photos", "核对现场"), Cancellation));

        Assert.Equal(Jpeg, await BytesAsync(await work.Get<ReadAttachment>().HandleAsync(handler, photo, Cancellation)));
        Assert.Equal("attachment.masked", (await work.Get<ReadAttachment>().HandleAsync(work.Person("h2", "handler"), photo, Cancellation)).Rejection?.Code);
    }

    [Fact]
    public async Task Attachment_that_no_case_holds_yet_is_for_its_uploader_only()
    {
        await using var work = await TestWork.EmptyAsync();
        var stored = (await StoreAsync(work, work.Person("anna", "reporter"), Jpeg)).Value!;
        Actor[] others = [work.Person("bob", "reporter"), Actor.Public(work.Tenant), work.Person("anna", "reporter") with { Tenant = new("other") }];

        foreach (var other in others)
        {
            Assert.Equal("attachment.not-found", (await work.Get<ReadAttachment>().HandleAsync(other, stored.AttachmentId, Cancellation)).Rejection?.Code);
            Assert.Equal("attachment.not-found", (await work.Get<ReadAttachment>().SmallAsync(other, stored.AttachmentId, Cancellation)).Rejection?.Code);
        }
    }

    [Fact]
    public async Task Content_decides_what_it_is_and_its_name_is_made_to_fit()
    {
        await using var work = await TestWork.EmptyAsync();
        (AttachmentKind Kind, byte[] Content, string Name, string MediaType, string Kept)[] files =
        [
            (AttachmentKind.Photo, Jpeg, "a.png", "image/jpeg", "a.jpg"),
            (AttachmentKind.Photo, Picture(8, 8, SKEncodedImageFormat.Webp), "b", "image/webp", "b.webp"),
            (AttachmentKind.Signature, Png, "签名.png", "image/png", "签名.png"),
            (AttachmentKind.Video, Mp4, "c.mp4", "video/mp4", "c.mp4"),
            (AttachmentKind.Audio, Mp4, "c.m4a", "audio/mp4", "c.m4a"),
            (AttachmentKind.Video, WebM, "d.webm", "video/webm", "d.webm"),
            (AttachmentKind.Audio, WebM, "d", "audio/webm", "d.weba"),
            (AttachmentKind.Audio, Wav, "e.wav", "audio/wav", "e.wav"),
            (AttachmentKind.File, Pdf, "批复.pdf", "application/pdf", "批复.pdf"),
            (AttachmentKind.File, Archive("[Content_Types].xml", "word/document.xml"), "通知.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "通知.docx"),
            (AttachmentKind.File, Archive("xl/workbook.xml"), "表.zip", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "表.xlsx"),
            (AttachmentKind.File, Archive("OFD.xml"), "公文.ofd", "application/ofd", "公文.ofd"),
            (AttachmentKind.File, Archive("a.txt"), "2026.11.30", "application/zip", "2026.11.30.zip"),
            (AttachmentKind.File, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0], "旧.xls", "application/vnd.ms-excel", "旧.xls"),
            (AttachmentKind.File, Encoding.UTF8.GetBytes("<script>alert(1)</script>"), "页.html", "text/plain", "页.txt"),
            (AttachmentKind.File, [0xB1, 0xE0, 0xBA, 0xC5, (byte)',', (byte)'\n'], "清单.csv", "text/plain", "清单.csv"),
        ];

        foreach (var (kind, content, name, mediaType, kept) in files)
        {
            var stored = await StoreAsync(work, work.Person("anna", "reporter"), content, name, kind);

            Assert.True(stored.IsAccepted, $"{name}: {stored.Rejection?.Message}");
            Assert.Equal((mediaType, kept), (stored.Value.MediaType, stored.Value.FileName));
        }
    }

    [Fact]
    public async Task Forged_content_is_refused_whatever_its_name_says_and_nothing_is_kept()
    {
        await using var work = await TestWork.EmptyAsync();
        (AttachmentKind Kind, byte[] Content, string Code)[] forged =
        [
            (AttachmentKind.Photo, Encoding.UTF8.GetBytes("<svg onload='x'/>"), "attachment.wrong-type"),
            (AttachmentKind.Photo, Pdf, "attachment.wrong-type"),
            (AttachmentKind.Photo, [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3], "attachment.unreadable-picture"),
            (AttachmentKind.Photo, [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8 "u8, 9, 9, 9], "attachment.unreadable-picture"),
            (AttachmentKind.Signature, Jpeg, "attachment.wrong-type"),
            (AttachmentKind.Video, Jpeg, "attachment.wrong-type"),
            (AttachmentKind.Audio, Encoding.UTF8.GetBytes("no sound"), "attachment.wrong-type"),
            (AttachmentKind.File, Executable, "attachment.wrong-type"),
            (AttachmentKind.File, [.. "PK"u8, 3, 4, 1, 2, 3], "attachment.wrong-type"),
            (AttachmentKind.File, [.. "#!/bin/sh\n"u8, 0, 1], "attachment.wrong-type"),
            (AttachmentKind.File, [], "attachment.empty"),
        ];

        foreach (var (kind, content, code) in forged)
        {
            Assert.Equal(code, (await StoreAsync(work, work.Person("anna", "reporter"), content, "a.jpg", kind)).Rejection?.Code);
        }

        Assert.Empty(FilesOf(work));
        Assert.Equal(0L, work.Scalar("SELECT COUNT(*) FROM attachment"));
    }

    [Fact]
    public async Task Picture_with_more_pixels_than_memory_is_refused_before_it_is_decoded()
    {
        await using var work = await TestWork.EmptyAsync();
        var bomb = (byte[])Png.Clone();

        // Width and height of the header, 60,000 each; what follows does not matter any more.
        byte[] side = [0, 0, 0xEA, 0x60];
        side.CopyTo(bomb, 16);
        side.CopyTo(bomb, 20);

        Assert.Equal("attachment.unreadable-picture", (await StoreAsync(work, work.Person("anna", "reporter"), bomb, "a.png")).Rejection?.Code);
    }

    [Fact]
    public async Task Larger_than_its_kind_may_be_is_refused_and_the_rest_is_not_read()
    {
        var options = new AttachmentOptions { MegaBytes = new AttachmentOptions().MegaBytes.ToDictionary(m => m.Key, _ => 1) };
        await using var work = await TestWork.EmptyAsync(besides: services => services.AddSingleton(options));
        using var endless = new EndlessStream();

        var stored = await work.Get<StoreAttachment>().HandleAsync(work.Person("anna", "reporter"), AttachmentKind.File, "a.txt", endless, Cancellation);

        Assert.Equal("attachment.too-large", stored.Rejection?.Code);
        Assert.Contains("1 MB", stored.Rejection!.Message, StringComparison.Ordinal);
        Assert.InRange(endless.Given, 1024 * 1024, 2 * 1024 * 1024);
        Assert.Empty(FilesOf(work));
    }

    [Fact]
    public async Task Small_copy_is_small_upright_and_made_for_pictures_alone()
    {
        await using var work = await TestWork.EmptyAsync();
        var anna = work.Person("anna", "reporter");
        var held = Turned(Picture(2000, 1000, SKEncodedImageFormat.Jpeg), orientation: 6);
        var photo = (await StoreAsync(work, anna, held)).Value!;
        var file = (await StoreAsync(work, anna, Pdf, "a.pdf", AttachmentKind.File)).Value!;

        using var small = SKBitmap.Decode(await BytesAsync(await work.Get<ReadAttachment>().SmallAsync(anna, photo.AttachmentId, Cancellation)));

        // What was left is on top: turned to the right by a quarter.
        Assert.Equal((240, 480), (small.Width, small.Height));
        Assert.True(small.GetPixel(120, 20).Red > 200 && small.GetPixel(120, 460).Blue > 200);
        Assert.Equal("attachment.not-found", (await work.Get<ReadAttachment>().SmallAsync(anna, file.AttachmentId, Cancellation)).Rejection?.Code);
    }

    [Fact]
    public async Task Photo_of_a_version_without_small_copies_gets_one_when_it_is_asked_for()
    {
        await using var work = await TestWork.EmptyAsync();
        var anna = work.Person("anna", "reporter");
        var photo = (await StoreAsync(work, anna, Jpeg)).Value!;
        var small = Assert.Single(FilesOf(work), f => f.EndsWith(".small", StringComparison.Ordinal));
        File.Delete(small);

        Assert.NotEmpty(await BytesAsync(await work.Get<ReadAttachment>().SmallAsync(anna, photo.AttachmentId, Cancellation)));
        Assert.True(File.Exists(small));
    }

    [Fact]
    public async Task What_nobody_submitted_and_uploads_that_nobody_ended_go_after_a_day()
    {
        await using var work = await TestWork.EmptyAsync();
        var anna = work.Person("anna", "reporter");
        await StoreAsync(work, anna, Jpeg);
        var upload = (await work.Get<UploadAttachment>().BeginAsync(anna, AttachmentKind.Video, "a.mp4", 100, Cancellation)).Value!;
        await work.Get<UploadAttachment>().ContinueAsync(anna, upload.Attachment.AttachmentId, 0, new MemoryStream(Mp4), Cancellation);
        Assert.Equal(3, FilesOf(work).Count);

        work.Time.Advance(TimeSpan.FromHours(23));
        await work.Get<ForgottenAttachments>().RunAsync(Cancellation);
        Assert.Equal(3, FilesOf(work).Count);
        work.Time.Advance(TimeSpan.FromHours(2));
        await work.Get<ForgottenAttachments>().RunAsync(Cancellation);

        Assert.Empty(FilesOf(work));
        Assert.Equal(0L, work.Scalar("SELECT COUNT(*) FROM attachment"));
        Assert.Equal("attachment.not-found", (await work.Get<UploadAttachment>().FindAsync(anna, upload.Attachment.AttachmentId, Cancellation)).Rejection?.Code);
    }

    [Theory]
    [InlineData("photo=20, video=1000", 20, 1000)]
    [InlineData("", 10, 500)]
    public void Limits_are_read_as_operators_write_them(string text, int photo, int video)
    {
        var options = AttachmentOptions.Read(text)!;

        Assert.Equal((photo, video, 100), (options.MegaBytes[AttachmentKind.Photo], options.MegaBytes[AttachmentKind.Video], options.MegaBytes[AttachmentKind.File]));
    }

    [Theory]
    [InlineData("picture=20")]
    [InlineData("photo")]
    [InlineData("photo=0")]
    [InlineData("photo=many")]
    [InlineData("photo=99999999")]
    public void Limits_that_say_something_else_are_none(string text) => Assert.Null(AttachmentOptions.Read(text));

    private static List<string> FilesOf(TestWork work)
    {
        var folder = Path.Combine(work.Folder, "attachments");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)] : [];
    }

    private static async Task<byte[]> BytesAsync(Result<AttachmentContent> read)
    {
        Assert.True(read.IsAccepted, read.Rejection?.Message);
        using var bytes = new MemoryStream();
        await using (read.Value.Content)
        {
            await read.Value.Content.CopyToAsync(bytes, Cancellation);
        }

        return bytes.ToArray();
    }

    private static async Task<Result<Attachment>> StoreAsync(
        TestWork work, Actor actor, byte[] content, string name = "photo.jpg", AttachmentKind kind = AttachmentKind.Photo)
    {
        using var stream = new MemoryStream(content);
        return await work.Get<StoreAttachment>().HandleAsync(actor, kind, name, stream, Cancellation);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'a');
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
