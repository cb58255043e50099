using Bunit;
using LowCode.Portal.Access;
using LowCode.Work.Access;
using LowCode.Work.Calls;
using LowCode.Work.People;
using Xunit;

namespace LowCode.Tests.Component.Portal;

public sealed class AccessPageTests
{
    [Fact]
    public async Task Administrator_gives_a_key_sees_it_once_and_revokes_it()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var page = await screen.ShowAsync<AccessPage>(screen.Administrator, "/access");

        page.Find("[data-test=key-name]").Change("采集程序");
        page.Find("[data-test=scope-read-cases]").Change(true);
        page.Find("[data-test=key-form]").Submit();
        var text = page.WaitForElement("[data-test=key-text]").TextContent;
        page.WaitForElement("[data-test=key-revoke]").Click();
        screen.Dialogs.WaitForElement(".mud-message-box__yes-button").Click();

        page.WaitForElement("[data-test=key-revoked]");
        Assert.Contains("采集程序", page.Find("[data-test=key-row]").TextContent, StringComparison.Ordinal);
        Assert.Null(await screen.Get<CheckApiKey>().HandleAsync(text, PortalScreen.Cancellation));
        var again = await screen.ShowAsync<AccessPage>(screen.Administrator, "/access");
        again.WaitForElement("[data-test=key-row]");
        Assert.DoesNotContain(text, again.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_without_a_scope_is_refused_with_what_is_missing()
    {
        await using var screen = await PortalScreen.OpenAsync("en");
        var page = await screen.ShowAsync<AccessPage>(screen.Administrator, "/access");

        page.Find("[data-test=key-name]").Change("collector");
        page.Find("[data-test=key-form]").Submit();

        Assert.Contains("at least one scope", page.WaitForElement("[data-test=key-problem]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_is_allowed_and_withdrawn()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var page = await screen.ShowAsync<AccessPage>(screen.Administrator, "/access");

        page.Find("[data-test=host-name]").Change("Intranet:8080");
        page.Find("[data-test=host-form]").Submit();
        Assert.Contains("intranet:8080", page.WaitForElement("[data-test=host-row]").TextContent, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Find("[data-test=host-withdraw]").Click());

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-test=host-row]")));
        Assert.Empty(await screen.Get<IOutboundHosts>().AllAsync(screen.Administrator.Tenant, PortalScreen.Cancellation));
    }

    [Fact]
    public async Task Others_see_nothing_of_it()
    {
        await using var screen = await PortalScreen.OpenAsync();

        var page = await screen.ShowAsync<AccessPage>(screen.Acceptor, "/access");

        Assert.Empty(page.FindAll("[data-test=keys-panel]"));
        Assert.Contains("只有管理员", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_scope_has_its_words()
    {
        await using var screen = await PortalScreen.OpenAsync();

        Assert.Equal(Scope.All.Count, Scope.All.Select(ScopeTexts.Of).Distinct().Count());
    }
}
