using LowCode.Definitions;
using LowCode.Definitions.Prints;
using LowCode.Definitions.Problems;

namespace LowCode.Work.Prints;

/// <summary>Port: what makes pages of HTML.</summary>
public interface IPagePrinter
{
    /// <summary>Whether a browser is there to print with.</summary>
    bool IsReady { get; }

    /// <summary>A PDF; or why there is none: no browser is found, it takes too long, too many print at once.</summary>
    /// <param name="tenant">Who prints: a tenant waits for its own documents first, so that none holds up the others.</param>
    Task<Result<byte[]>> PrintAsync(TenantId tenant, PageContent page, CancellationToken cancellation);
}

/// <param name="Html">The whole document; it loads nothing from anywhere.</param>
/// <param name="Header">HTML above each page, small.</param>
/// <param name="Footer">HTML below each page; elements of the classes <c>pageNumber</c> and <c>totalPages</c> hold the numbers.</param>
public sealed record PageContent(string Html, PrintOrientation Orientation, string Header, string Footer);

/// <summary>Where nothing prints.</summary>
internal sealed class NoPagePrinter : IPagePrinter
{
    public bool IsReady => false;

    public Task<Result<byte[]>> PrintAsync(TenantId tenant, PageContent page, CancellationToken cancellation) => Task.FromResult<Result<byte[]>>(PrintRejections.NoBrowser());
}

/// <summary>Why something is not printed.</summary>
public static class PrintRejections
{
    public static Rejection NoBrowser() => Rejections.Unavailable("print.no-browser");

    public static Rejection Denied() => Rejections.Forbidden("print.denied");

    public static Rejection Unreadable(IReadOnlyList<Problem> problems) => Rejections.Invalid("print.unreadable", problems);

    public static Rejection Busy() => Rejections.TooMany("print.busy");

    public static Rejection TooLong() => Rejections.Invalid("print.too-long");

    /// <param name="seconds">For which it was waited.</param>
    public static Rejection TooSlow(double seconds) => Rejections.Invalid("print.too-slow", seconds);

    public static Rejection Failed(string why) => Rejections.Unavailable("print.failed", why);
}
