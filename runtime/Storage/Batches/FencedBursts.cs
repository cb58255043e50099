using LowCode.Work.Instances;

namespace LowCode.Storage.Batches;

/// <summary>The bursts of a batch whose instance fence held, and their bookmarks.</summary>
internal sealed class FencedBursts(IReadOnlyList<BurstCommit> winners)
{
    public IReadOnlyList<BurstCommit> Winners => winners;

    /// <summary>First bursts of instances that start inside winners.</summary>
    public IReadOnlyList<BurstCommit> Children { get; } = [.. winners.SelectMany(b => b.Children)];

    /// <summary>Winners and their children.</summary>
    public IReadOnlyList<BurstCommit> All { get; } = [.. winners.SelectMany(b => b.All)];

    /// <summary>Each must still be there.</summary>
    public IReadOnlyList<ClosedBookmark> Consumed { get; } =
        [.. winners.Where(b => b.Consumed is not null).Select(b => new ClosedBookmark(b, b.Consumed!))];

    public IReadOnlyList<ClosedBookmark> Closed { get; } = [.. winners.SelectMany(b => b.Closed.Select(c => new ClosedBookmark(b, c)))];

    public IReadOnlyList<ClosedBookmark> ClosedBesides { get; } =
        [.. winners.SelectMany(b => b.Closed.Where(c => c != b.Consumed).Select(c => new ClosedBookmark(b, c)))];

    public IReadOnlyList<OpenedBookmark> Opened { get; } = [.. winners.SelectMany(b => b.All).SelectMany(b => b.Created.Select(c => new OpenedBookmark(b, c)))];
}
