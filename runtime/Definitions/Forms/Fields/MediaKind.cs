using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>
/// A list of attachments, each once: an id, or an object with the id and when and where it was taken. That they exist, what is in them and
/// that they belong to the one who submits them is the server's to check.
/// </summary>
/// <param name="family">What the media types of its attachments begin with; empty: any.</param>
internal sealed class MediaKind(string family) : FieldKind
{
    private const int MostByDefault = 9;

    private static readonly string[] _members = ["id", "takenAt", "place"];

    public override string Expected => JsonKind.List;

    public override FieldMembers Members => FieldMembers.Range | FieldMembers.Media;

    public static int MostOf(FormField field) => (int)(field.Limits.Max ?? MostByDefault);

    /// <summary>The ids of the attachments, those of wrong shape left out.</summary>
    public static IEnumerable<string> Ids(JsonNode? value) => value is JsonArray items ? items.Select(IdOf).OfType<string>() : [];

    public override FeelType TypeOf(FormField field) => FeelType.ListOf(FeelType.String);

    public override FeelValue ReadOther(JsonNode node, JsonValueKind kind, ValueReading reading)
    {
        if (node is not JsonArray items)
        {
            return reading.WrongType(Expected, node);
        }

        var good = ListShape.HasCount(items.Count, reading, MostOf(reading.Field), "form.too-many-photos", "form.too-few-photos");
        if (items.Count > MostOf(reading.Field))
        {
            // A list without end is not read to its end.
            return FeelValue.Null;
        }

        var ids = new FeelValue[items.Count];
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < ids.Length; i++)
        {
            var id = IdOf(items[i]);
            if (items[i] is JsonObject item)
            {
                good &= HasGoodMembers(item, reading, $"/{i}");
            }

            if (string.IsNullOrWhiteSpace(id))
            {
                reading.WrongType(JsonKind.Text, items[i] is JsonObject made ? made["id"] : items[i], items[i] is JsonObject ? $"/{i}/id" : $"/{i}");
                good = false;
            }
            else if (!known.Add(id))
            {
                reading.FailAt($"/{i}", "form.photo-twice");
                good = false;
            }

            ids[i] = id;
        }

        return good ? FeelList.Of(ids) : FeelValue.Null;
    }

    public override void Describe(FormField field, JsonObject schema)
    {
        var place = new JsonObject();
        GeoPointKind.DescribePoint(field with { Geo = GeoSettings.Standard }, place);
        var item = new JsonObject();
        ObjectShape.Describe(item, ["id"], ("id", Id()), ("takenAt", Time(field)), ("place", place));
        schema["type"] = "array";
        schema["items"] = new JsonObject { ["anyOf"] = new JsonArray(Id(), item) };
        schema["uniqueItems"] = true;
        ListShape.DescribeCount(schema, field.Limits.Min, MostOf(field));
    }

    public override void CheckDefinition(FormField field, string path, ProblemList problems)
    {
        foreach (var (index, format) in field.Media.Formats.Index())
        {
            if (!format.StartsWith(family, StringComparison.Ordinal) || !format.Contains('/', StringComparison.Ordinal))
            {
                problems.Add($"{path}/media/formats/{index}", "form-definition.bad-media-type", $"{family}…", format);
            }
        }
    }

    private static string? IdOf(JsonNode? item) => RawValue.Text(item is JsonObject described ? described["id"] : item);

    private static JsonObject Id() => new() { ["type"] = "string", ["pattern"] = "\\S" };

    private static JsonObject Time(FormField field)
    {
        var time = new JsonObject();
        FieldKinds.Of(FieldType.DateTime).Describe(field, time);
        return time;
    }

    private static bool HasGoodMembers(JsonObject item, ValueReading reading, string within)
    {
        var good = ObjectShape.HasOnly(item, _members, reading, within);
        if (item["takenAt"] is { } taken && (RawValue.Text(taken) is not { } text || !IsoTime.TryRead(text, out _)))
        {
            reading.FailAt($"{within}/takenAt", "form.bad-time", RawValue.Came(taken));
            good = false;
        }

        return good & (item["place"] is not { } place || !GeoPointKind.ReadPoint(place, reading, $"{within}/place").IsNull);
    }
}
