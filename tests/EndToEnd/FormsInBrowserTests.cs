using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Tests.EndToEnd.Running;
using LowCode.Tests.FormsInBrowser;
using LowCode.Tests.Unit.Forms.Generated;
using Microsoft.Playwright;
using Xunit;

namespace LowCode.Tests.EndToEnd;

/// <summary>The form components without a server: compiled to WebAssembly, trimmed, interpreted.</summary>
public sealed class FormsInBrowserTests(Product product)
{
    private const int Trials = 200;
    private const float PatienceMilliseconds = 600_000;

    [Fact]
    public async Task Every_random_submission_is_judged_as_on_the_server_and_every_form_is_drawn()
    {
        var trials = Enumerable.Range(1, Trials).Select(FormTrial.Make).ToList();
        var expected = trials.Select(t => FormVerdict.OfServer(FormJson.Read(t.Form).Value!, JsonNode.Parse(t.Data)!.AsObject())).ToList();
        var content = trials.Select(t => new { form = Convert.ToBase64String(t.Form), data = JsonNode.Parse(t.Data) });
        await using var site = await PublishedSite.OfAsync("tests/FormsInBrowser", TestContext.Current.CancellationToken);
        var page = await product.OpenPageAsync(1280);
        await site.ServeAsync(page, new Dictionary<string, byte[]> { ["trials.json"] = JsonSerializer.SerializeToUtf8Bytes(content) });

        await page.GotoAsync(PublishedSite.Address);
        var verdicts = page.Locator("#verdicts[data-state]");
        await verdicts.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached, Timeout = PatienceMilliseconds });

        Assert.Equal("done", await verdicts.GetAttributeAsync("data-state"));
        Assert.Equal(expected, (await verdicts.TextContentAsync())!.Split('\n'));
        Assert.True(await verdicts.GetAttributeAsync("data-drawn") == $"{Trials}", await verdicts.GetAttributeAsync("data-odd"));
    }
}
