using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;

namespace LowCode.Definitions.Forms.Searching;

/// <summary>Values of searchable fields as they are compared: the same for what is stored and for what is asked.</summary>
public static class SearchValue
{
    /// <summary>Texts are compared by so many characters; no index takes longer ones.</summary>
    public const int LongestText = 200;

    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    private static readonly string[] _times = ["HH:mm", "HH:mm:ss"];

    /// <summary>Types of fields that may be searchable.</summary>
    public static IReadOnlyList<FieldType> Types { get; } = [.. Enum.GetValues<FieldType>().Where(t => t == FieldType.Computed || KindOf(t) is not null)];

    /// <summary>Null: values of the field cannot be searched.</summary>
    public static SlotKind? KindOf(FormField field) => KindOf(TypeOf(field));

    public static SearchOperators OperatorsOf(FormField field) => TypeOf(field) switch
    {
        var type when IsFolded(type) => SearchOperators.Equal | SearchOperators.In | SearchOperators.Starts | SearchOperators.Contains | SearchOperators.Empty,
        FieldType.Code or FieldType.Address => SearchOperators.Equal | SearchOperators.In | SearchOperators.Starts | SearchOperators.Empty,
        var type => KindOf(type) switch
        {
            SlotKind.Text => SearchOperators.Equal | SearchOperators.In | SearchOperators.Empty,
            SlotKind.Number or SlotKind.Time => SearchOperators.Equal | SearchOperators.In | SearchOperators.Range | SearchOperators.Empty,
            _ => SearchOperators.None,
        },
    };

    /// <summary>A text, or a decimal, of a value in the data; null where it has none, or none of the field's type (older versions had another).</summary>
    public static object? Of(FormField field, JsonNode? value)
    {
        var type = TypeOf(field);
        if (FieldValue.IsEmpty(value))
        {
            return null;
        }

        return type switch
        {
            FieldType.Number or FieldType.Integer or FieldType.Money => RawValue.Number(value),
            FieldType.Address => Code(RawValue.Text((value as JsonObject)?["division"])),
            FieldType.Boolean => value is JsonValue flag && flag.TryGetValue(out bool answer) ? Word(answer) : null,
            _ => value is JsonValue && (RawValue.Text(value) ?? (RawValue.IsBrokenText(value) ? null : value.ToJsonString())) is { } text ? OfText(type, text) : null,
        };
    }

    /// <summary>The same of what somebody asks for, as a text; null where it is no value of the field.</summary>
    public static object? Read(FormField field, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TypeOf(field) switch
        {
            _ when string.IsNullOrWhiteSpace(text) => null,
            FieldType.Number or FieldType.Integer or FieldType.Money =>
                decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null,
            FieldType.Address => Code(text),
            FieldType.Boolean => text is "true" or "false" ? text : null,
            var type => OfText(type, text),
        };
    }

    /// <summary>Capital and small letters, full and half width alike, without what stands around it.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        // Half a character cannot be normalised; as runes it is a replacement character. PostgreSQL's texts hold no zeros.
        var whole = string.Concat(text.EnumerateRunes()).Replace("\0", "", StringComparison.Ordinal);
        return Cut(whole.Normalize(NormalizationForm.FormKC).Trim().ToLowerInvariant());
    }

    private static object? OfText(FieldType type, string text) => type switch
    {
        FieldType.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : null,
        FieldType.Time => TimeOnly.TryParseExact(text, _times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToString("HH:mm:ss", CultureInfo.InvariantCulture) : null,
        FieldType.DateTime => IsoTime.TryRead(text, out var at) ? at.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture) : null,
        _ when IsFolded(type) => Fold(text) is { Length: > 0 } folded ? folded : null,
        _ => Code(text),
    };

    private static string? Code(string? text) => text is null ? null : Cut(text.Replace("\0", "", StringComparison.Ordinal));

    private static string Cut(string text) =>
        text.Length <= LongestText ? text : text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];

    private static string Word(bool answer) => answer ? "true" : "false";

    private static FieldType TypeOf(FormField field) => field.Type == FieldType.Computed ? field.Result ?? FieldType.Display : field.Type;

    private static bool IsFolded(FieldType type) => type
        is FieldType.Text or FieldType.LongText or FieldType.Barcode or FieldType.IdNumber or FieldType.CreditCode or FieldType.Phone;

    private static SlotKind? KindOf(FieldType type) => type switch
    {
        FieldType.Number or FieldType.Integer or FieldType.Money => SlotKind.Number,
        FieldType.Date or FieldType.Time or FieldType.DateTime => SlotKind.Time,
        FieldType.Choice or FieldType.Code or FieldType.Person or FieldType.Department or FieldType.Boolean or FieldType.Address => SlotKind.Text,
        _ when IsFolded(type) => SlotKind.Text,
        _ => null,
    };
}
