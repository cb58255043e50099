using System.Globalization;
using LowCode.Host;
using LowCode.Host.Demo;
using LowCode.Work;
using LowCode.Work.Cases;
using LowCode.Work.Changes;
using LowCode.Work.Samples;
using LowCode.Work.Statistics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Demo;

/// <summary>A first start may be interrupted anywhere; the next one ends as if it had not been.</summary>
public sealed class DemoTenantTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-demo-").FullName;

    public DemoTenantTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(60)]
    [InlineData(500)]
    public async Task Interrupted_installation_is_completed_by_the_next_one_and_then_left_alone(int changes)
    {
        await InterruptAsync(changes);
        await using var app = Start();
        var demo = app.Services.GetRequiredService<DemoTenant>();

        await demo.InstallAsync(Cancellation);

        var cases = await CasesAsync(app);
        Assert.Equal(DemoTenant.SampleCount, cases.Total);
        Assert.All(cases.Rows, row => Assert.Contains(LoadSamples.Flag, row.Flags));
        var figures = await FiguresAsync(app);
        Assert.Equal(DemoTenant.SampleCount, figures.Total);
        Assert.NotInRange(figures.Open, 0, 10);
        Assert.NotInRange(figures.Rejected, 0, 3);

        await demo.InstallAsync(Cancellation);

        Assert.Equal(cases.Rows.Select(r => (r.Number, r.Status)), (await CasesAsync(app)).Rows.Select(r => (r.Number, r.Status)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task InterruptAsync(int changes)
    {
        await using var app = Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var left = changes;
        using var listening = app.Services.GetRequiredService<ChangeFeed>().Listen(DemoTenant.Id, _ =>
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                stop.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => app.Services.GetRequiredService<DemoTenant>().InstallAsync(stop.Token));
    }

    private WebApplication Start() => WebHost.Create(new HostSettings { DataFolder = _folder }, builder => builder.WebHost.UseTestServer());

    private static async Task<Page<CaseRow>> CasesAsync(WebApplication app)
    {
        var found = await app.Services.GetRequiredService<ICaseQueries>().SearchAsync(
            DemoTenant.Id, new CaseSearch(Sort: CaseSort.Number), null, new PageRequest(0, 200), TimeProvider.System.GetUtcNow(), Cancellation);
        return new([.. found.Rows.Select(r => r.Row)], found.Total);
    }

    private static Task<CaseStatistics> FiguresAsync(WebApplication app) =>
        app.Services.GetRequiredService<IStatisticsQueries>().ReadAsync(
            DemoTenant.Id, new StatisticsPeriod(null, null), TimeZoneInfo.Utc, TimeProvider.System.GetUtcNow(), Cancellation);
}
