using LowCode.FormUi;
using LowCode.Host.Http;
using Microsoft.AspNetCore.Authorization;

namespace LowCode.Host.Access;

/// <summary>Holds a key to its scopes. People are bound by their roles, which the use cases ask for.</summary>
internal sealed class ScopeGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (AccessClaims.ScopesOf(http.User) is not { } scopes || http.GetEndpoint() is not { } endpoint)
        {
            return next(http);
        }

        var required = endpoint.Metadata.GetMetadata<RequiredScope>();
        if (required is null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint is RouteEndpoint)
        {
            return ProblemAnswers.WriteAsync(http, StatusCodes.Status403Forbidden, "access.no-key-here", Texts.AccessNoKeyHere);
        }

        return required?.Scope is { } scope && !scopes.Contains(scope)
            ? ProblemAnswers.WriteAsync(http, StatusCodes.Status403Forbidden, "access.scope-missing", Texts.AccessScopeMissing.With(scope))
            : next(http);
    }
}
