namespace LowCode.Work.Archives;

/// <summary>How much files may hold once they are unpacked.</summary>
/// <param name="MostBytes">All of them together.</param>
/// <param name="MostOfFile">Each of them.</param>
internal sealed record ArchiveLimits(long MostBytes, long MostOfFile)
{
    private const long MB = 1024 * 1024;

    /// <summary>A definition may be as large as one that is saved.</summary>
    public static ArchiveLimits Definitions { get; } = new(32 * MB, 8 * MB);

    /// <summary>An instance comes with its whole journal.</summary>
    public static ArchiveLimits Instances { get; } = new(64 * MB, 64 * MB);

    /// <summary>Documents people write shrink to a tenth or a twentieth; what shrinks to less than a hundredth was made to.</summary>
    public const int MostRatio = 100;

    /// <summary>Below this the ratio is nobody's harm.</summary>
    public const long AnyRatioUntil = MB;
}
