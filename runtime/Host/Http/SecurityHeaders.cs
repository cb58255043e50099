namespace LowCode.Host.Http;

/// <summary>Headers that keep a browser from doing what no page of ours asks for.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    // MudBlazor writes style attributes; scripts come from files alone.
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self'" + OtherContent;

    private const string OtherContent =
        "; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>The policy of all pages, with scripts that stand in the page itself.</summary>
    /// <param name="source">As the policy spells it: <c>'nonce-...'</c>.</param>
    public static string PolicyWithScripts(string source) => $"default-src 'self'; script-src 'self' {source}{OtherContent}";

    public Task InvokeAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        // At the last moment: the handler of exceptions clears what was set before.
        http.Response.OnStarting(static response => Set((HttpResponse)response), http.Response);
        return next(http);
    }

    private static Task Set(HttpResponse response)
    {
        var headers = response.Headers;
        // A stored photo comes with a stricter policy of its own.
        headers.ContentSecurityPolicy = headers.ContentSecurityPolicy is { Count: > 0 } stricter ? stricter : ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return Task.CompletedTask;
    }
}
