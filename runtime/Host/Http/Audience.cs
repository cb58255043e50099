namespace LowCode.Host.Http;

/// <summary>Who reads an answer: programs are told what went wrong as problem details, people with a page.</summary>
internal static class Audience
{
    public static bool IsPrograms(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api")
        || http.Request.Path.StartsWithSegments("/elsa")
        || http.Request.Path.StartsWithSegments("/workflows")
        || http.Request.Path.StartsWithSegments("/attachments")
        || (http.Request.Path.StartsWithSegments("/public", out var rest) && rest.Value?.Split('/') is [_, _, "workflows" or "attachments", ..]);

    /// <summary>A form that was posted in vain is answered by its own page.</summary>
    public static bool IsPeople(HttpContext http) =>
        !IsPrograms(http) && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method));
}
