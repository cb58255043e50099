using LowCode.Host.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;

namespace LowCode.Host.Access;

/// <summary>Tokens of people who sign in by program. They hold as a session does: until the person is changed or disabled.</summary>
internal static class BearerTokens
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    public static readonly TimeSpan RefreshLifetime = TimeSpan.FromHours(10);

    public static async Task ReceiveAsync(MessageReceivedContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        const string prefix = "Bearer ";
        if (!header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            context.Fail("Expected an ApiKey or Bearer credential.");
            return;
        }

        if (await HoldsAsync(context.HttpContext, context.Options.BearerTokenProtector.Unprotect(header[prefix.Length..])) is { } ticket)
        {
            context.Principal = ticket.Principal;
            context.Success();
        }
        else
        {
            context.Fail("The token is not ours, has ended, or its person was changed.");
        }
    }

    /// <summary>Null: the token cannot be renewed.</summary>
    public static Task<AuthenticationTicket?> RefreshAsync(HttpContext http, string token)
    {
        var options = http.RequestServices.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>().Get(BearerTokenDefaults.AuthenticationScheme);
        return HoldsAsync(http, options.RefreshTokenProtector.Unprotect(token));
    }

    private static async Task<AuthenticationTicket?> HoldsAsync(HttpContext http, AuthenticationTicket? ticket)
    {
        var services = http.RequestServices;
        return ticket?.Properties.ExpiresUtc > services.GetRequiredService<TimeProvider>().GetUtcNow()
            && await services.GetRequiredService<SessionCheck>().HoldsAsync(ticket.Principal, http.RequestAborted)
                ? ticket
                : null;
    }
}
