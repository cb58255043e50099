using System.Text;
using LowCode.Tests.EndToEnd.Running;
using LowCode.Tests.EndToEnd.Screens;
using Microsoft.Playwright;
using Xunit;

namespace LowCode.Tests.EndToEnd;

/// <summary>The pages of rules with the customs template, as an administrator and others use them.</summary>
public sealed class RulePageTests(Product product)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Administrator_finds_a_rule_tries_a_draft_and_brings_in_a_list(int width)
    {
        await using var host = await CustomsAsync();
        var admin = await Person.SignInAsync(product, "admin", width, host);
        var page = admin.Page;

        await admin.GoAsync("/rules");
        await Assertions.Expect(page.Test("rule-set")).ToHaveCountAsync(4);
        await FitsAsync(admin, "rules");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "安全准入" }).ClickAsync();
        await page.Test("rule-search").FillAsync("固体废物");
        await page.Test("rule-search").PressAsync("Enter");
        await Assertions.Expect(page.Test("rule").First).ToContainTextAsync("进口固体废物税号");
        await FitsAsync(admin, "rule-set");

        var list = page.Test("rule-lists").Locator("tr", new LocatorLocatorOptions { HasText = "watched-firms" });
        await ImportAsync(list, "no_such_column\n1\n");
        await Assertions.Expect(page.Test("sheet-problems")).ToBeVisibleAsync();
        var exported = await (await page.APIRequest.GetAsync(await list.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "CSV" }).GetAttributeAsync("href") ?? "")).TextAsync();
        await ImportAsync(list, exported.TrimEnd() + "\n91310000MA1K35X01A\n");
        await Assertions.Expect(page.Test("sheet-done")).ToBeVisibleAsync();

        await admin.GoAsync("/rules/admission/AD001");
        await Assertions.Expect(page.Test("rule-basis")).ToContainTextAsync("固体废物污染环境防治法");
        await page.Test("replay-run").ClickAsync();
        await Assertions.Expect(page.Test("replay-summary")).ToBeVisibleAsync();
        await FitsAsync(admin, "rule");
        await page.Test("replay-draft").FillAsync("{\"id\": ");
        await page.Test("replay-run").ClickAsync();
        await Assertions.Expect(page.Test("replay-problems")).ToBeVisibleAsync();
        await Assertions.Expect(page.Test("replay-summary")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Others_read_a_rule_and_change_nothing()
    {
        await using var host = await CustomsAsync();
        var targeter = await Person.SignInAsync(product, "targeter", 1280, host);

        await targeter.GoAsync("/rules/admission/AD001");

        await Assertions.Expect(targeter.Page.Locator("pre")).ToContainTextAsync("3915");
        await Assertions.Expect(targeter.Page.Test("replay")).ToHaveCountAsync(0);
        await targeter.GoAsync("/rules/admission");
        await Assertions.Expect(targeter.Page.Test("sheet-import")).ToHaveCountAsync(0);

        // Whoever the set does not name sees neither it nor a way to it.
        var receiver = await Person.SignInAsync(product, "receiver", 1280, host);
        await receiver.GoAsync("/rules/admission/AD001");
        await Assertions.Expect(receiver.Page.Locator("main")).ToContainTextAsync("指定的角色");
        await Assertions.Expect(receiver.Page.Locator("pre")).ToHaveCountAsync(0);
        await Assertions.Expect(receiver.Page.Test("nav-rules")).ToHaveCountAsync(0);
    }

    private static async Task<HostProcess> CustomsAsync()
    {
        var host = new HostProcess();
        await host.StartAsync();
        await host.CommandAsync("install-template", "customs-rules", "demo", "--demo-people");
        return host;
    }

    private static async Task FitsAsync(Person person, string what)
    {
        await person.ShotAsync(what);
        var wider = await person.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(wider <= 0, $"{what} is {wider} px wider than the screen");
    }

    private static Task ImportAsync(ILocator row, string csv) => row.Locator("input[type=file]").SetInputFilesAsync(
        new FilePayload { Name = "list.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });
}
