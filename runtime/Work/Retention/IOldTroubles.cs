using LowCode.Definitions;

namespace LowCode.Work.Retention;

/// <summary>Port: what went wrong long ago, apart from instances.</summary>
public interface IOldTroubles
{
    /// <summary>Removes dead letters that are older than a time, quarantines that were released and alterations that were done before it; answers how many, each at most the limit.</summary>
    Task<int> RemoveAsync(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation);
}
