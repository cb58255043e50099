using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Tests.EndToEnd.Running;
using LowCode.Tests.EndToEnd.Screens;
using Microsoft.Playwright;
using Xunit;

namespace LowCode.Tests.EndToEnd;

/// <summary>
/// A form that is filled over a reload, on two browsers and over a publication, then submitted; what is sensitive in it is masked for the next
/// person, who looks at it for a reason.
/// </summary>
public sealed class FormDraftTests(Product product) : IAsyncLifetime
{
    private readonly HostProcess _host = new();

    public async ValueTask InitializeAsync()
    {
        await _host.StartAsync();
        await _host.CommandAsync("install-template", "site-inspection", "demo");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(1280, 390)]
    [InlineData(390, 1280)]
    public async Task Draft_outlives_a_reload_another_browser_and_a_publication_and_its_masked_field_is_revealed(int width, int other)
    {
        var grid = await Person.SignInAsync(product, "grid", width, _host);
        await OpenAsync(grid);
        await grid.FillAsync("visitTitle", "望澜路小吃店卫生检查");
        await grid.Page.Test("field-visitTitle").BlurAsync();
        await KeptAsync(grid);
        var revision = await grid.Page.Test("draft-status").GetAttributeAsync("data-revision");
        await grid.FillAsync("ownerPhone", "138 0013 8000");
        await grid.Page.Test("field-ownerPhone").BlurAsync();
        await Assertions.Expect(grid.Page.Locator($"[data-test=draft-status][data-revision]:not([data-revision='{revision}'])")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await grid.Page.ReloadAsync();
        await grid.Page.InteractiveAsync();
        await Assertions.Expect(grid.Page.Test("draft-mark")).ToBeVisibleAsync();
        await grid.ShotAsync("draft-choice");
        await OpenAsync(grid, isThere: true);
        await Assertions.Expect(grid.Page.Test("draft-restored")).ToBeVisibleAsync();
        await Assertions.Expect(grid.Page.Test("field-visitTitle")).ToHaveValueAsync("望澜路小吃店卫生检查");
        await Assertions.Expect(grid.Page.Test("field-ownerPhone")).ToHaveValueAsync("13800138000");

        await WriteOnTwoAsync(grid, other);
        await UpgradeAsync(grid);

        await grid.FillAsync("visitTitle", "望澜检查");
        await grid.Page.Test("page-p3").ClickAsync();
        await grid.FillAsync("findings", "后厨地面有油污。");
        await grid.Page.Test("field-result-pass").CheckAsync();
        await KeptAsync(grid);
        await grid.Page.Test("submit-report").ClickAsync();
        var number = (await grid.Page.Test("case-number").InnerTextAsync()).Trim();
        await grid.GoAsync("/report");
        await Assertions.Expect(grid.Page.Test("report-site-inspection")).ToBeVisibleAsync();
        await Assertions.Expect(grid.Page.Test("draft-mark")).ToHaveCountAsync(0);

        await RevealAsync(width, number);
    }

    private static async Task OpenAsync(Person grid, bool isThere = false)
    {
        if (!isThere)
        {
            await grid.GoAsync("/report");
        }

        await grid.Page.Test("report-site-inspection").ClickAsync();
        await grid.Page.Test("form").WaitForAsync();
    }

    private static Task KeptAsync(Person person) =>
        Assertions.Expect(person.Page.Test("draft-status")).ToHaveAttributeAsync("data-state", "kept", new() { Timeout = 20_000 });

    // What another device wrote is told, and can be taken; nothing typed here is set back by it.
    private async Task WriteOnTwoAsync(Person grid, int other)
    {
        var second = await Person.SignInAsync(product, "grid", other, _host);
        await OpenAsync(second);
        await Assertions.Expect(second.Page.Test("field-visitTitle")).ToHaveValueAsync("望澜路小吃店卫生检查");
        await second.FillAsync("tradeName", "澜味小吃店");
        await second.Page.Test("field-tradeName").BlurAsync();
        await KeptAsync(second);

        await grid.FillAsync("visitTitle", "望澜路小吃店复查");
        await Assertions.Expect(grid.Page.Test("draft-other")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(grid.Page.Test("field-visitTitle")).ToHaveValueAsync("望澜路小吃店复查");
        await grid.ShotAsync("draft-other");
        await grid.Page.Test("draft-take-other").ClickAsync();
        await Assertions.Expect(grid.Page.Test("field-tradeName")).ToHaveValueAsync("澜味小吃店");
        await Assertions.Expect(grid.Page.Test("field-visitTitle")).ToHaveValueAsync("望澜路小吃店卫生检查");
        await grid.Page.Test("draft-forget-other").ClickAsync();
        await Assertions.Expect(grid.Page.Test("draft-other")).ToHaveCountAsync(0);
    }

    private async Task UpgradeAsync(Person grid)
    {
        await PublishShorterAsync();
        await OpenAsync(grid);
        await Assertions.Expect(grid.Page.Test("draft-outdated")).ToBeVisibleAsync();
        await grid.Page.Test("draft-review").ClickAsync();
        await Assertions.Expect(grid.Page.Test("upgrade-affected")).ToContainTextAsync("望澜路小吃店卫生检查");
        await grid.ShotAsync("draft-upgrade");
        await grid.Page.Test("upgrade-confirm").ClickAsync();
        await Assertions.Expect(grid.Page.Test("draft-outdated")).ToHaveCountAsync(0);
        await Assertions.Expect(grid.Page.Test("field-tradeName")).ToHaveValueAsync("澜味小吃店");
        await grid.ShotAsync("draft-upgraded");
    }

    private async Task PublishShorterAsync()
    {
        using var http = new HttpClient { BaseAddress = _host.Address };
        using var signedIn = await http.PostAsJsonAsync("/api/sign-in", new { tenant = "demo", login = "admin", password = Product.DemoPassword }, TestContext.Current.CancellationToken);
        var token = (await signedIn.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!["accessToken"]!.GetValue<string>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var form = (await http.GetFromJsonAsync<JsonObject>("/api/artefacts/form/inspection", TestContext.Current.CancellationToken))!;
        form["fields"]!.AsArray().First(f => f!["key"]!.GetValue<string>() == "visitTitle")!["limits"] = new JsonObject { ["maxLength"] = 6 };
        var body = new JsonObject { ["artefacts"] = new JsonArray(new JsonObject { ["kind"] = "form", ["key"] = "inspection", ["content"] = form }), ["note"] = "shorter" };
        using var published = await http.PostAsJsonAsync("/api/releases", body, TestContext.Current.CancellationToken);
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task RevealAsync(int width, string number)
    {
        var acceptor = await Person.SignInAsync(product, "acceptor", width, _host);
        await acceptor.OpenTaskAsync(number, "review");
        await Assertions.Expect(acceptor.Page.Test("masked-ownerPhone")).ToContainTextAsync("138****8000");
        Assert.DoesNotContain("13800138000", await acceptor.Page.ContentAsync(), StringComparison.Ordinal);
        await acceptor.ShotAsync("masked");
        await acceptor.Page.Test("reveal-ownerPhone").ClickAsync();
        await acceptor.Page.Test("comment").FillAsync("电话核实现场情况");
        await acceptor.ShotAsync("reveal-reason");
        await acceptor.Page.Test("comment-confirm").ClickAsync();
        await Assertions.Expect(acceptor.Page.Test("reading-ownerPhone")).ToContainTextAsync("13800138000");

        await acceptor.GoAsync($"/cases/{number}");
        await Assertions.Expect(acceptor.Page.Test("masked-ownerPhone")).ToContainTextAsync("138****8000");
        await Assertions.Expect(acceptor.Page.Locator("[data-test=timeline-event][data-kind=revealed]")).ToContainTextAsync("电话核实现场情况");
        await acceptor.ShotAsync("revealed-in-history");

        var administrator = await Person.SignInAsync(product, "admin", width, _host);
        await administrator.GoAsync("/disclosures");
        var row = administrator.Page.Test("disclosure-row").Filter(new() { HasText = number });
        await Assertions.Expect(row).ToContainTextAsync("电话核实现场情况");
        await administrator.ShotAsync("disclosures");
    }
}
