using System.Globalization;
using System.Text;

namespace LowCode.FormUi.Dates;

/// <summary>
/// Dates as people type them. Shown the same everywhere (<c>2026-11-24</c>, <c>2026-11-24 16:05</c>): what a browser's own date control
/// shows depends on the browser's language, not on the page's.
/// </summary>
public static class DateText
{
    private const string Day = "yyyy-MM-dd";
    private const string DayAndTime = "yyyy-MM-dd'T'HH:mm";

    // The escapes are the words for year, month, day, hour and minute.
    private static readonly string[] _days = [Day, "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy\u5e74M\u6708d\u65e5"];
    private static readonly string[] _times = ["H:m", "HHmm", "H:m:s", "H\u65f6m\u5206"];

    /// <summary>
    /// <c>2026-11-24</c>, or <c>2026-11-24T16:05</c> with a time (midnight where none was typed); what was typed where it is no date, so
    /// that it stays in the field; null where nothing was.
    /// </summary>
    public static string? Read(string? typed, bool withTime)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        var plain = typed.Normalize(NormalizationForm.FormKC).Trim().Replace('T', ' ');
        var parts = plain.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (!DateOnly.TryParseExact(parts[0], _days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return typed.Trim();
        }

        var time = TimeOnly.MinValue;
        if (parts.Length > 1 && (!withTime || !TimeOnly.TryParseExact(parts[1], _times, CultureInfo.InvariantCulture, DateTimeStyles.None, out time)))
        {
            return typed.Trim();
        }

        return withTime
            ? day.ToDateTime(time).ToString(DayAndTime, CultureInfo.InvariantCulture)
            : day.ToString(Day, CultureInfo.InvariantCulture);
    }

    /// <summary>What <see cref="Read"/> gave, for people.</summary>
    public static string? Show(string? value) => value?.Length == "2026-11-24T16:05".Length ? value.Replace('T', ' ') : value;
}
