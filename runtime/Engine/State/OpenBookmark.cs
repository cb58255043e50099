namespace LowCode.Engine.State;

/// <summary>A bookmark with what the engine needs to know of it.</summary>
internal sealed record OpenBookmark(int Number, Bookmark Bookmark, ActivityExecution Execution)
{
    /// <summary>When its timer falls due; null: it has none.</summary>
    public DateTimeOffset? DueAt { get; set; }
}
