using System.Net;
using LowCode.Host;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>What the server does on every route: headers, languages, limits, health.</summary>
[Collection<HostCollection>]
public sealed class ServerTests(RunningHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/health")]
    [InlineData("/cases")]
    [InlineData("/api/cases")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.css")]
    public async Task Answers_carry_the_headers_that_bind_browsers(string path)
    {
        using var browser = host.Browser();

        using var answer = await browser.GetAsync(path, Cancellation);

        Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Health_says_that_the_store_answers()
    {
        using var browser = host.Browser();

        Assert.Equal("{\"status\":\"ok\"}", await browser.GetStringAsync("/health", Cancellation));
    }

    [Fact]
    public async Task Language_is_Chinese_until_somebody_chooses_English()
    {
        using var browser = host.Browser();
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-US,en");

        var before = await browser.GetStringAsync("/sign-in", Cancellation);
        using var chosen = await browser.GetAsync("/language/en?returnUrl=%2Fcases", Cancellation);
        var after = await browser.GetStringAsync("/sign-in", Cancellation);

        Assert.Contains("lang=\"zh-CN\"", before, StringComparison.Ordinal);
        Assert.Equal("/cases", chosen.Headers.Location!.OriginalString);
        Assert.Contains("lang=\"en\"", after, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/language/en?returnUrl=https%3A%2F%2Fevil.example", "/")]
    [InlineData("/language/en?returnUrl=%2F%2Fevil.example", "/")]
    [InlineData("/language/en", "/")]
    public async Task Language_switch_leads_only_to_pages_of_this_site(string path, string reached)
    {
        using var browser = host.Browser();

        using var answer = await browser.GetAsync(path, Cancellation);

        Assert.Equal(reached, answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/api/cases?title=", true)]
    [InlineData("/workflows/", true)]
    [InlineData("/cases?title=", false)]
    public async Task Address_that_is_too_long_is_refused_in_words(string start, bool isForPrograms)
    {
        await using var network = new RunningHost(new HostSettings { Urls = "http://127.0.0.1:0" }) { HasNetwork = true };
        await network.InitializeAsync();
        using var browser = network.Browser();

        using var refused = await browser.GetAsync(start + new string('x', 9000), Cancellation);
        using var usual = await browser.GetAsync(start + new string('x', 7000), Cancellation);

        Assert.Equal(HttpStatusCode.RequestUriTooLong, refused.StatusCode);
        Assert.NotEqual(HttpStatusCode.RequestUriTooLong, usual.StatusCode);
        var text = await refused.Content.ReadAsStringAsync(Cancellation);
        Assert.NotEmpty(text);
        if (isForPrograms)
        {
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
            var problem = await refused.JsonAsync();
            Assert.Equal(("request.address-too-long", "地址最多 8192 个字符，但实际更长。"), ((string)problem["title"]!, (string)problem["detail"]!));
        }
    }

    [Fact]
    public async Task Data_folder_that_the_host_makes_is_for_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        var above = Directory.CreateTempSubdirectory("lowcode-private-").FullName;
        var settings = new HostSettings { DataFolder = Path.Combine(above, "data") };
        await using (WebHost.Create(settings, builder => builder.WebHost.UseTestServer()))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(settings.DataFolder).UnixFileMode);
        }

        Directory.Delete(above, recursive: true);
    }

    [Fact]
    public async Task Sign_in_and_public_routes_are_limited_by_address()
    {
        var folder = Directory.CreateTempSubdirectory("lowcode-limits-").FullName;
        var settings = new HostSettings { DataFolder = folder, SignInsPerMinute = 2, PublicRequestsPerMinute = 2 };
        await using (var app = WebHost.Create(settings, builder => builder.WebHost.UseTestServer()))
        {
            await app.StartAsync(Cancellation);
            using var browser = new HttpClient(new CookieHandler(app.GetTestServer().CreateHandler())) { BaseAddress = new Uri("http://localhost") };
            var signIns = new List<HttpStatusCode>();
            var looks = new List<HttpStatusCode>();
            for (var i = 0; i < 3; i++)
            {
                using var signIn = await browser.SignInAsync("demo", "nobody", "nothing-at-all");
                signIns.Add(signIn.StatusCode);
                using var look = await browser.GetAsync("/public/demo/lookup", Cancellation);
                looks.Add(look.StatusCode);
            }

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], signIns);
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], looks);
        }

        Directory.Delete(folder, recursive: true);
    }
}
