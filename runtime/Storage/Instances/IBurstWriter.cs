using LowCode.Work.Instances;

namespace LowCode.Storage.Instances;

/// <summary>How a database writes bursts. The verdict arrives when they are on the disk.</summary>
internal interface IBurstWriter
{
    Task<BurstVerdict> CommitAsync(BurstCommit burst, CancellationToken cancellation);
}
