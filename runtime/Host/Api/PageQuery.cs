using LowCode.Work;

namespace LowCode.Host.Api;

/// <summary>Pages as a query string asks for them: <c>page</c> from 0, <c>size</c> 1 to 200, by default the first 20.</summary>
internal static class PageQuery
{
    public static PageRequest Of(int? page, int? size) => new PageRequest(page ?? 0, size ?? 20).Bounded();
}
