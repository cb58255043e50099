using LowCode.Work.Access;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace LowCode.Host.Access;

/// <summary>
/// Credentials that this server gave out, of whatever tenant and whether or not they are in force: a key that was typed wrong by a letter, or a
/// token that has ended, tells nearly as much as one that opens something.
/// </summary>
internal static class OwnCredentials
{
    private const string Bearer = "Bearer ";

    /// <summary>Whether a header holds one. Keys are found in every header, since programs send them under many names.</summary>
    public static bool AreIn(HttpContext http, string header, StringValues values)
    {
        foreach (var value in values)
        {
            if (CheckApiKey.IsMarked(value) || (header.Equals(HeaderNames.Authorization, StringComparison.OrdinalIgnoreCase) && IsToken(http, value)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsToken(HttpContext http, string? value)
    {
        if (value?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) != true)
        {
            return false;
        }

        var token = value[Bearer.Length..].Trim();
        var options = http.RequestServices.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>().Get(BearerTokenDefaults.AuthenticationScheme);
        return options.BearerTokenProtector.Unprotect(token) is not null || options.RefreshTokenProtector.Unprotect(token) is not null;
    }
}
