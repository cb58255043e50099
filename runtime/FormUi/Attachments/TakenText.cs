using System.Globalization;

namespace LowCode.FormUi.Attachments;

/// <summary>When and where something was taken, in a line below it; null: it was chosen from files.</summary>
internal static class TakenText
{
    public static string? Of(AttachedItem item, TimeZoneInfo zone)
    {
        var parts = new List<string>();
        if (DateTimeOffset.TryParse(item.TakenAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            parts.Add(TimeZoneInfo.ConvertTime(at, zone).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture));
        }

        if (item.Place is { } place)
        {
            parts.Add($"{Degrees(place["lon"])}, {Degrees(place["lat"])}");
        }

        return parts.Count == 0 ? null : string.Join(" · ", parts);
    }

    private static string Degrees(System.Text.Json.Nodes.JsonNode? value) =>
        decimal.TryParse(value?.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees)
            ? degrees.ToString("0.####", CultureInfo.InvariantCulture)
            : "?";
}
