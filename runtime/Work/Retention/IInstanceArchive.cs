using LowCode.Definitions;

namespace LowCode.Work.Retention;

/// <summary>Port: where finished instances go before their rows do.</summary>
public interface IInstanceArchive
{
    /// <summary>It is on the disk when it returns. The same instances again write the same.</summary>
    Task WriteAsync(TenantId tenant, IReadOnlyList<FinishedInstance> instances, CancellationToken cancellation);
}
