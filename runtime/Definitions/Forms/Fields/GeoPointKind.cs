using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>A place in degrees, with how certain it is and in which coordinates.</summary>
internal sealed class GeoPointKind : FieldKind
{
    private const int FarthestLongitude = 180;
    private const int FarthestLatitude = 90;

    private static readonly string[] _required = ["lon", "lat"];
    private static readonly string[] _members = ["lon", "lat", "accuracy", "altitude", "crs"];

    internal static FeelType Type { get; } = FeelType.ContextOf(
        ("lon", FeelType.Number), ("lat", FeelType.Number), ("accuracy", FeelType.Number), ("altitude", FeelType.Number), ("crs", FeelType.String));

    private static readonly Func<FeelValue[], FeelContext> _context = FeelContext.Maker(_members);

    public override string Expected => JsonKind.Object;

    public override FieldMembers Members => FieldMembers.Geo | FieldMembers.Default;

    public override FeelType TypeOf(FormField field) => Type;

    public override FeelValue ReadOther(JsonNode node, JsonValueKind kind, ValueReading reading) => ReadPoint(node, reading, "");

    public override void Describe(FormField field, JsonObject schema) => DescribePoint(field, schema);

    internal static FeelValue ReadPoint(JsonNode? node, ValueReading reading, string within)
    {
        if (node is not JsonObject point)
        {
            return reading.WrongType(JsonKind.Object, node, within);
        }

        var lon = Degrees(point, "lon", FarthestLongitude, reading, within);
        var lat = Degrees(point, "lat", FarthestLatitude, reading, within);
        var good = ObjectShape.HasOnly(point, _members, reading, within) && lon is not null && lat is not null;
        var accuracy = Optional(point, "accuracy", reading, within, ref good);
        var altitude = Optional(point, "altitude", reading, within, ref good);
        if (accuracy < 0)
        {
            reading.FailAt($"{within}/accuracy", "form.too-small", 0, accuracy);
            good = false;
        }
        else if (accuracy > reading.Field.Geo.WorstAccuracy)
        {
            reading.FailAt($"{within}/accuracy", "form.too-uncertain", reading.Field.Geo.WorstAccuracy, accuracy);
            good = false;
        }

        var crs = ReadSystem(point, reading, within, ref good);
        return good ? _context([lon!.Value, lat!.Value, Value(accuracy), Value(altitude), EnumWords<CoordinateSystem>.Of(crs)]) : FeelValue.Null;
    }

    internal static CoordinateSystem ReadSystem(JsonObject value, ValueReading reading, string within, ref bool good)
    {
        if (value["crs"] is not { } node)
        {
            return CoordinateSystem.Wgs84;
        }

        if (RawValue.Text(node) is { } word && EnumWords<CoordinateSystem>.TryRead(word, out var system))
        {
            return system;
        }

        reading.FailAt($"{within}/crs", "form.unknown-crs", EnumWords<CoordinateSystem>.All, RawValue.Came(node));
        good = false;
        return default;
    }

    internal static void DescribePoint(FormField field, JsonObject schema)
    {
        var accuracy = new JsonObject { ["type"] = new JsonArray("number", "null"), ["minimum"] = 0 };
        if (field.Geo.WorstAccuracy is { } worst)
        {
            accuracy["maximum"] = worst;
        }

        ObjectShape.Describe(
            schema,
            _required,
            ("lon", new JsonObject { ["type"] = "number", ["minimum"] = -FarthestLongitude, ["maximum"] = FarthestLongitude }),
            ("lat", new JsonObject { ["type"] = "number", ["minimum"] = -FarthestLatitude, ["maximum"] = FarthestLatitude }),
            ("accuracy", accuracy),
            ("altitude", new JsonObject { ["type"] = new JsonArray("number", "null") }),
            ("crs", DescribeSystem()));
    }

    internal static JsonObject DescribeSystem() =>
        new() { ["enum"] = new JsonArray([.. Enum.GetValues<CoordinateSystem>().Select(s => JsonValue.Create(EnumWords<CoordinateSystem>.Of(s))), null]) };

    private static FeelValue Value(decimal? number) => number is { } known ? known : FeelValue.Null;

    private static decimal? Degrees(JsonObject point, string name, int most, ValueReading reading, string within)
    {
        if (RawValue.Number(point[name]) is not { } degrees)
        {
            reading.WrongType(JsonKind.Number, point[name], $"{within}/{name}");
            return null;
        }

        if (Math.Abs(degrees) <= most)
        {
            return degrees;
        }

        reading.FailAt($"{within}/{name}", "form.position-out-of-range", name, most, degrees);
        return null;
    }

    private static decimal? Optional(JsonObject point, string name, ValueReading reading, string within, ref bool good)
    {
        if (point[name] is not { } node)
        {
            return null;
        }

        if (RawValue.Number(node) is { } number)
        {
            return number;
        }

        reading.WrongType(JsonKind.Number, node, $"{within}/{name}");
        good = false;
        return null;
    }
}
