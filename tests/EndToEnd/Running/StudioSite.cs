using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;

namespace LowCode.Tests.EndToEnd.Running;

/// <summary>A host that serves the genuine Elsa Studio, and an administrator at a browser. Where npm cannot bring Studio's package, there is none.</summary>
public sealed class StudioSite : IAsyncLifetime
{
    private const string Package = "@elsa-workflows/elsa-studio-wasm@3.8.2";

    private readonly List<string> _broken = [];
    private readonly HostProcess _host = new(null, "--elsa-studio");
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IPage? _page;

    /// <summary>Why Studio is not there; null: it is.</summary>
    public string? Missing { get; private set; }

    /// <summary>Ends the test by a name where there is no Studio.</summary>
    /// <param name="steps">What is then not tried.</param>
    public IPage Page(string steps)
    {
        Assert.SkipWhen(Missing is not null, $"{steps}: {Missing}");
        return _page!;
    }

    public async ValueTask InitializeAsync()
    {
        Missing = await MissingAsync();
        if (Missing is not null)
        {
            return;
        }

        Directory.CreateDirectory(Places.Screenshots);
        await _host.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu"] });
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = _host.Address.ToString(),
            Locale = "en",
            ViewportSize = new ViewportSize { Width = 1600, Height = 1000 },
        });
        context.SetDefaultTimeout(90_000);
        _page = await context.NewPageAsync();
        _page.PageError += (_, error) => _broken.Add(error);
        _page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _broken.Add(message.Text);
            }
        };
        await _page.GotoAsync("/studio");
        await _page.Locator("[data-test=sign-in-tenant]").FillAsync("demo");
        await _page.Locator("[data-test=sign-in-login]").FillAsync("admin");
        await _page.Locator("[data-test=sign-in-password]").FillAsync(Product.DemoPassword);
        await _page.Locator("[data-test=sign-in-submit]").ClickAsync();
        await _page.WaitForURLAsync("**/studio");
    }

    /// <summary>Asks the API as the page does, with the session of whoever signed in.</summary>
    public async Task<(JsonObject Body, IReadOnlyDictionary<string, string> Headers)> AskAsync(string method, string path, object? body = null)
    {
        var answer = await _page!.Context.APIRequest.FetchAsync("/elsa/api" + path, new APIRequestContextOptions
        {
            Method = method,
            DataString = body is null ? null : JsonSerializer.Serialize(body),
            Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" },
        });
        var text = await answer.TextAsync();
        Assert.True(answer.Ok, $"{method} {path}: {answer.Status} {text}");
        return (text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject(), new Dictionary<string, string>(answer.Headers));
    }

    /// <summary>Keeps what the screen shows, for people to look at; a page that broke says so at its foot.</summary>
    public async Task ShotAsync(string name)
    {
        await _page!.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Places.Screenshots, $"studio-{name}.png") });
        Assert.False(await _page.Locator("#blazor-error-ui").IsVisibleAsync(), string.Join('\n', _broken));
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await _host.DisposeAsync();
    }

    private static async Task<string?> MissingAsync()
    {
        var info = new ProcessStartInfo("npm") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in new[] { "view", Package, "version", "--fetch-retries=0", "--fetch-timeout=20000" })
        {
            info.ArgumentList.Add(word);
        }

        try
        {
            using var npm = Process.Start(info)!;
            var errors = npm.StandardError.ReadToEndAsync();
            await npm.StandardOutput.ReadToEndAsync();
            await npm.WaitForExitAsync();
            return npm.ExitCode == 0 ? null : $"npm cannot bring {Package}: {(await errors).Trim().Split('\n')[0]}";
        }
        catch (Win32Exception)
        {
            return $"there is no npm to bring {Package}";
        }
    }
}
