using LowCode.Tests.EndToEnd.Running;
using Microsoft.Playwright;

namespace LowCode.Tests.EndToEnd.Screens;

/// <summary>Somebody at a browser of their own: what people do, in the words of the screens.</summary>
internal sealed class Person(IPage page, string name)
{
    private int _shots;

    public IPage Page => page;

    /// <param name="host">Other than the one for all tests.</param>
    public static async Task<Person> SignInAsync(Product product, string login, int width, HostProcess? host = null)
    {
        var page = await product.OpenPageAsync(width, host);
        await page.GotoAsync("/sign-in");
        await page.Test("sign-in-tenant").FillAsync("demo");
        await page.Test("sign-in-login").FillAsync(login);
        await page.Test("sign-in-password").FillAsync(Product.DemoPassword);
        await page.Test("sign-in-submit").ClickAsync();
        await page.InteractiveAsync();

        // The home page leads on to the inbox, over which no menu stays open.
        await page.WaitForURLAsync("**/tasks");
        return new Person(page, $"{width}-{login}");
    }

    public static async Task<Person> PublicAsync(Product product, int width) => new(await product.OpenPageAsync(width), $"{width}-public");

    public async Task GoAsync(string path)
    {
        await page.GotoAsync(path);
        await page.InteractiveAsync();
    }

    /// <summary>Fills the start form of the signed-in and gives the new case's number.</summary>
    public async Task<string> ReportAsync(string title)
    {
        await GoAsync("/report");
        await FillAsync("title", title);
        return await FinishReportAsync();
    }

    /// <summary>Fills the rest of the start form, of which the title is there, and gives the new case's number.</summary>
    public async Task<string> FinishReportAsync()
    {
        await FillAsync("description", "路面破损约两平方米，影响通行。");
        await ChooseCodeAsync("classCode", "井盖");
        await FillAsync("address", "望澜路 18 号门前");
        await page.Test("field-channel-grid").CheckAsync();
        await ShotAsync("report");
        await page.Test("submit-report").ClickAsync();
        return await NumberAsync();
    }

    /// <summary>Fills the form of the public and gives the new case's number.</summary>
    public async Task<string> ReportAsPublicAsync(string title, string phone)
    {
        await GoAsync("/public/demo/report");
        await FillAsync("title", title);
        await FillAsync("description", "小区门口垃圾堆放三天无人清理。");
        await FillAsync("address", "云岭大道 6 号");
        await FillAsync("reporterName", "张女士");
        await FillAsync("reporterPhone", phone);
        await ShotAsync("report");
        await page.Test("submit-report").ClickAsync();
        return await NumberAsync();
    }

    public async Task OpenTaskAsync(string number, string step)
    {
        await GoAsync("/tasks");
        await page.Test("search").FillAsync(number);
        await page.WaitForURLAsync($"**/tasks?*{number}*");
        await page.Locator($"[data-test=task-row][data-number='{number}'][data-step='{step}'] a").ClickAsync();
        await page.Test("form").WaitForAsync();
    }

    public Task FillAsync(string field, string text) => page.Test($"field-{field}").FillAsync(text);

    public async Task ChooseCodeAsync(string field, string search)
    {
        await page.Test($"field-{field}").ClickAsync();
        await page.Test("chooser-search").FillAsync(search);
        await page.Test("chooser-found").Locator("button").First.ClickAsync();
        await page.Test("chooser-search").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
    }

    /// <summary>Chooses an outcome, gives the reason where one is asked for, and waits until the inbox is back.</summary>
    public async Task CompleteAsync(string outcome, string? comment = null)
    {
        await ShotAsync($"before-{outcome}");
        await page.Test($"outcome-{outcome}").ClickAsync();
        if (comment is not null)
        {
            await page.Test("comment").FillAsync(comment);
            await page.Test("comment-confirm").ClickAsync();
        }

        await page.WaitForURLAsync("**/tasks");
    }

    /// <summary>Keeps what the screen shows now, whole page, for people to look at.</summary>
    public async Task ShotAsync(string what)
    {
        await page.EvaluateAsync("window.scrollTo(0, 0)");
        await page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(Places.Screenshots, $"{name}-{++_shots:00}-{what}.png"),
            FullPage = true,
        });
    }

    private async Task<string> NumberAsync() => (await page.Test("case-number").InnerTextAsync()).Trim();
}
