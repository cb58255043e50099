using System.Text;
using LowCode.Tests.EndToEnd.Running;
using LowCode.Tests.EndToEnd.Screens;
using Microsoft.Playwright;
using Xunit;

namespace LowCode.Tests.EndToEnd;

/// <summary>The pages of dictionaries as an administrator uses them, at a desk and on a phone.</summary>
public sealed class DictionaryPageTests(Product product)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Administrator_walks_the_tree_changes_a_code_brings_in_a_file_and_publishes(int width)
    {
        await using var host = new HostProcess();
        await host.StartAsync();
        await host.CommandAsync("install-template", "event-dispatch", "demo", "--demo-people");
        var admin = await Person.SignInAsync(product, "admin", width, host);
        var page = admin.Page;

        await admin.GoAsync("/dictionaries");
        await Assertions.Expect(page.Test("dictionary-row")).ToHaveCountAsync(3);
        await FitsAsync(admin, "dictionaries");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "事件与部件分类", Exact = true }).ClickAsync();

        // The groups come from the national standard, the classes from the agency, some in place of the standard's.
        await Assertions.Expect(page.Test("code-E-06").Test("mark-layer")).ToHaveTextAsync("国家");
        await page.Test("open-E-06").ClickAsync();
        await Assertions.Expect(page.Test("code-E13-01-10").Test("mark-over")).ToHaveTextAsync("覆盖国家");
        await Assertions.Expect(page.Test("code-E13-01-10")).ToContainTextAsync("环境卫生");
        await FitsAsync(admin, "dictionary-tree");

        await page.Test("search").FillAsync("垃圾");
        await Assertions.Expect(page.Test("codes-found").Test("code-E13-01-10")).ToContainTextAsync("市容环境 / 暴露垃圾");
        await FitsAsync(admin, "dictionary-search");

        // A code ends at the end of the year; that stands in the draft until it is published.
        await page.Test("edit-E13-01-10").ClickAsync();
        await Assertions.Expect(page.Test("entry-layers")).ToContainTextAsync("事件与部件分类（国家标准）");
        await FitsAsync(admin, "dictionary-entry");
        await page.Test("entry-limitHours").FillAsync("abc");
        await page.Test("entry-save").ClickAsync();
        await Assertions.Expect(page.Test("entry-problem")).ToBeVisibleAsync();
        await page.Test("entry-limitHours").FillAsync("6");
        await page.Test("entry-retired").CheckAsync();
        await page.Test("entry-save").ClickAsync();
        await Assertions.Expect(page.Test("dictionary-draft")).ToBeVisibleAsync();
        await page.Test("search").FillAsync("");
        await Assertions.Expect(page.Test("open-E-06")).ToBeVisibleAsync();
        await page.Test("dictionary-ended").ClickAsync();
        await page.WaitForURLAsync("**ended=true**");
        await page.Test("open-E-06").ClickAsync();
        await Assertions.Expect(page.Test("code-E13-01-10").Test("mark-retired")).ToBeVisibleAsync();
        await Assertions.Expect(page.Test("code-E13-01-10").Test("mark-change")).ToHaveTextAsync("已改");
        await FitsAsync(admin, "dictionary-draft");

        await ImportAsync(page, "代码,名称,上级代码\nE-01-901,,E-77\n");
        await Assertions.Expect(page.Test("sheet-problems")).ToContainTextAsync("第 2 行 C 列");
        await FitsAsync(admin, "dictionary-mistakes");
        var file = await (await page.APIRequest.GetAsync(await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "CSV" }).GetAttributeAsync("href") ?? "")).TextAsync();
        await ImportAsync(page, file.TrimEnd() + "\r\nE-06-999,共享单车乱停,Shared bikes,E-06,,2026-01-01,,,,CGJ,12\r\n");
        await Assertions.Expect(page.Test("sheet-done")).ToContainTextAsync("已读入 95 条");
        await Assertions.Expect(page.Test("code-E-06-999")).ToHaveCountAsync(0);
        await page.Test("open-E-06").ClickAsync();
        await Assertions.Expect(page.Test("code-E-06-999").Test("mark-change")).ToHaveTextAsync("新增");

        await page.Test("dictionary-publish").ClickAsync();
        await Assertions.Expect(page.Test("dictionary-done")).ToBeVisibleAsync();
        await Assertions.Expect(page.Test("dictionary-draft")).ToHaveCountAsync(0);
        await FitsAsync(admin, "dictionary-published");

        // The form offers the new code and not the retired one any more.
        var grid = await Person.SignInAsync(product, "grid", width, host);
        await grid.GoAsync("/report");
        await grid.Page.Test("field-classCode").ClickAsync();
        await grid.Page.Test("chooser-search").FillAsync("垃圾");
        await Assertions.Expect(grid.Page.Test("chooser-item-E13-01-11")).ToBeVisibleAsync();
        await Assertions.Expect(grid.Page.Test("chooser-item-E13-01-10")).ToHaveCountAsync(0);
        await grid.Page.Test("chooser-search").FillAsync("共享单车");
        await grid.Page.Test("chooser-item-E-06-999").ClickAsync();
        await Assertions.Expect(grid.Page.Test("field-classCode")).ToContainTextAsync("市容环境 / 共享单车乱停");
    }

    private static async Task FitsAsync(Person person, string what)
    {
        await person.ShotAsync(what);
        var wider = await person.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(wider <= 0, $"{what} is {wider} px wider than the screen");
    }

    private static Task ImportAsync(IPage page, string csv) => page.Locator("input[type=file]").SetInputFilesAsync(
        new FilePayload { Name = "codes.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });
}
