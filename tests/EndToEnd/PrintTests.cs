using LowCode.Tests.Component.Http;
using LowCode.Tests.EndToEnd.Running;
using LowCode.Tests.EndToEnd.Screens;
using Microsoft.Playwright;
using Xunit;

namespace LowCode.Tests.EndToEnd;

/// <summary>An administrator changes how the list of cases is printed, at a desk and on a phone; mistakes are told, the preview and the page follow.</summary>
public sealed class PrintTests(Product product)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Administrator_edits_previews_publishes_and_withdraws_a_template(int width)
    {
        var admin = await Person.SignInAsync(product, "admin", width);
        var page = admin.Page;
        await OpenListAsync(admin);
        await page.Test("print-body").FillAsync("<h1>例会清单</h1>\n{{#if list.total > 0}}");

        await page.Test("print-publish").ClickAsync();
        await Assertions.Expect(page.Test("print-problems")).ToContainTextAsync("第 2 行");
        await page.Test("print-preview").ClickAsync();
        await Assertions.Expect(page.Test("print-problems")).ToContainTextAsync("第 2 行");
        await admin.ShotAsync("print-mistake");
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0);

        await page.Test("print-body").FillAsync("<h1>例会清单</h1>{{#if list.total > 0}}{{>cases}}{{/if}}");
        await page.Test("print-preview").ClickAsync();
        await Assertions.Expect(page.Test("print-preview-ready")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("^blob:"), new LocatorAssertionsToHaveAttributeOptions { Timeout = 60_000 });
        Assert.DoesNotContain("例会清单", (await PrintedAsync(admin)).Text, StringComparison.Ordinal);

        await OpenListAsync(admin);
        await page.Test("print-body").FillAsync("<h1>例会清单</h1>{{#if list.total > 0}}{{>cases}}{{/if}}");
        await page.Test("print-publish").ClickAsync();
        await Assertions.Expect(page.Test("print-done")).ToBeVisibleAsync();
        await admin.ShotAsync("print-published");
        Assert.Contains("例会清单", (await PrintedAsync(admin)).Text, StringComparison.Ordinal);

        await OpenListAsync(admin);
        await page.Test("print-withdraw").ClickAsync();
        await Assertions.Expect(page.Test("print-done")).ToBeVisibleAsync();
        Assert.DoesNotContain("例会清单", (await PrintedAsync(admin)).Text, StringComparison.Ordinal);
    }

    // What is typed before the template of the list is there would be typed into another.
    private static async Task OpenListAsync(Person person)
    {
        await person.GoAsync("/print-templates");
        await person.Page.Test("print-of").SelectOptionAsync("list");
        await Assertions.Expect(person.Page.Test("print-body")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("list\\.total"));
    }

    private static async Task<PdfText> PrintedAsync(Person person)
    {
        await person.GoAsync("/cases");
        var address = await person.Page.Test("print").GetAttributeAsync("href");
        var answer = await person.Page.Context.APIRequest.GetAsync(new Uri(new Uri(person.Page.Url), address).ToString());
        return PdfText.Of(await answer.BodyAsync());
    }
}
