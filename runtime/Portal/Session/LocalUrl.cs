using System.Diagnostics.CodeAnalysis;

namespace LowCode.Portal.Session;

/// <summary>Guards redirects whose target came with the request: only paths of this site are followed.</summary>
public static class LocalUrl
{
    /// <summary>True for <c>/path?query</c>; false for other hosts in all their spellings (<c>//host</c>, <c>/\host</c>, <c>https:...</c>).</summary>
    public static bool IsLocal([NotNullWhen(true)] string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl);

    public static string OrHome(string? url) => IsLocal(url) ? url : "/";
}
