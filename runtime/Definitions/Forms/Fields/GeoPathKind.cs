using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Forms.Places;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>A line through points, or the area that they enclose.</summary>
/// <param name="fewest">Points that it takes to make one.</param>
/// <param name="isClosed">An area: its boundary must not cross itself.</param>
internal sealed class GeoPathKind(int fewest, bool isClosed) : FieldKind
{
    private const int MostPoints = 5_000;

    private static readonly string[] _members = ["points"];

    private static readonly FeelType _type = FeelType.ContextOf(("points", FeelType.ListOf(GeoPointKind.Type)));

    private static readonly Func<FeelValue[], FeelContext> _context = FeelContext.Maker(_members);

    public override string Expected => JsonKind.Object;

    public override FieldMembers Members => FieldMembers.Geo;

    public override FeelType TypeOf(FormField field) => _type;

    public override FeelValue ReadOther(JsonNode node, JsonValueKind kind, ValueReading reading)
    {
        if (node is not JsonObject path)
        {
            return reading.WrongType(Expected, node);
        }

        var good = ObjectShape.HasOnly(path, _members, reading);
        if (path["points"] is not JsonArray points)
        {
            return reading.WrongType(JsonKind.List, path["points"], "/points");
        }

        if (points.Count < fewest || points.Count > MostPoints)
        {
            return reading.FailAt("/points", "form.point-count", fewest, MostPoints, points.Count);
        }

        var read = new FeelValue[points.Count];
        for (var i = 0; i < read.Length; i++)
        {
            read[i] = GeoPointKind.ReadPoint(points[i], reading, $"/points/{i}");
            good &= !read[i].IsNull;
        }

        if (good && isClosed && Boundary.Crossing([.. points.Select(Place)]) is { } crossing)
        {
            return reading.FailAt("/points", "form.boundary-crosses", crossing.First, crossing.Second);
        }

        return good ? _context([FeelList.Of(read)]) : FeelValue.Null;
    }

    public override void Describe(FormField field, JsonObject schema)
    {
        var point = new JsonObject();
        GeoPointKind.DescribePoint(field, point);
        ObjectShape.Describe(
            schema, _members, ("points", new JsonObject { ["type"] = "array", ["minItems"] = fewest, ["maxItems"] = MostPoints, ["items"] = point }));
    }

    private static (decimal Lon, decimal Lat) Place(JsonNode? point) => (RawValue.Number(point!["lon"]) ?? 0, RawValue.Number(point["lat"]) ?? 0);
}
