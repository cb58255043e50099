using System.Buffers;
using System.Globalization;

namespace LowCode.Work.Calls;

/// <summary>
/// A host that may be called: a name or address, with or without a port. All spellings of one host are one: small letters, punycode, an
/// IPv4 address in four decimal numbers, an IPv6 address in brackets.
/// </summary>
public static class HostName
{
    private static readonly SearchValues<char> _foreign = SearchValues.Create("/?#@\\ ,");

    /// <summary>Null: it is no host (a whole URL, a list, nothing).</summary>
    public static string? TryParse(string? text)
    {
        var host = text?.Trim() ?? "";
        if (host.Length is 0 or > 255 || host.AsSpan().ContainsAny(_foreign) || !Uri.TryCreate("http://" + host, UriKind.Absolute, out var url))
        {
            return null;
        }

        var hasPort = host.LastIndexOf(':') is var colon and > 0 && !host.EndsWith(']') && host.AsSpan(colon + 1).Length > 0;
        return hasPort ? WithPort(url) : NameOf(url);
    }

    /// <summary>Whether an address is covered: by its host alone, or by host and port.</summary>
    public static bool Covers(IReadOnlyCollection<string> hosts, Uri url) => hosts.Contains(NameOf(url)) || hosts.Contains(WithPort(url));

    private static string NameOf(Uri url) => url.HostNameType == UriHostNameType.IPv6 ? $"[{url.IdnHost}]" : url.IdnHost.TrimEnd('.').ToLowerInvariant();

    private static string WithPort(Uri url) => string.Create(CultureInfo.InvariantCulture, $"{NameOf(url)}:{url.Port}");
}
