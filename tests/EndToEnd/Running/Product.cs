using LowCode.Tests.EndToEnd.Running;
using Microsoft.Playwright;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Product))]
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace LowCode.Tests.EndToEnd.Running;

/// <summary>One host with its demo tenant and one browser for all tests; each person has a browser profile of their own.</summary>
public sealed class Product : IAsyncLifetime
{
    public const string DemoPassword = "lowcode-demo";

    private static readonly string[] _browserOptions =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=zh-CN",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public HostProcess Host { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Places.Screenshots);
        await Host.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = _browserOptions,
            Env = ChineseEnvironment(),
        });
    }

    // The browser shows its own date fields in the language of the machine.
    private static Dictionary<string, string> ChineseEnvironment() =>
        new(Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .Select(e => KeyValuePair.Create((string)e.Key, (string?)e.Value ?? "")).DistinctBy(e => e.Key))
        {
            ["LANGUAGE"] = "zh_CN",
            ["LC_ALL"] = "zh_CN.UTF-8",
        };

    /// <param name="width">1280: a desk, 390: a phone.</param>
    /// <param name="host">Other than the one for all tests.</param>
    public async Task<IPage> OpenPageAsync(int width, HostProcess? host = null)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = (host ?? Host).Address.ToString(),
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 800 },
            HasTouch = width < 600,
        });
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await Host.DisposeAsync();
    }
}
