using LowCode.Work.Nodes;
using LowCode.Work.People;

namespace LowCode.Work.Access;

/// <summary>An administrator takes a key back. It lets nobody in any more, in this process at once, on other nodes as soon as they are told, within five seconds at most.</summary>
public sealed class RevokeApiKey(IApiKeyStore store, CheckApiKey check, INodeChannel nodes, TimeProvider time)
{
    /// <summary>A key that was revoked before is answered as it is.</summary>
    public async Task<Result<ApiKey>> HandleAsync(Actor actor, string keyId, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("access.forbidden");
        }

        await store.RevokeAsync(actor.Tenant, keyId, actor.Login, time.GetUtcNow(), cancellation);
        check.Forget(actor.Tenant);
        nodes.Tell(new NodeSignal.Access(actor.Tenant));
        return await store.FindAsync(actor.Tenant, keyId, cancellation) is { } stored
            ? stored.Key
            : Rejections.NotFound("api-key.not-found", keyId);
    }
}
