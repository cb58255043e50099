using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Engine.State;

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

    /// <summary>An instance owes a request an answer that it will not give by itself.</summary>
    public sealed record Moved(string RequestId, InstanceId Instance, InstanceStatus Status, InstanceSubStatus SubStatus) : NodeSignal;

    /// <summary>Keys of programs, or the hosts that processes may call, are others now.</summary>
    public sealed record Access(TenantId Tenant) : NodeSignal;

    /// <summary>Screens that show the case read it again.</summary>
    public sealed record Case(TenantId Tenant, string CaseId) : NodeSignal;
}
