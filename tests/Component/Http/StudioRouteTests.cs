using System.Net;
using System.Text;
using LowCode.Host;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>Elsa Studio's pages and files where the server was started with it; the package here is a stand-in with two files.</summary>
public sealed class StudioRouteTests : IAsyncLifetime
{
    private readonly string _package = Directory.CreateTempSubdirectory("lowcode-studio-").FullName;
    private readonly RunningHost _host;

    public StudioRouteTests()
    {
        Directory.CreateDirectory(Path.Combine(_package, "_framework"));
        File.WriteAllText(Path.Combine(_package, "_framework", "app.wasm"), "plain");
        File.WriteAllText(Path.Combine(_package, "_framework", "app.wasm.br"), "squeezed");
        _host = new RunningHost(new HostSettings { StudioFolder = _package, SignInsPerMinute = 1000 });
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        await _host.InstallAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_package, recursive: true);
    }

    [Fact]
    public async Task Pages_are_for_administrators_and_run_no_foreign_script()
    {
        using var nobody = _host.Browser();
        using var grid = await _host.SignedInAsync("grid");
        using var admin = await _host.SignedInAsync("admin");

        using var asked = await nobody.GetAsync("/studio/workflows/instances", Cancellation);
        using var refused = await grid.GetAsync("/studio/workflows/instances", Cancellation);
        using var page = await admin.GetAsync("/studio/workflows/instances/a%22%3E%3Cb/view", Cancellation);
        using var nothing = await admin.GetAsync("/studio/workflows/nothing", Cancellation);
        var html = await page.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (asked.StatusCode, refused.StatusCode, nothing.StatusCode));
        Assert.Contains("/sign-in", asked.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("<elsa-workflow-instance-viewer instance-id=\"a&quot;&gt;&lt;b\">", html, StringComparison.Ordinal);
        Assert.Contains("remote-endpoint=\"http://localhost/elsa/api\"", html, StringComparison.Ordinal);
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("script-src 'self' 'unsafe-inline'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("'unsafe-eval'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_come_compressed_where_the_browser_takes_it_and_none_from_outside_the_package()
    {
        using var admin = await _host.SignedInAsync("admin");
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(_package)!, "outside.txt"), "secret", Encoding.UTF8, Cancellation);

        using var plain = await admin.GetAsync("/studio/_framework/app.wasm", Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/studio/_framework/app.wasm");
        request.Headers.Add("Accept-Encoding", "gzip, br");
        using var squeezed = await admin.SendAsync(request, Cancellation);
        using var outside = await admin.GetAsync("/studio/..%2Foutside.txt", Cancellation);

        Assert.Equal("plain", await plain.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("application/wasm", plain.Content.Headers.ContentType!.MediaType);
        Assert.Equal("br", Assert.Single(squeezed.Content.Headers.ContentEncoding));
        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
    }

    [Fact]
    public async Task Pushed_addresses_lead_to_Studio_before_any_process()
    {
        using var admin = await _host.SignedInAsync("admin");

        using var instance = await admin.GetAsync("/workflows/instances/i%201/view", Cancellation);
        using var definition = await admin.GetAsync("/workflows/definitions/d1/edit", Cancellation);

        Assert.Equal("/studio/workflows/instances/i%201/view", instance.Headers.Location!.OriginalString);
        Assert.Equal("/studio/workflows/definitions/d1/edit", definition.Headers.Location!.OriginalString);
    }
}
