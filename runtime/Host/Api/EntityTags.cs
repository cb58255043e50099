using Microsoft.Net.Http.Headers;

namespace LowCode.Host.Api;

/// <summary>Versions as ETags: who has this one already is told so (304), who changes says which one they saw.</summary>
internal static class EntityTags
{
    public static IResult Of(HttpContext http, object version, Func<IResult> content)
    {
        var tag = $"\"{version}\"";
        http.Response.Headers.ETag = tag;
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Tag == tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : content();
    }

    /// <summary>The tag in If-Match; null: the caller names none.</summary>
    public static string? IfMatch(HttpContext http) => http.Request.Headers[HeaderNames.IfMatch].ToString() is { } header and not ("" or "*") ? header.Trim('"') : null;

    /// <summary>The number in If-Match; null: the caller names none.</summary>
    /// <returns>False: there is something else.</returns>
    public static bool TryReadIfMatch(HttpContext http, out long? expected)
    {
        expected = null;
        var header = http.Request.Headers[HeaderNames.IfMatch].ToString();
        if (header is "" or "*")
        {
            return true;
        }

        var isNumber = long.TryParse(header.Trim('"'), out var number);
        expected = number;
        return isNumber;
    }
}
