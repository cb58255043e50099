using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Texts;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>
/// A place by words: the code of its division (6 digits down to the county by GB/T 2260, 9 to the township, 12 to the village or community)
/// and what stands behind it. A field that names a dictionary takes only codes that it has.
/// </summary>
internal sealed class AddressKind : FieldKind
{
    private const int LongestDetail = 200;

    private static readonly string[] _members = ["division", "detail"];

    private static readonly FeelType _type = FeelType.ContextOf(("division", FeelType.String), ("detail", FeelType.String));

    private static readonly Func<FeelValue[], FeelContext> _context = FeelContext.Maker(_members);

    public override string Expected => JsonKind.Object;

    public override FieldMembers Members => FieldMembers.Dictionary | FieldMembers.Default;

    public override FeelType TypeOf(FormField field) => _type;

    public override FeelValue ReadOther(JsonNode node, JsonValueKind kind, ValueReading reading)
    {
        if (node is not JsonObject address)
        {
            return reading.WrongType(Expected, node);
        }

        var good = ObjectShape.HasOnly(address, _members, reading);
        var division = RawValue.Text(address["division"]);
        if (division is null)
        {
            if (address["division"] is { } other)
            {
                reading.WrongType(JsonKind.Text, other, "/division");
            }
            else
            {
                reading.FailAt("/division", "form.no-division");
            }

            return default;
        }

        good &= IsDivision(division, reading);
        var detail = RawValue.Text(address["detail"]);
        if (detail is null && address["detail"] is { } wrong)
        {
            reading.WrongType(JsonKind.Text, wrong, "/detail");
            good = false;
        }
        else if (detail is not null && !TextKind.IsReadable(detail))
        {
            reading.FailAt("/detail", "form.bad-characters");
            good = false;
        }
        else if (detail?.EnumerateRunes().Count() is > LongestDetail and var length)
        {
            reading.FailAt("/detail", "form.too-long", LongestDetail, length);
            good = false;
        }

        return good ? _context([division, detail]) : FeelValue.Null;
    }

    public override void Describe(FormField field, JsonObject schema) => ObjectShape.Describe(
        schema,
        ["division"],
        ("division", new JsonObject { ["type"] = "string", ["pattern"] = "^([1-9][0-9]{5}|[1-9][0-9]{8}|[1-9][0-9]{11})$" }),
        ("detail", new JsonObject { ["type"] = new JsonArray("string", "null"), ["maxLength"] = LongestDetail, ["pattern"] = $"^[^{TextKind.Unshown}]*$" }));

    private static bool IsDivision(string code, ValueReading reading)
    {
        if (code.Length is not (6 or 9 or 12) || code[0] == '0' || code.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            reading.FailAt("/division", "form.bad-division", ProblemTexts.Clip(code));
            return false;
        }

        if (reading.Field.Dictionary is not { } id || reading.Lookups is not { } lookups || lookups.Dictionary(id) is not { } dictionary)
        {
            return true;
        }

        if (dictionary.Find(code, reading.Day) is not { } entry)
        {
            reading.FailAt("/division", "form.unknown-code", dictionary.Name, code);
            return false;
        }

        return CodeKind.IsInUse(entry, reading, "/division");
    }
}
