using LowCode.Tests.Databases;
using LowCode.Tests.EndToEnd.Running;
using LowCode.Tests.EndToEnd.Screens;
using Microsoft.Playwright;
using Xunit;

namespace LowCode.Tests.EndToEnd;

/// <summary>What could not be delivered, on the administrator's screen.</summary>
public sealed class TroublesTests(Product product)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Effect_that_is_buried_appears_is_tried_again_and_is_gone(int width)
    {
        await using var cluster = await PostgresCluster.StartFastAsync();
        await cluster.SqlAsync("CREATE DATABASE troubles");
        await using var host = new HostProcess(cluster.Connection("troubles"));
        await host.StartAsync();
        var grid = await Person.SignInAsync(product, "grid", width, host);
        var number = await grid.ReportAsync("停在原处的事件");
        var admin = await Person.SignInAsync(product, "admin", width, host);
        await admin.GoAsync("/troubles");
        await admin.Page.Test("letters-panel").WaitForAsync();
        Assert.Equal(0, await admin.Page.Test("troubles-count").CountAsync());

        // An effect with nine failed tries behind it, which fails once more: nobody waits here for the hours that they take.
        await cluster.SqlAsync(
            $$"""
            INSERT INTO outbox (tenant_id, outbox_id, instance_id, activity_execution_id, kind, payload, idempotency_key, created_at, available_at, attempts)
            SELECT tenant_id, 'failing', instance_id, 'e1', 'cancel-child', '{"instanceId":"nobody"}', 'failing', '2026-01-01T00:00:00.000Z',
              '2026-01-01T00:00:00.000Z', 9
            FROM work_case WHERE number = '{{number}}'
            """,
            "troubles");
        await AppearsAsync(admin);

        // The bar and the list look by themselves: it may have come between them.
        await admin.GoAsync("/troubles");

        await Assertions.Expect(admin.Page.Test("troubles-count")).ToHaveTextAsync("1");
        await admin.GoAsync($"/cases/{number}");
        await Assertions.Expect(admin.Page.Test("undelivered")).ToContainTextAsync("取消子流程");
        await admin.ShotAsync("undelivered-case");
        await admin.Page.Test("account").ClickAsync();
        await admin.ShotAsync("account");
        await admin.Page.Test("troubles").ClickAsync();
        await Assertions.Expect(admin.Page.Test("letter-row")).ToContainTextAsync(number);
        await Assertions.Expect(admin.Page.Locator("[data-test=account-menu]")).ToBeHiddenAsync();
        await Assertions.Expect(admin.Page.Test("letter-reason")).ToContainTextAsync("没有这个流程实例");
        await Assertions.Expect(admin.Page.Test("letter-row")).ToContainTextAsync("已尝试 10 次");
        await admin.ShotAsync("troubles");
        await admin.Page.Test("letter-open").ClickAsync();
        await admin.Page.Test("letter-payload").WaitForAsync();
        await admin.ShotAsync("letter");
        await admin.Page.Test("letter-close").ClickAsync();

        await admin.Page.Test("letter-retry").ClickAsync();
        await admin.Page.Test("comment").FillAsync("子流程已清理");
        await admin.ShotAsync("letter-retry");
        await admin.Page.Test("comment-confirm").ClickAsync();

        await admin.Page.Test("letter-row").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await Assertions.Expect(admin.Page.Test("troubles-count")).ToHaveCountAsync(0);
        await admin.GoAsync("/troubles?state=done");
        await Assertions.Expect(admin.Page.Test("letter-row")).ToContainTextAsync("子流程已清理");
        await admin.ShotAsync("letters-done");
        await admin.GoAsync($"/cases/{number}");
        await admin.Page.Test("process").First.WaitForAsync();
        Assert.Equal(0, await admin.Page.Test("undelivered").CountAsync());
    }

    /// <summary>The server takes it up within a second; the page is opened until it is there.</summary>
    private static async Task AppearsAsync(Person admin)
    {
        var deadline = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(2);
        do
        {
            Assert.True(TimeProvider.System.GetUtcNow() < deadline, "Expected the buried effect on the page, but it did not come.");
            await admin.GoAsync("/troubles");
            await admin.Page.Locator("[data-test=letters-panel] [data-test=letter-row], [data-test=letters-panel] [data-test=notice]").First.WaitForAsync();
        }
        while (await admin.Page.Test("letter-row").CountAsync() == 0);
    }
}
