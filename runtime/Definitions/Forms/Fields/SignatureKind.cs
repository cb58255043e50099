using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LowCode.Definitions.Documents;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>
/// A drawn signature: its image, who signed when, and the hash of what was shown; where something was shown masked, that too. That the hash is that of the submitted
/// values is checked where all of them are known.
/// </summary>
internal sealed partial class SignatureKind : FieldKind
{
    private static readonly string[] _members = ["image", "signer", "signedAt", "hash"];

    private static readonly string[] _known = [.. _members, SignedContent.Masked, SignedContent.Content];

    private static readonly FeelType _type =
        FeelType.ContextOf(("image", FeelType.String), ("signer", FeelType.String), ("signedAt", FeelType.DateTime), ("hash", FeelType.String));

    private static readonly Func<FeelValue[], FeelContext> _context = FeelContext.Maker(_members);

    public override string Expected => JsonKind.Object;

    public override FieldMembers Members => FieldMembers.Covers;

    public override FeelType TypeOf(FormField field) => _type;

    public override FeelValue ReadOther(JsonNode node, JsonValueKind kind, ValueReading reading)
    {
        if (node is not JsonObject signature)
        {
            return reading.WrongType(Expected, node);
        }

        var good = ObjectShape.HasOnly(signature, _known, reading) & HasGoodMasks(signature, reading);
        var values = new FeelValue[_members.Length];
        for (var i = 0; i < _members.Length; i++)
        {
            var text = RawValue.Text(signature[_members[i]]);
            if (string.IsNullOrWhiteSpace(text))
            {
                reading.WrongType(JsonKind.Text, signature[_members[i]], "/" + _members[i]);
                good = false;
            }

            values[i] = text;
        }

        if (values[2].AsString is { } at)
        {
            if (IsoTime.TryRead(at, out var time))
            {
                values[2] = Feel.Times.FeelDateTime.From(time);
            }
            else
            {
                reading.FailAt("/signedAt", "form.bad-time", RawValue.Came(signature["signedAt"]));
                good = false;
            }
        }

        if (values[3].AsString is { } hash && !Hash().IsMatch(hash))
        {
            reading.FailAt("/hash", "form.bad-hash", RawValue.Came(signature["hash"]));
            good = false;
        }

        return good ? _context(values) : FeelValue.Null;
    }

    private static bool HasGoodMasks(JsonObject signature, ValueReading reading)
    {
        var good = true;
        if (signature.TryGetPropertyValue(SignedContent.Masked, out var masked) && masked is not JsonObject)
        {
            reading.WrongType(JsonKind.Object, masked, "/" + SignedContent.Masked);
            good = false;
        }

        if (signature.TryGetPropertyValue(SignedContent.Content, out var content) && (RawValue.Text(content) is not { } hash || !Hash().IsMatch(hash)))
        {
            reading.FailAt("/" + SignedContent.Content, "form.bad-hash", RawValue.Came(content));
            good = false;
        }

        return good;
    }

    public override void Describe(FormField field, JsonObject schema)
    {
        var time = new JsonObject();
        FieldKinds.Of(FieldType.DateTime).Describe(field, time);
        ObjectShape.Describe(
            schema,
            _members,
            ("image", new JsonObject { ["type"] = "string", ["pattern"] = "\\S" }),
            ("signer", new JsonObject { ["type"] = "string", ["pattern"] = "\\S" }),
            ("signedAt", time),
            ("hash", new JsonObject { ["type"] = "string", ["pattern"] = HashPattern }),
            (SignedContent.Masked, new JsonObject { ["type"] = "object" }),
            (SignedContent.Content, new JsonObject { ["type"] = "string", ["pattern"] = HashPattern }));
    }

    private const string HashPattern = "^sha256:[0-9a-f]{64}$";

    [GeneratedRegex(@"\Asha256:[0-9a-f]{64}\z")]
    private static partial Regex Hash();
}
