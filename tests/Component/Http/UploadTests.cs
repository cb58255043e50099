using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LowCode.Work.Access;
using Xunit;
using static LowCode.Tests.Component.SampleFiles;

namespace LowCode.Tests.Component.Http;

/// <summary>Attachments in pieces (tus 1.0.0), over HTTP.</summary>
[Collection<HostCollection>]
public sealed class UploadTests(RunningHost host)
{
    private const string Uploads = "/attachments/uploads";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upload_in_pieces_is_read_back_whole()
    {
        using var grid = await host.SignedInAsync("grid");
        var upload = await BeginAsync(grid, Jpeg.Length, "photo", "现场.jpg");

        using var first = await SendAsync(grid, upload, 0, Jpeg[..100]);
        using var asked = await HeadAsync(grid, upload);
        using var early = await grid.GetAsync(upload.Replace("/uploads", "", StringComparison.Ordinal), Cancellation);
        using var rest = await SendAsync(grid, upload, 100, Jpeg[100..]);

        Assert.Equal((HttpStatusCode.NoContent, "100"), (first.StatusCode, Header(first, "Upload-Offset")));
        Assert.Equal(("100", Jpeg.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)), (Header(asked, "Upload-Offset"), Header(asked, "Upload-Length")));
        Assert.Equal("no-store", asked.Headers.CacheControl?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, rest.StatusCode);
        using var read = await grid.GetAsync(upload.Replace("/uploads", "", StringComparison.Ordinal), Cancellation);
        Assert.Equal(Jpeg, await read.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal("现场.jpg", read.Content.Headers.ContentDisposition!.FileNameStar);
        using var small = await grid.GetAsync(upload.Replace("/uploads", "", StringComparison.Ordinal) + "/small", Cancellation);
        Assert.Equal("image/jpeg", small.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Upload_whose_connection_broke_goes_on_where_it_was_cut()
    {
        await using var listening = new RunningHost(new LowCode.Host.HostSettings { Urls = "http://127.0.0.1:0", SignInsPerMinute = 1000 }) { HasNetwork = true };
        await listening.InitializeAsync();
        await listening.InstallAsync();
        using var program = listening.With(await listening.KeyAsync([.. Scope.All]));
        var content = new byte[3_000_000];
        Mp4.CopyTo(content, 0);
        var upload = await BeginAsync(program, content.Length, "video", "a.mp4");

        using (var broken = Piece(0, new BrokenContent(content, sent: 1_000_000)))
        {
            broken.RequestUri = new Uri(upload, UriKind.Relative);
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => program.SendAsync(broken, Cancellation));
        }

        var offset = await OffsetAsync(program, upload);
        Assert.InRange(offset, 0, 1_000_000);
        using var wrong = await SendAsync(program, upload, offset + 1, content[(offset + 1)..]);
        Assert.Equal(HttpStatusCode.Conflict, wrong.StatusCode);
        using var rest = await SendAsync(program, upload, offset, content[offset..]);
        Assert.Equal(HttpStatusCode.NoContent, rest.StatusCode);

        using var middle = new HttpRequestMessage(HttpMethod.Get, upload.Replace("/uploads", "", StringComparison.Ordinal)) { Headers = { Range = new RangeHeaderValue(4, 11) } };
        using var part = await program.SendAsync(middle, Cancellation);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("ftypisom", await part.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Forged_content_is_refused_with_its_last_piece_and_the_upload_is_gone()
    {
        using var grid = await host.SignedInAsync("grid");
        var upload = await BeginAsync(grid, Executable.Length, "photo", "a.jpg");

        using var refused = await SendAsync(grid, upload, 0, Executable);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var problem = await refused.JsonAsync();
        Assert.Equal("attachment.wrong-type", (string)problem["title"]!);
        Assert.Contains("JPEG, PNG, WebP", (string)problem["detail"]!, StringComparison.Ordinal);
        using var gone = await HeadAsync(grid, upload);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task More_than_was_announced_is_not_taken()
    {
        using var grid = await host.SignedInAsync("grid");
        var upload = await BeginAsync(grid, Jpeg.Length, "photo", "a.jpg");

        using var sent = await SendAsync(grid, upload, 0, [.. Jpeg, 1, 2, 3]);

        Assert.Equal(HttpStatusCode.NoContent, sent.StatusCode);
        using var read = await grid.GetAsync(upload.Replace("/uploads", "", StringComparison.Ordinal), Cancellation);
        Assert.Equal(Jpeg, await read.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task What_is_too_large_is_refused_before_anything_is_sent()
    {
        using var grid = await host.SignedInAsync("grid");

        using var answer = await TryBeginAsync(grid, 11 * 1024 * 1024, "kind " + Base64("photo"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("10 MB", (string)(await answer.JsonAsync())["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10", "kind !!!", "upload.metadata")]
    [InlineData("10", "kind cGljdHVyZQ==", "upload.metadata")]
    [InlineData("10", "kind cGhvdG8=,kind cGhvdG8=", "upload.metadata")]
    [InlineData("-1", "kind cGhvdG8=", "upload.length")]
    [InlineData("ten", "kind cGhvdG8=", "upload.length")]
    [InlineData("0", "kind cGhvdG8=", "attachment.empty")]
    public async Task Beginning_that_says_something_else_is_refused_with_what_was_expected(string length, string metadata, string code)
    {
        using var grid = await host.SignedInAsync("grid");

        using var answer = await TryBeginAsync(grid, length, metadata);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, (string)(await answer.JsonAsync())["title"]!);
    }

    [Fact]
    public async Task Requests_that_no_page_of_ours_sends_do_nothing()
    {
        using var grid = await host.SignedInAsync("grid");
        var upload = await BeginAsync(grid, 10, "photo", "a.jpg");
        using var form = new FormUrlEncodedContent([]);
        using var foreign = await grid.PostAsync(Uploads, form, Cancellation);
        using var plain = Piece(0, new ByteArrayContent([1]));
        plain.RequestUri = new Uri(upload, UriKind.Relative);
        plain.Content!.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        using var asText = await grid.SendAsync(plain, Cancellation);

        Assert.Equal((HttpStatusCode.PreconditionFailed, "1.0.0"), (foreign.StatusCode, Header(foreign, "Tus-Version")));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, asText.StatusCode);
    }

    [Fact]
    public async Task Uploads_of_somebody_else_of_another_tenant_or_of_nobody_are_not_there()
    {
        using var grid = await host.SignedInAsync("grid");
        var upload = await BeginAsync(grid, Jpeg.Length, "photo", "a.jpg");
        await host.TenantAsync("uploads");
        using var stranger = host.With(await host.KeyOfAsync("uploads", [.. Scope.All]));
        using var colleague = await host.SignedInAsync("acceptor");
        foreach (var other in new[] { stranger, colleague })
        {
            using var sent = await SendAsync(other, upload, 0, Jpeg);
            using var asked = await HeadAsync(other, upload);
            using var cancelled = await CancelAsync(other, upload);
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (sent.StatusCode, asked.StatusCode, cancelled.StatusCode));
        }

        using var anyone = host.Browser();
        using var unknown = await SendAsync(anyone, upload, 0, Jpeg);
        using var throughPublic = await SendAsync(anyone, "/public/demo" + upload, 0, Jpeg);
        using var own = await SendAsync(grid, upload, 0, Jpeg);

        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, throughPublic.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, own.StatusCode);
    }

    [Fact]
    public async Task Cancelled_upload_is_gone()
    {
        using var grid = await host.SignedInAsync("grid");
        var upload = await BeginAsync(grid, 10, "photo", "a.jpg");

        using var cancelled = await CancelAsync(grid, upload);
        using var again = await SendAsync(grid, upload, 0, Jpeg[..10]);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (cancelled.StatusCode, again.StatusCode));
    }

    [Fact]
    public async Task Public_may_upload_and_read_nothing_back()
    {
        using var anyone = host.Browser();
        using var begun = await TryBeginAsync(anyone, Jpeg.Length, "kind " + Base64("photo"), "/public/demo/attachments/uploads");
        var upload = begun.Headers.Location!.OriginalString;

        using var sent = await SendAsync(anyone, upload, 0, Jpeg);
        using var read = await anyone.GetAsync("/attachments/" + upload.Split('/')[^1], Cancellation);
        using var nowhere = await TryBeginAsync(anyone, 10, "", "/public/nowhere/attachments/uploads");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Unauthorized, HttpStatusCode.NotFound), (sent.StatusCode, read.StatusCode, nowhere.StatusCode));
    }

    [Fact]
    public async Task Protocol_is_described()
    {
        using var grid = await host.SignedInAsync("grid");
        using var question = new HttpRequestMessage(HttpMethod.Options, Uploads);

        using var answer = await grid.SendAsync(question, Cancellation);

        Assert.Equal(
            ("1.0.0", "creation,expiration,termination", "524288000"),
            (Header(answer, "Tus-Version"), Header(answer, "Tus-Extension"), Header(answer, "Tus-Max-Size")));
    }

    private static async Task<string> BeginAsync(HttpClient browser, long length, string kind, string name)
    {
        using var answer = await TryBeginAsync(browser, length, $"filename {Base64(name)},kind {Base64(kind)}");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.NotEmpty(Header(answer, "Upload-Expires"));
        return answer.Headers.Location!.OriginalString;
    }

    private static Task<HttpResponseMessage> TryBeginAsync(HttpClient browser, object length, string metadata, string path = Uploads)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Length", $"{length}");
        request.Headers.Add("Upload-Metadata", metadata);
        return browser.SendAsync(request, Cancellation);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string upload, int offset, byte[] piece)
    {
        using var request = Piece(offset, new ByteArrayContent(piece));
        request.RequestUri = new Uri(upload, UriKind.Relative);
        return await browser.SendAsync(request, Cancellation);
    }

    private static HttpRequestMessage Piece(int offset, HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        return new HttpRequestMessage(HttpMethod.Patch, "/") { Content = content, Headers = { { "Tus-Resumable", "1.0.0" }, { "Upload-Offset", $"{offset}" } } };
    }

    private static Task<HttpResponseMessage> HeadAsync(HttpClient browser, string upload) => Simple(browser, HttpMethod.Head, upload);

    private static Task<HttpResponseMessage> CancelAsync(HttpClient browser, string upload) => Simple(browser, HttpMethod.Delete, upload);

    private static async Task<HttpResponseMessage> Simple(HttpClient browser, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { { "Tus-Resumable", "1.0.0" } } };
        return await browser.SendAsync(request, Cancellation);
    }

    /// <summary>How far it is, once the server noticed that the connection is gone and counts no more.</summary>
    private static async Task<int> OffsetAsync(HttpClient browser, string upload)
    {
        for (var last = -1; ;)
        {
            using var answer = await HeadAsync(browser, upload);
            var offset = int.Parse(Header(answer, "Upload-Offset"), System.Globalization.CultureInfo.InvariantCulture);
            using var busy = await SendAsync(browser, upload, offset, []);
            if (busy.StatusCode == HttpStatusCode.NoContent && offset == last)
            {
                return offset;
            }

            last = offset;
        }
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? Assert.Single(values) : "";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>Announces all and breaks off in the middle.</summary>
    private sealed class BrokenContent(byte[] content, int sent) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(content.AsMemory(0, sent));
            await stream.FlushAsync();
            throw new IOException("The cable was pulled.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = content.Length;
            return true;
        }
    }
}
