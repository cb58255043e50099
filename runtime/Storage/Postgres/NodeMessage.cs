using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Engine.State;
using LowCode.Work.Nodes;

namespace LowCode.Storage.Postgres;

/// <summary>A signal as it travels: the node that sent it, its kind, its tenant, what it names, a line each.</summary>
internal sealed record NodeMessage(string Node, NodeSignal Signal)
{
    public static string Write(string node, NodeSignal signal) => signal switch
    {
        NodeSignal.Effects => $"{node}\neffects",
        NodeSignal.Release release => $"{node}\nrelease\n{release.Tenant}",
        NodeSignal.Reply reply => $"{node}\nreply\n{reply.RequestId}",
        NodeSignal.Moved moved => $"{node}\nmoved\n{moved.RequestId}\n{moved.Instance}\n{moved.Status}\n{moved.SubStatus}",
        NodeSignal.Access access => $"{node}\naccess\n{access.Tenant}",
        NodeSignal.Case changed => $"{node}\ncase\n{changed.Tenant}\n{changed.CaseId}",
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "Expected a known signal."),
    };

    /// <summary>Null: a newer version of the product sent something that this one does not know.</summary>
    public static NodeMessage? Read(string payload) => payload.Split('\n') switch
    {
        [var node, "effects"] => new NodeMessage(node, new NodeSignal.Effects()),
        [var node, "release", var tenant] => new NodeMessage(node, new NodeSignal.Release(new TenantId(tenant))),
        [var node, "reply", var requestId] => new NodeMessage(node, new NodeSignal.Reply(requestId)),
        [var node, "moved", var requestId, var instance, var status, var subStatus]
            when Enum.TryParse<InstanceStatus>(status, out var main) && Enum.TryParse<InstanceSubStatus>(subStatus, out var sub) =>
            new NodeMessage(node, new NodeSignal.Moved(requestId, new InstanceId(instance), main, sub)),
        [var node, "access", var tenant] => new NodeMessage(node, new NodeSignal.Access(new TenantId(tenant))),
        [var node, "case", var tenant, var caseId] => new NodeMessage(node, new NodeSignal.Case(new TenantId(tenant), caseId)),
        _ => null,
    };
}
