using System.Collections.Frozen;

namespace LowCode.Engine.Http;

/// <summary>
/// Headers that a process may answer with: what is said of its own content, and names of its own. All others are promises about the whole
/// server, to browsers that keep them for years, and not a process's to make.
/// </summary>
public static class ReplyHeaders
{
    private static readonly FrozenSet<string> _content = Set(
        "Accept-Ranges", "Allow", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Location", "Content-Range", "Content-Type",
        "ETag", "Expires", "Last-Modified", "Link", "Location", "Retry-After", "Vary");

    // The server says these itself of every answer. Processes that hand on what they were answered bring them along, and mean no harm.
    private static readonly FrozenSet<string> _servers = Set(
        "Connection", "Content-Length", "Date", "Keep-Alive", "Server", "Trailer", "Transfer-Encoding", "Upgrade", "X-Content-Type-Options",
        "x-elsa-workflow-instance-id");

    // Of those that begin with X-, what browsers and proxies take for an order.
    private static readonly string[] _orders =
    [
        "X-Accel-", "X-Content-", "X-DNS-", "X-Elsa-", "X-Forwarded", "X-Frame-", "X-Lighttpd-", "X-Original-", "X-Permitted-", "X-Powered-", "X-Real-IP",
        "X-Rewrite-", "X-Robots-", "X-Sendfile", "X-UA-", "X-WebKit-", "X-XSS-",
    ];

    private static readonly FrozenSet<string> _directives = Set("max-age", "must-revalidate", "no-cache", "no-store", "no-transform", "private");

    /// <summary>The server writes it; what a process says of it is left out.</summary>
    public static bool IsServers(string name) => _servers.Contains(name);

    public static bool IsAllowed(string name) =>
        _content.Contains(name) || name.Equals("Cache-Control", StringComparison.OrdinalIgnoreCase) || (IsOwn(name) && IsName(name));

    /// <summary>Whether an allowed header may have a value: one line of ASCII; and nothing is put into caches that many share.</summary>
    public static bool IsAllowed(string name, string value) =>
        value.All(c => c is >= ' ' and not '\x7f' and < '\x80')
        && (!name.Equals("Cache-Control", StringComparison.OrdinalIgnoreCase)
            || value.Split(',', StringSplitOptions.TrimEntries).All(d => _directives.Contains(d.Split('=')[0].Trim())));

    private static bool IsOwn(string name) =>
        name.StartsWith("X-", StringComparison.OrdinalIgnoreCase) && name.Length > 2 && !Array.Exists(_orders, o => name.StartsWith(o, StringComparison.OrdinalIgnoreCase));

    private static bool IsName(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
