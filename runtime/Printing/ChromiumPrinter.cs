using System.Diagnostics;
using LowCode.Definitions;
using LowCode.Definitions.Prints;
using LowCode.Work;
using LowCode.Work.Prints;
using Microsoft.Extensions.Logging;
using PuppeteerSharp;
using PuppeteerSharp.Media;

namespace LowCode.Printing;

/// <summary>
/// Prints by a headless Chromium, a process of its own for each document with a profile that goes with it. It is spoken to over a pipe: no port is open, and it ends
/// when this process does, however that ends. The document comes as a text and is shown without scripts; every request that it makes is refused, to the network and to
/// files alike.
/// </summary>
public sealed partial class ChromiumPrinter : IPagePrinter, IDisposable
{
    private static readonly string[] _arguments =
    [
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
        "--disable-default-apps", "--disable-dev-shm-usage", "--no-proxy-server", "--host-resolver-rules=\"MAP * ~NOTFOUND\"", "--lang=zh-CN",
    ];

    private readonly PrintingOptions _options;
    private readonly ILogger<ChromiumPrinter> _log;
    private readonly TenantTurns _turns;

    public ChromiumPrinter(PrintingOptions options, ILogger<ChromiumPrinter> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _log, _turns) = (options, log, new TenantTurns(options.AtOnce));
        Profiles.Sweep(Path.GetTempPath());
    }

    public bool IsReady => _options.FindBrowser() is not null;

    public void Dispose() => _turns.Dispose();

    public async Task<Result<byte[]>> PrintAsync(TenantId tenant, PageContent page, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (_options.FindBrowser() is not { } browser)
        {
            return PrintRejections.NoBrowser();
        }

        using var turn = await _turns.TakeAsync(tenant, _options.LongestWait, cancellation);
        if (turn is null)
        {
            return PrintRejections.Busy();
        }

        try
        {
            // Whoever asked may be gone: the turn is over only when the browser is.
            var profile = Profiles.Next(Path.GetTempPath());
            try
            {
                return await PrintAsync(browser, profile, page);
            }
            finally
            {
                Profiles.Remove(profile);
            }
        }
        catch (Exception failed) when (failed is PuppeteerException or ProcessException or TimeoutException or IOException or System.ComponentModel.Win32Exception)
        {
            LogFailure(_log, failed);
            return PrintRejections.Failed(failed.Message.Split('\n')[0]);
        }
    }

    private async Task<Result<byte[]>> PrintAsync(string program, string profile, PageContent content)
    {
        // Only root cannot have Chromium's sandbox.
        string[] arguments = Environment.UserName == "root" ? [.. _arguments, "--no-sandbox"] : _arguments;
        var milliseconds = (int)_options.Longest.TotalMilliseconds;
        var began = Stopwatch.GetTimestamp();
        try
        {
            await using var browser = await Puppeteer.LaunchAsync(new LaunchOptions { ExecutablePath = program, Pipe = true, UserDataDir = profile, Headless = true, Args = arguments, Timeout = milliseconds });
            using var deadline = new CancellationTokenSource(_options.Longest);
            // What hangs is ended with its process.
            await using var ended = deadline.Token.Register(() => browser.Process?.Kill(entireProcessTree: true));
            return await PrintAsync(browser, content, milliseconds);
        }
        catch (Exception) when (Stopwatch.GetElapsedTime(began) >= _options.Longest)
        {
            // Whatever broke then, it broke because it was ended.
            return PrintRejections.TooSlow(_options.Longest.TotalSeconds);
        }
    }

    private async Task<byte[]> PrintAsync(IBrowser browser, PageContent content, int milliseconds)
    {
        await using var page = await browser.NewPageAsync();
        page.DefaultTimeout = milliseconds;
        await page.SetRequestInterceptionAsync(true);
        page.Request += (_, request) => _ = AbortAsync(request.Request);
        await page.SetContentAsync(content.Html, new SetContentOptions { Timeout = milliseconds, WaitUntil = [WaitUntilNavigation.Load] });
        return await page.PdfDataAsync(new PdfOptions
        {
            Format = PaperFormat.A4,
            Landscape = content.Orientation == PrintOrientation.Landscape,
            PrintBackground = true,
            DisplayHeaderFooter = true,
            HeaderTemplate = content.Header,
            FooterTemplate = content.Footer,
            MarginOptions = new MarginOptions { Top = "20mm", Bottom = "18mm", Left = "15mm", Right = "15mm" },
        });
    }

    // Pictures that stand in the document itself are no requests to anywhere.
    private async Task AbortAsync(IRequest request)
    {
        try
        {
            await (request.Url.StartsWith("data:", StringComparison.Ordinal) ? request.ContinueAsync() : request.AbortAsync(RequestAbortErrorCode.AccessDenied));
        }
        catch (PuppeteerException gone)
        {
            LogFailure(_log, gone);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Printing failed")]
    private static partial void LogFailure(ILogger log, Exception exception);
}
