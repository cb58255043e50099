using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;

namespace LowCode.Definitions.Forms.Places;

/// <summary>
/// Converts between the coordinate systems of places. GCJ-02 by the formula that is known from published reimplementations of the state's
/// transformation (ellipsoid of Krasovsky 1940; see E. Chen, "eviltransform", and the article "Restrictions on geographic data in China",
/// Wikipedia); it holds in mainland China and is off by less than a metre, the way back by less than a centimetre more. CGCS2000 is
/// taken as WGS 84: both follow ITRF, and differ by centimetres (GB 22021-2008; Cheng Pengfei et al. 2009).
/// </summary>
public static class Coordinates
{
    private const double SemiMajorAxis = 6_378_245.0;
    private const double EccentricitySquared = 0.00669342162296594323;

    // A ten-millionth of a degree is a centimetre.
    private const int Digits = 7;

    // Each round brings the way back closer by three orders of magnitude.
    private const int Rounds = 4;

    /// <param name="lon">Degrees.</param>
    /// <param name="lat">Degrees.</param>
    public static (double Lon, double Lat) Convert(double lon, double lat, CoordinateSystem from, CoordinateSystem to)
    {
        var (isShifted, becomesShifted) = (from == CoordinateSystem.Gcj02, to == CoordinateSystem.Gcj02);
        return isShifted == becomesShifted || IsOutside(lon, lat) ? (lon, lat) : becomesShifted ? Shift(lon, lat) : Unshift(lon, lat);
    }

    /// <summary>A place, line or area in the coordinates that its field wants; as it is where the field says nothing.</summary>
    internal static JsonNode? InSystemOf(FormField field, JsonNode? value)
    {
        if (field.Geo.Crs is { } wanted && value is JsonObject place)
        {
            foreach (var point in place["points"] is JsonArray points ? points.OfType<JsonObject>() : [place])
            {
                Convert(point, wanted);
            }
        }

        return value;
    }

    /// <summary>The place of a point in WGS 84, as maps and lists want it; null where it is none.</summary>
    public static (double Lon, double Lat)? Wgs84Of(JsonObject point)
    {
        if (RawValue.Number(point["lon"]) is not { } lon || RawValue.Number(point["lat"]) is not { } lat)
        {
            return null;
        }

        return Convert((double)lon, (double)lat, SystemOf(point), CoordinateSystem.Wgs84);
    }

    private static void Convert(JsonObject point, CoordinateSystem wanted)
    {
        var system = SystemOf(point);
        if (system == wanted || RawValue.Number(point["lon"]) is not { } lon || RawValue.Number(point["lat"]) is not { } lat)
        {
            return;
        }

        if (system == CoordinateSystem.Gcj02 || wanted == CoordinateSystem.Gcj02)
        {
            var (x, y) = Convert((double)lon, (double)lat, system, wanted);
            point["lon"] = Math.Round((decimal)x, Digits);
            point["lat"] = Math.Round((decimal)y, Digits);
        }

        point["crs"] = EnumWords<CoordinateSystem>.Of(wanted);
    }

    private static CoordinateSystem SystemOf(JsonObject point) =>
        RawValue.Text(point["crs"]) is { } word && EnumWords<CoordinateSystem>.TryRead(word, out var system) ? system : CoordinateSystem.Wgs84;

    private static (double Lon, double Lat) Shift(double lon, double lat)
    {
        var (x, y) = (lon - 105.0, lat - 35.0);
        var (east, north) = (East(x, y), North(x, y));
        var radians = lat / 180.0 * Math.PI;
        var magic = 1 - (EccentricitySquared * Math.Sin(radians) * Math.Sin(radians));
        var root = Math.Sqrt(magic);
        var metresPerDegreeNorth = SemiMajorAxis * (1 - EccentricitySquared) / (magic * root) * Math.PI / 180.0;
        var metresPerDegreeEast = SemiMajorAxis / root * Math.Cos(radians) * Math.PI / 180.0;
        return (lon + (east / metresPerDegreeEast), lat + (north / metresPerDegreeNorth));
    }

    private static (double Lon, double Lat) Unshift(double lon, double lat)
    {
        var (x, y) = (lon, lat);
        for (var i = 0; i < Rounds; i++)
        {
            var (shiftedX, shiftedY) = Shift(x, y);
            (x, y) = (x + lon - shiftedX, y + lat - shiftedY);
        }

        return (x, y);
    }

    // Metres.
    private static double East(double x, double y) =>
        300.0 + x + (2.0 * y) + (0.1 * x * x) + (0.1 * x * y) + (0.1 * Math.Sqrt(Math.Abs(x)))
        + (Waves(20.0, 6.0 * x, 20.0, 2.0 * x) + Waves(20.0, x, 40.0, x / 3.0) + Waves(150.0, x / 12.0, 300.0, x / 30.0));

    private static double North(double x, double y) =>
        -100.0 + (2.0 * x) + (3.0 * y) + (0.2 * y * y) + (0.1 * x * y) + (0.2 * Math.Sqrt(Math.Abs(x)))
        + (Waves(20.0, 6.0 * x, 20.0, 2.0 * x) + Waves(20.0, y, 40.0, y / 3.0) + Waves(160.0, y / 12.0, 320.0, y / 30.0));

    private static double Waves(double one, double first, double other, double second) =>
        ((one * Math.Sin(first * Math.PI)) + (other * Math.Sin(second * Math.PI))) * 2.0 / 3.0;

    // The rectangle in which the published formula shifts at all.
    private static bool IsOutside(double lon, double lat) => lon is < 72.004 or > 137.8347 || lat is < 0.8293 or > 55.8271;
}
