using System.Text.Json;
using System.Text.RegularExpressions;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Forms;

/// <param name="Id">Immutable over all versions of the form.</param>
/// <param name="Key">The member of the submission's JSON object, and the name in expressions; unique in the form, that of a column in its table.</param>
/// <param name="Options">For <see cref="FieldType.Choice"/> and <see cref="FieldType.MultiChoice"/>.</param>
/// <param name="Dictionary">Id of the dictionary, for <see cref="FieldType.Code"/>, and for the division codes of an <see cref="FieldType.Address"/>.</param>
/// <param name="Limits">What a value must satisfy beyond its type.</param>
/// <param name="Default">A value for a field that nobody filled. <see cref="FieldRules.Default"/> computes one.</param>
public sealed partial record FormField(
    string Id,
    string Key,
    FieldType Type,
    LocalizedText Label,
    LocalizedText Hint,
    IReadOnlyList<FormOption> Options,
    string? Dictionary,
    FieldLimits Limits,
    JsonElement? Default = null)
{
    /// <summary>What depends on other fields.</summary>
    public FieldRules Rules { get; init; } = FieldRules.None;

    /// <summary>What becomes of the value while the field is not relevant.</summary>
    public HiddenValue HiddenValue { get; init; }

    /// <summary>Where a first value comes from, so that nobody types what is known; null: nowhere.</summary>
    public FieldPrefill? Prefill { get; init; }

    /// <summary>Keys that the field had in earlier versions: their values are read as its own.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Its key, and behind it those that it had: in this order data are asked for its value.</summary>
    public IEnumerable<string> Keys => Aliases.Prepend(Key);

    /// <summary>Not asked any more. What old records hold stays readable, printable and exportable.</summary>
    public bool IsRetired { get; init; }

    /// <summary>Lists of records filter and sort by it. Only types with one value that can be compared.</summary>
    public bool IsSearchable { get; init; }

    /// <summary>Who may see it unmasked: as it declares or, computed from others, as it inherits.</summary>
    public Sensitivity Sensitivity
    {
        get => DeclaredSensitivity ?? InheritedSensitivity;
        init => DeclaredSensitivity = value;
    }

    /// <summary>What its definition says; null: nothing, so a calculated field is as sensitive as what its expression reads.</summary>
    public Sensitivity? DeclaredSensitivity { get; init; }

    /// <summary>The highest of the fields that its calculation reads.</summary>
    internal Sensitivity InheritedSensitivity { get; init; }

    /// <summary>How many of the section's columns it takes on a wide screen, 1 to 4. Null: as its type sees fit.</summary>
    public int? Span { get; init; }

    /// <summary>The fields of a row, for <see cref="FieldType.Table"/>.</summary>
    public IReadOnlyList<FormField> Columns { get; init; } = [];

    /// <summary>For the three kinds of places.</summary>
    public GeoSettings Geo { get; init; } = GeoSettings.Standard;

    /// <summary>For photos, videos, sound and files.</summary>
    public MediaSettings Media { get; init; } = MediaSettings.Standard;

    /// <summary>Keys of the fields that a signature signs; empty: all others that hold data and are not signatures.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>ISO 4217, for <see cref="FieldType.Money"/>. Null: CNY.</summary>
    public string? Currency { get; init; }

    /// <summary>What a <see cref="FieldType.Computed"/> field yields: one of the types that <see cref="ResultTypes"/> lists.</summary>
    public FieldType? Result { get; init; }

    /// <summary>What a computed field may yield.</summary>
    public static IReadOnlyList<FieldType> ResultTypes { get; } =
        [FieldType.Text, FieldType.Integer, FieldType.Number, FieldType.Money, FieldType.Boolean, FieldType.Date, FieldType.Time, FieldType.DateTime];

    /// <summary>Nobody can enter it: it follows from other fields.</summary>
    public bool IsCalculated => Rules.Calculation is not null;

    /// <summary>Nobody ever enters it: it has its first value, and keeps it. What it is filled from outside of the form is the sender's to tell.</summary>
    public bool IsFixed => Rules.ReadOnly?.Trim() == "true" && Prefill is null;

    /// <summary>Nobody enters it, and it says when the form was submitted: it is not known before.</summary>
    public bool IsStamped => IsFixed && Default is null && Rules.Default is { } first && Clock().IsMatch(first);

    [GeneratedRegex(@"\b(?:now|today)\s*\(")]
    private static partial Regex Clock();
}

/// <param name="Value">What records hold; never changes.</param>
public sealed record FormOption(string Value, LocalizedText Label)
{
    /// <summary>Cannot be chosen any more; stays on old records.</summary>
    public bool IsRetired { get; init; }

    /// <summary>What <see cref="FieldRules.Filter"/> may ask of it: <c>option.province</c>.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}

/// <param name="MaxLength">Characters, for texts; default 200 (Text), 2000 (LongText).</param>
/// <param name="Min">Inclusive, for numbers; the least number of attachments, choices or rows.</param>
/// <param name="Max">Inclusive, for numbers; the largest number of attachments (default 9), choices or rows (default and at most 200).</param>
/// <param name="Pattern">A regular expression that the whole text must match.</param>
/// <param name="PatternHint">What to say where it does not match.</param>
/// <param name="Scale">Digits behind the point, for numbers and money (default 2).</param>
public sealed record FieldLimits(
    int? MaxLength = null,
    decimal? Min = null,
    decimal? Max = null,
    string? Pattern = null,
    LocalizedText? PatternHint = null,
    int? Scale = null)
{
    public static FieldLimits None { get; } = new();
}

/// <summary>Who may see a value unmasked.</summary>
public enum Sensitivity
{
    /// <summary>Whoever may read the field.</summary>
    Normal,

    /// <summary>Masked for all but those whose role may reveal it: 身份证, phone, address.</summary>
    Personal,

    /// <summary>As <see cref="Personal"/>, and left out of exports.</summary>
    Secret,
}
