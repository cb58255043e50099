using LowCode.Host.Access;
using LowCode.Work;
using LowCode.Work.Access;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>Keys of programs, for administrators.</summary>
internal static class ApiKeysApi
{
    public static void MapApiKeysApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Access");
        api.MapGet("/api-keys", ListAsync).RequireScope(Scope.ManageAccess).Produces<Listed<KeyView>>();
        api.MapGet("/api-keys/{keyId}", GetAsync).RequireScope(Scope.ManageAccess).Produces<KeyView>();
        api.MapPost("/api-keys", CreateAsync).RequireScope(Scope.ManageAccess).Produces<NewKey>(StatusCodes.Status201Created);
        api.MapDelete("/api-keys/{keyId}", RevokeAsync).RequireScope(Scope.ManageAccess).Produces<KeyView>();
    }

    private static async Task<IResult> ListAsync(Caller caller, [FromServices] ReadApiKeys keys, CancellationToken cancellation)
    {
        var result = await keys.HandleAsync(caller.Actor, cancellation);
        return result.IsAccepted ? Results.Ok(new Listed<KeyView>([.. result.Value.Select(KeyView.Of)])) : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> GetAsync(Caller caller, string keyId, [FromServices] ReadApiKeys keys, CancellationToken cancellation) =>
        Answer(await keys.FindAsync(caller.Actor, keyId, cancellation));

    private static async Task<IResult> CreateAsync(
        Caller caller, CreateApiKeyCommand body, HttpContext http, [FromServices] CreateApiKey create, CancellationToken cancellation)
    {
        var result = await create.HandleAsync(caller.Actor, body, AccessClaims.ScopesOf(http.User), cancellation);
        return result.IsAccepted
            ? Results.Created($"{ApiRoutes.Root}/api-keys/{result.Value.Key.KeyId}", new NewKey(KeyView.Of(result.Value.Key), result.Value.Text))
            : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> RevokeAsync(Caller caller, string keyId, [FromServices] RevokeApiKey revoke, CancellationToken cancellation) =>
        Answer(await revoke.HandleAsync(caller.Actor, keyId, cancellation));

    private static IResult Answer(Result<ApiKey> result) =>
        result.IsAccepted ? Results.Ok(KeyView.Of(result.Value)) : Answers.Of(result.Rejection);

    /// <param name="Text">The whole key; it is never shown again.</param>
    internal sealed record NewKey(KeyView Key, string Text);

    internal sealed record KeyView(
        string KeyId,
        string Name,
        IReadOnlyList<string> Scopes,
        DateTimeOffset CreatedAt,
        string CreatedBy,
        DateTimeOffset? ExpiresAt,
        DateTimeOffset? LastUsedAt,
        DateTimeOffset? RevokedAt,
        string? RevokedBy)
    {
        public static KeyView Of(ApiKey key) =>
            new(key.KeyId, key.Name, key.Scopes, key.CreatedAt, key.CreatedBy, key.ExpiresAt, key.LastUsedAt, key.RevokedAt, key.RevokedBy);
    }
}
