using LowCode.Definitions;
using LowCode.Work.People;

namespace LowCode.Work.Access;

/// <summary>A program's way in. Its secret is not here: it was shown once, and only its hash is kept.</summary>
/// <param name="KeyId">In the open, part of the key's text.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">See <see cref="Scope"/>.</param>
/// <param name="CreatedBy">Login.</param>
/// <param name="ExpiresAt">Null: never.</param>
/// <param name="LastUsedAt">Within a quarter of a minute; null: never used.</param>
/// <param name="RevokedAt">Null: it is in force.</param>
public sealed record ApiKey(
    TenantId Tenant,
    string KeyId,
    string Name,
    IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? ExpiresAt = null,
    DateTimeOffset? LastUsedAt = null,
    DateTimeOffset? RevokedAt = null,
    string? RevokedBy = null)
{
    /// <summary>The login that stands for it wherever somebody is named. No person's login has a slash.</summary>
    public string Login => "key/" + KeyId;

    /// <summary>Whoever calls with it: it may do everything in its tenant that its scopes let through.</summary>
    public Actor ToActor() => new(Tenant, Login, Name, [Actor.AdministratorRole], null, IsAdministrator: true);

    public bool IsInForce(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is not { } end || now < end);
}
