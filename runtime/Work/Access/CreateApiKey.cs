using LowCode.Work.People;

namespace LowCode.Work.Access;

/// <param name="ExpiresAt">Null: never.</param>
public sealed record CreateApiKeyCommand(string? Name, IReadOnlyList<string>? Scopes, DateTimeOffset? ExpiresAt = null);

/// <param name="Text">The whole key. It can never be shown again.</param>
public sealed record CreatedApiKey(ApiKey Key, string Text);

/// <summary>An administrator gives a program a key. Whoever is bound by scopes gives none that they do not have.</summary>
public sealed class CreateApiKey(IApiKeyStore store, TimeProvider time)
{
    public const int LongestName = 100;

    /// <param name="held">Scopes that bind whoever asks; null: none do.</param>
    public async Task<Result<CreatedApiKey>> HandleAsync(
        Actor actor, CreateApiKeyCommand command, IReadOnlyCollection<string>? held, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("access.forbidden");
        }

        if (string.IsNullOrWhiteSpace(command.Name) || command.Name.Length > LongestName)
        {
            return Rejections.Invalid("api-key.name", LongestName);
        }

        if (command.Scopes is not { Count: > 0 } scopes)
        {
            return Rejections.Invalid("api-key.no-scope", string.Join(", ", Scope.All));
        }

        if (scopes.FirstOrDefault(s => !Scope.All.Contains(s, StringComparer.Ordinal)) is { } unknown)
        {
            return Rejections.Invalid("api-key.unknown-scope", unknown, string.Join(", ", Scope.All));
        }

        if (held is not null && scopes.FirstOrDefault(s => !held.Contains(s)) is { } foreign)
        {
            return Rejections.Forbidden("api-key.foreign-scope", foreign);
        }

        var now = time.GetUtcNow();
        if (command.ExpiresAt <= now)
        {
            return Rejections.Invalid("api-key.expired", command.ExpiresAt);
        }

        var text = ApiKeyText.Draw(actor.Tenant);
        string[] ordered = [.. Scope.All.Where(scopes.Contains)];
        var key = new ApiKey(actor.Tenant, text.KeyId, command.Name.Trim(), ordered, now, actor.Login, command.ExpiresAt?.ToUniversalTime());
        await store.AddAsync(key, text.SecretHash, cancellation);
        return new CreatedApiKey(key, text.ToString());
    }
}
