using System.Security.Claims;
using LowCode.Definitions;
using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Host.Http;
using LowCode.Portal.Session;
using LowCode.Work.People;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>Signing in by program: a bearer token for an hour, which can be renewed for ten.</summary>
internal static class SignInApi
{
    public static void MapSignInApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Access");
        api.MapPost("/sign-in", SignInAsync).AllowAnonymous().RequireRateLimiting(RatePolicies.SignIn).Produces<AccessTokenResponse>();
        api.MapPost("/sign-in/refresh", RefreshAsync).AllowAnonymous().RequireRateLimiting(RatePolicies.SignIn).Produces<AccessTokenResponse>();
    }

    private static async Task<IResult> SignInAsync(Credentials body, [FromServices] SignIn signIn, CancellationToken cancellation)
    {
        if (RequestBodies.RefuseMissing(("tenant", body.Tenant), ("login", body.Login), ("password", body.Password)) is { } refused)
        {
            return refused;
        }

        var result = await signIn.HandleAsync(new TenantId(body.Tenant!.Trim()), body.Login!.Trim(), body.Password!, cancellation);
        if (result.IsAccepted)
        {
            return Token(ActorClaims.PrincipalOf(result.Value));
        }

        // Who is not let in has no credential yet; 403 is for those who have one.
        return result.Rejection.Kind == Work.RejectionKind.Forbidden
            ? Results.Problem(title: result.Rejection.Code, detail: result.Rejection.Message, statusCode: StatusCodes.Status401Unauthorized)
            : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> RefreshAsync(Renewal body, HttpContext http)
    {
        if (RequestBodies.RefuseMissing(("refreshToken", body.RefreshToken)) is { } refused)
        {
            return refused;
        }

        return await BearerTokens.RefreshAsync(http, body.RefreshToken!) is { } ticket
            ? Token(ticket.Principal)
            : Results.Problem(title: "access.no-credential", detail: Texts.AccessNoCredential, statusCode: StatusCodes.Status401Unauthorized);
    }

    private static IResult Token(ClaimsPrincipal principal) => Results.SignIn(principal, authenticationScheme: BearerTokenDefaults.AuthenticationScheme);

    internal sealed record Credentials(string? Tenant, string? Login, string? Password);

    internal sealed record Renewal(string? RefreshToken);
}
