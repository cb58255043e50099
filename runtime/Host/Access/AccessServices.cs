using LowCode.Host.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace LowCode.Host.Access;

/// <summary>
/// Three ways in: the session of a browser, a bearer token from <c>/api/sign-in</c>, a key. Keys and tokens count on programs' routes
/// alone: nobody opens a page, or a circuit behind it, with them.
/// </summary>
internal static class AccessServices
{
    private const string ByCredential = "credential";

    public static IServiceCollection AddAccess(this IServiceCollection services, HostSettings settings)
    {
        services.AddAuthentication(options =>
            {
                options.DefaultScheme = ByCredential;
                options.DefaultSignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                options.DefaultSignOutScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            })
            .AddPolicyScheme(ByCredential, null, options => options.ForwardDefaultSelector = SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(AccessClaims.KeyScheme, null)
            .AddBearerToken(options =>
            {
                options.BearerTokenExpiration = BearerTokens.Lifetime;
                options.RefreshTokenExpiration = BearerTokens.RefreshLifetime;
                options.Events.OnMessageReceived = BearerTokens.ReceiveAsync;
            });
        services.AddCors(options => options.AddDefaultPolicy(policy => policy
            .WithOrigins([.. settings.CorsOrigins])
            .AllowAnyMethod()
            .WithHeaders("Authorization", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key", "X-Requested-With", "X-SignalR-User-Agent")
            .WithExposedHeaders("ETag", "Location", "Retry-After", "x-elsa-workflow-instance-id", "x-elsa-workflow-cannot-start")
            .AllowCredentials()
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10))));
        return services;
    }

    private static string SchemeOf(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (header.Length == 0 || !Audience.IsPrograms(http))
        {
            return CookieAuthenticationDefaults.AuthenticationScheme;
        }

        // A header that is neither is a credential that does not count, not a reason to look at the cookie.
        return header.StartsWith(ApiKeyHandler.Prefix, StringComparison.OrdinalIgnoreCase) ? AccessClaims.KeyScheme : BearerTokenDefaults.AuthenticationScheme;
    }
}
