using LowCode.Tests.EndToEnd.Running;
using LowCode.Tests.EndToEnd.Screens;
using Microsoft.Playwright;
using Xunit;

namespace LowCode.Tests.EndToEnd;

/// <summary>Every page in both languages, at a desk and on a phone: nothing broken in the browser, nothing to scroll sideways for.</summary>
public sealed class PageTests(Product product)
{
    [Theory]
    [InlineData(1280, "zh-CN")]
    [InlineData(390, "zh-CN")]
    [InlineData(1280, "en")]
    [InlineData(390, "en")]
    public async Task Pages_fit_the_screen_and_break_nothing(int width, string language)
    {
        var person = await Person.SignInAsync(product, "admin", width);
        var broken = new List<string>();
        person.Page.Console += (_, message) => Note(broken, message);
        person.Page.PageError += (_, error) => broken.Add(error);
        await person.Page.GotoAsync($"/language/{language}?returnUrl=/tasks");
        await person.Page.InteractiveAsync();
        var number = await person.Page.Test("task-row").First.GetAttributeAsync("data-number");

        foreach (var path in new[] { "/tasks", "/tasks/done", "/report", "/cases", $"/cases/{number}", "/statistics", "/rules", "/expressions", "/access", "/disclosures", "/public/demo/report", "/public/demo/lookup" })
        {
            await person.GoAsync(path);
            await Assertions.Expect(person.Page.Locator("[data-test=loading]")).ToHaveCountAsync(0);
            await person.ShotAsync($"{language}-{path.Trim('/').Replace('/', '-')}");
            var wider = await person.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(wider <= 0, $"{path} is {wider} px wider than a screen of {width}");
            Assert.Equal(language, await person.Page.GetAttributeAsync("html", "lang"));
        }

        Assert.Empty(broken);
    }

    [Fact]
    public async Task Person_who_signs_out_is_asked_to_sign_in_again()
    {
        var person = await Person.SignInAsync(product, "grid", 1280);
        await person.Page.Test("account").ClickAsync();
        await person.Page.Test("sign-out").ClickAsync();
        await Assertions.Expect(person.Page.Test("sign-in-submit")).ToBeVisibleAsync();

        await person.Page.GotoAsync("/cases");

        Assert.Contains("/sign-in?returnUrl=", person.Page.Url, StringComparison.Ordinal);
        await person.ShotAsync("sign-in");
    }

    [Fact]
    public async Task Wrong_password_is_refused_without_saying_what_was_wrong()
    {
        var page = await product.OpenPageAsync(390);
        await page.GotoAsync("/sign-in");
        await page.Test("sign-in-tenant").FillAsync("demo");
        await page.Test("sign-in-login").FillAsync("grid");
        await page.Test("sign-in-password").FillAsync("not-the-password");
        await page.Test("sign-in-submit").ClickAsync();

        await page.Test("sign-in-error").WaitForAsync();
        Assert.Equal("grid", await page.Test("sign-in-login").InputValueAsync());
    }

    private static void Note(List<string> broken, IConsoleMessage message)
    {
        if (message.Type is "error")
        {
            broken.Add(message.Text);
        }
    }
}
