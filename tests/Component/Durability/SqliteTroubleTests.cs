using System.Net;
using LowCode.Host;
using LowCode.Tests.Benchmarks.Disks;
using LowCode.Tests.Component.Http;
using Microsoft.Data.Sqlite;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>A disk that is full, read-only or broken under the database file: clear words, nothing lost, on again by itself.</summary>
public sealed class SqliteTroubleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-disk-").FullName;

    [Theory]
    [InlineData("Full", "store.full", "存储空间已满", "no room left")]
    [InlineData("ReadOnly", "store.read-only", "只能读取", "can only be read")]
    [InlineData("FailsToWrite", "store.failing", "读写出错", "fails to read or write")]
    [InlineData("FailsToSync", "store.failing", "读写出错", "fails to read or write")]
    public async Task Disk_that_fails_is_told_and_work_goes_on_by_itself_when_it_is_mended(string mode, string code, string chinese, string english)
    {
        using var disk = new SimulatedDisk(_folder);
        await using var host = await TroubledHost.StartAsync(new HostSettings { DataFolder = _folder });
        Assert.Equal(HttpStatusCode.OK, (await host.HealthAsync()).Status);
        var late = await host.StartLateAsync();
        disk.Mode = Enum.Parse<DiskMode>(mode);

        var (refusal, operation, acknowledged) = await host.ReportUntilRefusedAsync("before");
        using (refusal)
        {
            var problem = await refusal.JsonAsync();
            Assert.Equal((HttpStatusCode.ServiceUnavailable, code), (refusal.StatusCode, (string)problem["title"]!));
            Assert.InRange(refusal.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            Assert.Contains(chinese, (string)problem["detail"]!, StringComparison.Ordinal);
        }

        var (status, health) = await host.HealthAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, code.Replace('.', '-')), (status, (string)health["status"]!));
        Assert.Contains(chinese, (await host.SignInPageAsync("zh-CN")).Text, StringComparison.Ordinal);
        Assert.Contains(english, (await host.SignInPageAsync("en")).Text, StringComparison.Ordinal);
        Assert.True(disk.Refused > 0);

        disk.Mode = DiskMode.Works;
        await host.UntilAsync(works: true);

        Assert.Equal(HttpStatusCode.OK, (await host.HealthAsync()).Status);
        await host.UntilFinishedAsync(late);
        using var again = await host.ReportAsync(operation, length: 450);
        using var repeat = await host.ReportAsync(operation, length: 450);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (again.StatusCode, repeat.StatusCode));
        Assert.Equal(1, await host.CountAsync(operation));
        Assert.DoesNotContain("store-notice", (await host.SignInPageAsync("en")).Text, StringComparison.Ordinal);
        foreach (var number in acknowledged)
        {
            Assert.True(await host.IsThereAsync(number), number);
        }
    }

    [Fact]
    public async Task File_that_another_program_holds_is_told_and_work_goes_on_by_itself_when_it_is_free()
    {
        await using var host = await TroubledHost.StartAsync(new HostSettings { DataFolder = _folder, BusyTimeout = 50 });
        var late = await host.StartLateAsync();
        await using var other = new SqliteConnection($"Data Source={Path.Combine(_folder, "lowcode.db")};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        string operation;
        await using (await other.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            (var refusal, operation, _) = await host.ReportUntilRefusedAsync("held", most: 1);
            using (refusal)
            {
                Assert.Equal((HttpStatusCode.ServiceUnavailable, "store.unreachable"), (refusal.StatusCode, (string)(await refusal.JsonAsync())["title"]!));
            }

            var (status, health) = await host.HealthAsync();
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "store-unreachable"), (status, (string)health["status"]!));
        }

        await host.UntilAsync(works: true);

        Assert.Equal(HttpStatusCode.OK, (await host.HealthAsync()).Status);
        await host.UntilFinishedAsync(late);
        using var again = await host.ReportAsync(operation, length: 450);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(1, await host.CountAsync(operation));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
