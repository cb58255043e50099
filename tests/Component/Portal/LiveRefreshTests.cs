using System.Globalization;
using LowCode.Definitions;
using LowCode.Portal.Live;
using LowCode.Work;
using LowCode.Work.Changes;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LowCode.Tests.Component.Portal;

public sealed class LiveRefreshTests
{
    private static readonly TenantId Tenant = new("demo");

    private readonly ChangeFeed _feed = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Many_changes_within_a_moment_are_read_once()
    {
        var reads = new SemaphoreSlim(0);
        await using var refresh = Listen(null, reads);

        for (var i = 0; i < 100; i++)
        {
            _feed.Publish(new CaseChanged(Tenant, $"case-{i}"));
        }

        await ReadAsync(reads);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(0, reads.CurrentCount);
    }

    [Fact]
    public async Task Changes_of_other_cases_and_other_tenants_are_not_read()
    {
        var reads = new SemaphoreSlim(0);
        await using var refresh = Listen("mine", reads);

        _feed.Publish(new CaseChanged(Tenant, "other"));
        _feed.Publish(new CaseChanged(new TenantId("elsewhere"), "mine"));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(0, reads.CurrentCount);

        _feed.Publish(new CaseChanged(Tenant, "mine"));
        await ReadAsync(reads);
    }

    [Fact]
    public async Task Reading_speaks_the_language_of_the_screen_whoever_caused_the_change()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var language = new TaskCompletionSource<string>();
        await using var refresh = new LiveRefresh(_feed, Tenant, null, _time, () =>
        {
            language.TrySetResult(CultureInfo.CurrentUICulture.Name);
            return Task.CompletedTask;
        });

        await Task.Run(() =>
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
            _feed.Publish(new CaseChanged(Tenant, "case"));
        }, TestContext.Current.CancellationToken);

        while (!language.Task.IsCompleted)
        {
            _time.Advance(LiveRefresh.Pause);
            await Task.Yield();
        }

        Assert.Equal("zh-CN", await language.Task);
    }

    [Fact]
    public async Task Screen_that_was_left_is_not_read_any_more()
    {
        var reads = new SemaphoreSlim(0);
        var refresh = Listen(null, reads);
        await refresh.DisposeAsync();

        _feed.Publish(new CaseChanged(Tenant, "case"));
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(0, reads.CurrentCount);
    }

    private LiveRefresh Listen(string? caseId, SemaphoreSlim reads) => new(_feed, Tenant, caseId, _time, () =>
    {
        reads.Release();
        return Task.CompletedTask;
    });

    /// <summary>Lets time pass until the one reading has come.</summary>
    private async Task ReadAsync(SemaphoreSlim reads)
    {
        while (!await reads.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken))
        {
            _time.Advance(LiveRefresh.Pause);
            await Task.Yield();
        }
    }
}
