using LowCode.Tests.DmnTck;
using LowCode.Tests.EndToEnd.Running;
using Microsoft.Playwright;
using Xunit;

namespace LowCode.Tests.EndToEnd;

/// <summary>The language and its decisions on a phone: compiled to WebAssembly, trimmed, interpreted.</summary>
public sealed class FeelInBrowserTests(Product product)
{
    private const string SkipReason = "The published DMN test cases (../shared/conformance/dmn-tck) are not beside this repository.";
    private const float PatienceMilliseconds = 600_000;

    private static readonly string _kit = Path.GetFullPath(Path.Combine(Places.Root, "../shared/conformance/dmn-tck"));

    public static bool CasesExist => Directory.Exists(_kit);

    [Fact(Skip = SkipReason, SkipUnless = nameof(CasesExist))]
    public async Task Every_published_case_gets_the_verdict_that_it_gets_on_the_server()
    {
        var files = TckKit.Files(_kit);
        var expected = TckLines.Of(TckKit.Read(files)).ToList();
        await using var site = await PublishedSite.OfAsync("tests/FeelInBrowser", TestContext.Current.CancellationToken);
        var page = await product.OpenPageAsync(1280);
        await site.ServeAsync(page, new Dictionary<string, byte[]> { ["kit.json"] = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(files) });

        await page.GotoAsync(PublishedSite.Address);
        var verdicts = page.Locator("#verdicts[data-state]");
        await verdicts.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached, Timeout = PatienceMilliseconds });

        Assert.Equal("done", await verdicts.GetAttributeAsync("data-state"));
        Assert.Equal(expected, (await verdicts.TextContentAsync())!.Split('\n'));
    }
}
