using LowCode.Work.People;

namespace LowCode.Work.Access;

/// <summary>Shows an administrator which keys there are and when each was last used.</summary>
public sealed class ReadApiKeys(IApiKeyStore store)
{
    public async Task<Result<IReadOnlyList<ApiKey>>> HandleAsync(Actor actor, CancellationToken cancellation) =>
        actor.IsAdministrator
            ? Result<IReadOnlyList<ApiKey>>.Of(await store.AllAsync(actor.Tenant, cancellation))
            : Rejections.Forbidden("access.forbidden");

    public async Task<Result<ApiKey>> FindAsync(Actor actor, string keyId, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("access.forbidden");
        }

        return await store.FindAsync(actor.Tenant, keyId, cancellation) is { } stored ? stored.Key : Rejections.NotFound("api-key.not-found", keyId);
    }
}
