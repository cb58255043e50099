using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Tests.EndToEnd.Running;
using LowCode.Tests.Unit.Forms.Generated;
using Microsoft.Playwright;

namespace LowCode.Tests.Benchmarks.Forms;

/// <summary>The form components compiled to WebAssembly, in Chromium, without a server.</summary>
internal static class BrowserPeer
{
    private const float PatienceMilliseconds = 3_600_000;

    /// <summary>What a page takes at once: it fetches them as one file, and what it drew stays in the memory of its browser.</summary>
    private const int AtOnce = 500;

    /// <returns>The verdict of each, and how many forms were drawn with the problems that they have.</returns>
    public static async Task<(IReadOnlyList<string> Verdicts, int Drawn)> AskAsync(string chromium, IEnumerable<FormTrial> trials, CancellationToken cancellation)
    {
        await using var site = await PublishedSite.OfAsync("tests/FormsInBrowser", cancellation);
        using var playwright = await Playwright.CreateAsync();
        var (judged, drawn) = (new List<string>(), 0);
        foreach (var part in trials.Chunk(AtOnce))
        {
            await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = FormScreenBenchmark.BrowserOptions });
            var page = await browser.NewPageAsync();
            var content = part.Select(t => new { form = Convert.ToBase64String(t.Form), data = JsonNode.Parse(t.Data) });
            await site.ServeAsync(page, new Dictionary<string, byte[]> { ["trials.json"] = JsonSerializer.SerializeToUtf8Bytes(content) });
            await page.GotoAsync(PublishedSite.Address);
            var verdicts = page.Locator("#verdicts[data-state]");
            await verdicts.WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = PatienceMilliseconds });
            var text = (await verdicts.TextContentAsync())!;
            if (await verdicts.GetAttributeAsync("data-state") != "done")
            {
                throw new InvalidOperationException($"Expected the page to judge the submissions, but: {text}");
            }

            judged.AddRange(text.Split('\n'));
            drawn += int.Parse((await verdicts.GetAttributeAsync("data-drawn"))!, CultureInfo.InvariantCulture);
            await Console.Error.WriteLineAsync($"{judged.Count} judged in the browser");
        }

        return (judged, drawn);
    }
}
