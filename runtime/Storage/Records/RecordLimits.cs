using LowCode.Work.Records;

namespace LowCode.Storage.Records;

/// <summary>Where a search of records changes its way.</summary>
/// <param name="Window">Matches that are counted.</param>
/// <param name="Gathered">At least the window. More matches of one condition than this are not gathered and sorted, but looked for along the order that is asked for.</param>
/// <param name="Walked">Rows that are looked at along that order before the matches are gathered after all.</param>
internal sealed record RecordLimits(int Window, int Gathered, int Walked)
{
    /// <summary>How long a search, or the reading of one piece of a file, may take. A part of a text among millions of records has no index.</summary>
    public TimeSpan Longest { get; init; } = IRecordQueries.Longest;

    public static RecordLimits Standard { get; } = new(IRecordQueries.Window, 10_000, 50_000);
}
