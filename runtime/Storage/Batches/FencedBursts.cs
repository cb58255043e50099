using LowCode.Work.Instances;

namespace LowCode.Storage.Batches;

/// <summary>The bursts of a batch whose instance fence held, and their bookmarks.</summary>
internal sealed class FencedBursts(IReadOnlyList<BurstCommit> winners)
{
    public IReadOnlyList<BurstCommit> Winners => winners;

    /// <summary>First bursts of instances that start inside winners.</summary>
    public IReadOnlyList<BurstCommit> Children { get; } = BatchRows.Of(winners, b => b.Children, (_, child) => child);

    /// <summary>Winners and their children.</summary>
    public IReadOnlyList<BurstCommit> All => Children.Count == 0 ? winners : [.. winners, .. Children];

    /// <summary>Each must still be there.</summary>
    public IReadOnlyList<ClosedBookmark> Consumed { get; } =
        [.. winners.Where(b => b.Consumed is not null).Select(b => new ClosedBookmark(b, b.Consumed!))];

    public IReadOnlyList<ClosedBookmark> Closed { get; } = BatchRows.Of(winners, b => b.Closed, (b, closed) => new ClosedBookmark(b, closed));

    public IReadOnlyList<ClosedBookmark> ClosedBesides => [.. Closed.Where(c => c.BookmarkId != c.Burst.Consumed)];

    public IReadOnlyList<OpenedBookmark> Opened => BatchRows.Of(All, b => b.Created, (b, created) => new OpenedBookmark(b, created));
}
