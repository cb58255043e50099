using System.Globalization;
using System.Text.Json.Nodes;

namespace LowCode.FormUi.Values;

/// <summary>Between what a form keeps (ISO 8601 with offset) and what people see and type (the tenant's wall clock).</summary>
internal static class DateTimeText
{
    private const string InputPattern = "yyyy-MM-dd'T'HH:mm";

    public static string? ForInput(JsonNode? value, TimeZoneInfo zone) => Instant(value) is { } at
        ? TimeZoneInfo.ConvertTime(at, zone).ToString(InputPattern, CultureInfo.InvariantCulture)
        : value?.ToString();

    public static string Show(JsonNode? value, TimeZoneInfo zone) => Instant(value) is { } at
        ? TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        : value?.ToString() ?? "";

    /// <summary>Day and minute, where the year is clear.</summary>
    public static string OfDay(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static JsonNode? Read(string? typed, TimeZoneInfo zone)
    {
        if (string.IsNullOrEmpty(typed))
        {
            return null;
        }

        // A wall clock time that the zone skips has the offset that held before the gap.
        return DateTime.TryParseExact(typed, InputPattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? JsonValue.Create(new DateTimeOffset(local, zone.GetUtcOffset(local)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture))
            : JsonValue.Create(typed);
    }

    private static DateTimeOffset? Instant(JsonNode? value) =>
        value is JsonValue text && text.TryGetValue(out string? iso)
            && DateTimeOffset.TryParse(iso, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;
}
