using Bunit;
using LowCode.Portal.Public;
using LowCode.Portal.Session;
using Xunit;

namespace LowCode.Tests.Component.Portal;

public sealed class PublicPageTests
{
    [Fact]
    public async Task Public_reports_and_gets_a_number()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var page = screen.ShowPublic<PublicReportPage>("/public/demo/report", p => p.Add(r => r.TenantCode, "demo"));
        page.WaitForElement("[data-test=field-title]").Change("垃圾堆放");
        page.Find("[data-test=field-description]").Change("三天无人清理");
        page.Find("[data-test=field-address]").Change("云岭大道 6 号");
        page.Find("[data-test=field-reporterName]").Change("张女士");
        page.Find("[data-test=field-reporterPhone]").Change("13800138000");

        page.Find("[data-test=submit-report]").Click();

        Assert.Equal("SJ202611240001", page.WaitForElement("[data-test=case-number]").TextContent);
        Assert.Equal("/public/demo/lookup?number=SJ202611240001", page.Find("[data-test=to-lookup]").GetAttribute("href"));
    }

    [Fact]
    public async Task Public_sees_its_case_by_number_and_phone_only()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var opened = await screen.ReportAsync();
        var page = screen.ShowPublic<PublicLookupPage>($"/public/demo/lookup?number={opened.Number}", p => p.Add(l => l.TenantCode, "demo"));
        var phone = page.WaitForElement("[data-test=lookup-phone]");
        Assert.Equal(opened.Number, page.Find("[data-test=lookup-number]").GetAttribute("value"));

        phone.Change("13900000000");
        page.Find("[data-test=lookup-submit]").Click();
        page.WaitForElement("[data-test=lookup-rejection]");
        Assert.Empty(page.FindAll("[data-test=lookup-result]"));

        page.Find("[data-test=lookup-phone]").Change("13800000000");
        page.Find("[data-test=lookup-submit]").Click();
        Assert.Contains("待受理", page.WaitForElement("[data-test=lookup-result]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("张三", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_look_ups_are_refused()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var page = screen.ShowPublic<PublicLookupPage>("/public/demo/lookup", p => p.Add(l => l.TenantCode, "demo"));
        page.WaitForElement("[data-test=lookup-number]").Change("SJ1");
        page.Find("[data-test=lookup-phone]").Change("13900000000");

        for (var i = 0; i < PublicLimiter.PerMinute; i++)
        {
            page.Find("[data-test=lookup-submit]").Click();
            page.WaitForElement("[data-test=lookup-rejection]");
        }

        page.Find("[data-test=lookup-submit]").Click();

        page.WaitForAssertion(() => Assert.Contains("操作过于频繁", page.Find("[data-test=lookup-rejection]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unknown_tenant_is_said_to_be_missing()
    {
        await using var screen = await PortalScreen.OpenAsync();

        var page = screen.ShowPublic<PublicReportPage>("/public/nobody/report", p => p.Add(r => r.TenantCode, "nobody"));

        page.WaitForAssertion(() => Assert.Contains("没有找到这个单位", page.Markup, StringComparison.Ordinal));
    }
}
