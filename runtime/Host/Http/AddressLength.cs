using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace LowCode.Host.Http;

/// <summary>
/// Addresses that are too long are refused here, in words: the server itself refuses them without any. It therefore takes some that are longer,
/// and only what is beyond these is refused by it.
/// </summary>
internal static class AddressLength
{
    /// <summary>Characters of path and query, as they were sent.</summary>
    public const int Most = 8 * 1024;

    /// <summary>What the server reads of a request's first line, in bytes.</summary>
    public const int MostRead = 64 * 1024;

    public static Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        // The page that tells people of it is of the same request.
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is null && http.Features.Get<IHttpRequestFeature>()?.RawTarget.Length > Most)
        {
            http.Response.StatusCode = StatusCodes.Status414UriTooLong;
            return Task.CompletedTask;
        }

        return next(http);
    }
}
