using LowCode.Storage.Postgres;
using LowCode.Tests.Contract.Instances;
using LowCode.Work.Nodes;
using Xunit;

namespace LowCode.Tests.Contract.Postgres;

/// <summary>Two nodes on one database.</summary>
public sealed class PostgresChannelTests : IAsyncLifetime
{
    private static readonly NodeSignal _release = new NodeSignal.Release(Burst.Tenant);

    private readonly TaskCompletionSource<NodeSignal> _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PostgresTestStore _here = null!;
    private PostgresTestStore _there = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _here = await PostgresTestStore.CreateAsync();
        _there = _here.SameDatabase();
    }

    [Fact]
    public async Task Signal_of_one_node_is_heard_by_another()
    {
        using var listening = _there.Get<INodeChannel>().Listen(signal => _heard.TrySetResult(signal));
        await Channel.Connected.WaitAsync(Cancellation);

        _here.Get<INodeChannel>().Tell(_release);

        Assert.Equal(_release, await _heard.Task.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task Node_that_lost_its_connection_listens_again()
    {
        using var listening = _there.Get<INodeChannel>().Listen(signal => _heard.TrySetResult(signal));
        await Channel.Connected.WaitAsync(Cancellation);
        var before = Channel.Connected;

        _here.Scalar("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'lowcode listener'");
        while (ReferenceEquals(before, Channel.Connected))
        {
            await Task.Yield();
        }

        await Channel.Connected.WaitAsync(Cancellation);
        _here.Get<INodeChannel>().Tell(_release);

        Assert.Equal(_release, await _heard.Task.WaitAsync(Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("node\nfrom-a-newer-version\none")]
    public void Message_that_is_not_known_says_nothing(string payload) => Assert.Null(NodeMessage.Read(payload));

    public async ValueTask DisposeAsync()
    {
        await _there.DisposeAsync();
        await _here.DisposeAsync();
    }

    private PostgresChannel Channel => (PostgresChannel)_there.Get<INodeChannel>();
}
