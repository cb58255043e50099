namespace LowCode.Definitions.Forms;

/// <param name="Crs">What values are converted to when they are submitted; null: they stay in their own (WGS 84 where they say nothing).</param>
/// <param name="WorstAccuracy">Metres: a place that is less certain is refused; null: any.</param>
public sealed record GeoSettings(CoordinateSystem? Crs = null, decimal? WorstAccuracy = null)
{
    public static GeoSettings Standard { get; } = new();
}

/// <summary>Which coordinates a place is given in.</summary>
public enum CoordinateSystem
{
    /// <summary>What satellites say.</summary>
    Wgs84,

    /// <summary>What maps published in mainland China say (offset by law).</summary>
    Gcj02,

    /// <summary>China's geodetic system; within a few centimetres of WGS 84.</summary>
    Cgcs2000,
}

/// <param name="MaxBytes">Of one attachment; null: what the tenant allows.</param>
/// <param name="Formats">Media types (<c>image/jpeg</c>); empty: those of the field's type.</param>
/// <param name="MaxSeconds">Of a sound or video.</param>
/// <param name="CameraOnly">Taken on the spot, not chosen from files.</param>
public sealed record MediaSettings(long? MaxBytes, IReadOnlyList<string> Formats, int? MaxSeconds = null, bool CameraOnly = false)
{
    public static MediaSettings Standard { get; } = new(null, []);
}
