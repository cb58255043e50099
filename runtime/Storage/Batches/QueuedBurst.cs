using LowCode.Work.Instances;

namespace LowCode.Storage.Batches;

/// <summary>A burst that waits for its batch, and whoever waits for its verdict.</summary>
internal sealed class QueuedBurst(BurstCommit burst)
{
    private readonly TaskCompletionSource<BurstVerdict> _verdict = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BurstCommit Burst => burst;

    public (string Tenant, string Instance) Key => (burst.Tenant.Value, burst.Instance.InstanceId.Value);

    public Task<BurstVerdict> Verdict => _verdict.Task;

    public void Answer(BurstVerdict verdict) => _verdict.TrySetResult(verdict);

    public void Fail(Exception failure) => _verdict.TrySetException(failure);
}
