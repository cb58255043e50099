using LowCode.Host.Http;

namespace LowCode.Host.Sessions;

/// <summary>
/// A page of another origin can make a browser post with the session's cookie where both are of one site (another port, a neighbouring host
/// name). Browsers say so, and such a session does not count. Origins that the operator named for programs may use it.
/// </summary>
internal static class ForeignPages
{
    public static bool Sent(HttpContext http) =>
        Audience.IsPrograms(http)
        && !HttpMethods.IsGet(http.Request.Method)
        && !HttpMethods.IsHead(http.Request.Method)
        && http.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"
        && !http.RequestServices.GetRequiredService<HostSettings>().CorsOrigins.Contains(http.Request.Headers.Origin.ToString(), StringComparer.OrdinalIgnoreCase);
}
