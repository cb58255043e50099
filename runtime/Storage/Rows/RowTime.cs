using System.Globalization;

namespace LowCode.Storage.Rows;

/// <summary>Times as rows hold them: UTC text with milliseconds, which sorts as it reads.</summary>
internal static class RowTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The time of what is not due until somebody says so.</summary>
    public const string Never = "9999-12-31T00:00:00.000Z";

    public static string ToRow(this DateTimeOffset at) => at.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static string? ToRow(this DateTimeOffset? at) => at?.ToRow();

    public static string ToRow(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static DateTimeOffset? ReadOptional(string? text) => text is null ? null : Read(text);

    public static DateOnly ReadDay(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
