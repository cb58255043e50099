using LowCode.Definitions;

namespace LowCode.Work.Nodes;

/// <summary>Something was committed by another node.</summary>
public abstract record NodeSignal
{
    private NodeSignal()
    {
    }

    /// <summary>There are rows in the outbox.</summary>
    public sealed record Effects : NodeSignal;

    /// <summary>A tenant has a new release.</summary>
    public sealed record Release(TenantId Tenant) : NodeSignal;

    /// <summary>An answer lies in the database for a request that waits somewhere.</summary>
    public sealed record Reply(string RequestId) : NodeSignal;

    /// <summary>Screens that show the case read it again.</summary>
    public sealed record Case(TenantId Tenant, string CaseId) : NodeSignal;
}
