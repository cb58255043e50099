using Xunit;

namespace LowCode.Tests.Contract;

/// <summary>Tests of a port that hold for every database. A fresh store a test.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    protected TestStore Store { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => Store = await CreateStoreAsync();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<TestStore> CreateStoreAsync();
}
