using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LowCode.FormUi.Values;

/// <summary>Lines and areas between what a form keeps, what a map shows and what people type: a point a line, longitude and latitude.</summary>
internal static class GeoPath
{
    private const int Decimals = 6;

    private static readonly char[] _between = [',', ' ', '\t', ';'];

    public static JsonObject Point(double lon, double lat, double? accuracy = null)
    {
        var point = new JsonObject { ["lon"] = (decimal)Math.Round(lon, Decimals), ["lat"] = (decimal)Math.Round(lat, Decimals) };
        if (accuracy is { } metres)
        {
            point["accuracy"] = (decimal)Math.Round(metres, 1);
        }

        return point;
    }

    /// <summary>Longitude and latitude of each point; those that are not whole yet are left out.</summary>
    public static IReadOnlyList<double[]> Of(JsonNode? value) => value switch
    {
        JsonObject path when path["points"] is JsonArray points => [.. points.Select(PairOf).OfType<double[]>()],
        JsonObject point when PairOf(point) is { } pair => [pair],
        _ => [],
    };

    public static JsonObject? From(IEnumerable<double[]> pairs)
    {
        var points = new JsonArray([.. pairs.Select(p => (JsonNode?)Point(p[0], p[1]))]);
        return points.Count == 0 ? null : new JsonObject { ["points"] = points };
    }

    public static string Lines(JsonNode? value) => string.Join('\n', Points(value).Select(p => $"{NumberText.Show(p["lon"])}, {NumberText.Show(p["lat"])}"));

    /// <summary>Null where nothing was typed; a line that is no point becomes one without degrees, which the form's check names.</summary>
    public static JsonNode? ReadLines(string? typed)
    {
        var points = (typed ?? "").Normalize(NormalizationForm.FormKC)
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => (JsonNode?)PointOf(line.Split(_between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
            .ToArray();
        return points.Length == 0 ? null : new JsonObject { ["points"] = new JsonArray(points) };
    }

    private static JsonObject PointOf(string[] parts) => new()
    {
        ["lon"] = NumberText.Read(parts.FirstOrDefault()),
        ["lat"] = NumberText.Read(parts.Length == 2 ? parts[1] : null),
    };

    private static IEnumerable<JsonObject> Points(JsonNode? value) => (value as JsonObject)?["points"] is JsonArray points ? points.OfType<JsonObject>() : [];

    private static double[]? PairOf(JsonNode? node) => node is JsonObject point && Degrees(point["lon"]) is { } lon && Degrees(point["lat"]) is { } lat ? [lon, lat] : null;

    private static double? Degrees(JsonNode? value) =>
        value is not null && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) ? degrees : null;
}
