using LowCode.Tests.Benchmarks.Http;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>A request meets the old release or the new one, never neither and never both. <c>./bench publish-load</c> does it 200 times.</summary>
[Collection<HostCollection>]
public sealed class PublishUnderRequestsTests(RunningHost host)
{
    [Fact]
    public async Task Requests_meet_one_version_while_twenty_are_published()
    {
        using var client = host.Browser();

        var found = await new PublishUnderLoad((_, process) => host.PublishAsync(process), client)
            .RunAsync(rounds: 20, requestsPerSecond: 0, TestContext.Current.CancellationToken);

        Assert.Equal((0, 0, 0), (found.NotFound, found.Failed, found.Mixed));
        Assert.Equal("21-21", found.Last);
        Assert.True(found.Requests >= 160, $"Expected at least eight requests a version, but there were {found.Requests} in all");
    }
}
