using LowCode.Definitions;
using LowCode.Work.Nodes;
using LowCode.Work.People;

namespace LowCode.Work.Calls;

/// <summary>
/// An administrator says which hosts inside the network processes may call. Public addresses need no permission; private, loopback and
/// metadata addresses are refused without one.
/// </summary>
public sealed class AllowHost(IOutboundHosts store, AllowedHosts allowed, INodeChannel nodes, TimeProvider time)
{
    public async Task<Result<OutboundHost>> HandleAsync(Actor actor, string? host, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("access.forbidden");
        }

        if (HostName.TryParse(host) is not { } name)
        {
            return Rejections.Invalid("outbound-host.no-host", host);
        }

        var added = new OutboundHost(name, time.GetUtcNow(), actor.Login);
        await store.AddAsync(actor.Tenant, added, cancellation);
        Tell(actor.Tenant);
        return (await store.AllAsync(actor.Tenant, cancellation)).FirstOrDefault(h => h.Host == name) ?? added;
    }

    public async Task<Result<IReadOnlyList<OutboundHost>>> AllAsync(Actor actor, CancellationToken cancellation) =>
        actor.IsAdministrator
            ? Result<IReadOnlyList<OutboundHost>>.Of(await store.AllAsync(actor.Tenant, cancellation))
            : Rejections.Forbidden("access.forbidden");

    /// <summary>Takes the permission back.</summary>
    public async Task<Result<string>> WithdrawAsync(Actor actor, string host, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("access.forbidden");
        }

        var name = HostName.TryParse(host) ?? host;
        var wasThere = await store.RemoveAsync(actor.Tenant, name, cancellation);
        Tell(actor.Tenant);
        return wasThere ? name : Rejections.NotFound("outbound-host.not-found", host);
    }

    private void Tell(TenantId tenant)
    {
        allowed.Forget(tenant);
        nodes.Tell(new NodeSignal.Access(tenant));
    }
}
