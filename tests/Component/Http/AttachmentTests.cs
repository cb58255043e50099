using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace LowCode.Tests.Component.Http;

[Collection<HostCollection>]
public sealed class AttachmentTests(RunningHost host)
{
    // One transparent pixel.
    private static readonly byte[] _png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Photo_comes_back_as_it_was_and_can_do_nothing_in_the_browser()
    {
        using var grid = await host.SignedInAsync("grid");
        using var stored = await grid.PostAsync("/attachments", await FormAsync(grid, _png, "现场.png"), Cancellation);
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        var id = (string)(await stored.JsonAsync())["attachmentId"]!;

        using var answer = await grid.GetAsync($"/attachments/{id}", Cancellation);

        Assert.Equal(_png, await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("inline", answer.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task Upload_without_the_pages_token_is_refused()
    {
        using var grid = await host.SignedInAsync("grid");
        using var form = Form(_png, "x.png");

        using var answer = await grid.PostAsync("/attachments", form, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("antiforgery.invalid", (string)(await answer.JsonAsync())["title"]!);
    }

    [Fact]
    public async Task What_only_calls_itself_a_photo_is_refused()
    {
        using var grid = await host.SignedInAsync("grid");

        using var answer = await grid.PostAsync("/attachments", await FormAsync(grid, Encoding.UTF8.GetBytes("<script>alert(1)</script>"), "x.png"), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Document_is_offered_for_saving_and_an_unknown_kind_is_told()
    {
        using var grid = await host.SignedInAsync("grid");
        using var form = await FormAsync(grid, SampleFiles.Pdf, "批复.pdf");
        form.Add(new StringContent("file"), "kind");
        using var stored = await grid.PostAsync("/attachments", form, Cancellation);
        using var read = await grid.GetAsync($"/attachments/{(await stored.JsonAsync())["attachmentId"]}", Cancellation);
        using var wrong = await FormAsync(grid, SampleFiles.Pdf, "批复.pdf");
        wrong.Add(new StringContent("picture"), "kind");
        using var refused = await grid.PostAsync("/attachments", wrong, Cancellation);

        Assert.Equal(("attachment", "批复.pdf"), (read.Content.Headers.ContentDisposition!.DispositionType, read.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal("application/pdf", read.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment.unknown-kind", (string)(await refused.JsonAsync())["title"]!);
    }

    [Fact]
    public async Task Public_upload_that_is_no_form_is_refused_for_its_media_type()
    {
        using var anyone = host.Browser();
        using var text = new StringContent("{}", Encoding.UTF8, "application/json");

        using var answer = await anyone.PostAsync("/public/demo/attachments", text, Cancellation);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task Public_may_send_a_photo_but_read_none()
    {
        using var anyone = host.Browser();
        using var form = Form(_png, "public.png");
        using var unknown = Form(_png, "public.png");

        using var stored = await anyone.PostAsync("/public/demo/attachments", form, Cancellation);
        using var read = await anyone.GetAsync($"/attachments/{(await stored.JsonAsync())["attachmentId"]}", Cancellation);
        using var nowhere = await anyone.PostAsync("/public/nowhere/attachments", unknown, Cancellation);

        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, read.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    private static async Task<MultipartFormDataContent> FormAsync(HttpClient browser, byte[] content, string name)
    {
        var form = Form(content, name);
        form.Add(new StringContent(await browser.TokenAsync("/tasks")), "__RequestVerificationToken");
        return form;
    }

    private static MultipartFormDataContent Form(byte[] content, string name)
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return new MultipartFormDataContent { { file, "file", name } };
    }
}
