using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms.Places;

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

    /// <summary>Longitude and latitude of each point in WGS 84, as maps want them; those that are not whole yet are left out.</summary>
    public static IReadOnlyList<double[]> Of(JsonNode? value) => value switch
    {
        JsonObject path when path["points"] is JsonArray points => [.. points.OfType<JsonObject>().Select(PairOf).OfType<double[]>()],
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
    /// <param name="before">What stood there: what is typed is of its coordinate system.</param>
    public static JsonNode? ReadLines(string? typed, JsonNode? before)
    {
        var system = Points(before).Select(p => p["crs"]).FirstOrDefault();
        var points = (typed ?? "").Normalize(NormalizationForm.FormKC)
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => (JsonNode?)PointOf(line.Split(_between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), system))
            .ToArray();
        return points.Length == 0 ? null : new JsonObject { ["points"] = new JsonArray(points) };
    }

    private static JsonObject PointOf(string[] parts, JsonNode? system)
    {
        var point = new JsonObject { ["lon"] = NumberText.Read(parts.FirstOrDefault()), ["lat"] = NumberText.Read(parts.Length == 2 ? parts[1] : null) };
        if (system is not null)
        {
            point["crs"] = system.DeepClone();
        }

        return point;
    }

    private static IEnumerable<JsonObject> Points(JsonNode? value) => (value as JsonObject)?["points"] is JsonArray points ? points.OfType<JsonObject>() : [];

    private static double[]? PairOf(JsonObject point) => Coordinates.Wgs84Of(point) is var (lon, lat) ? [lon, lat] : null;
}
