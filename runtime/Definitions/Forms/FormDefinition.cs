using System.Text.Json;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Forms;

/// <summary>A form as data: fields, layout and what each step of a process may see and change. Format name: <c>lowcode.form/1</c>.</summary>
/// <param name="Fields">In the order in which they are shown when no section says otherwise.</param>
/// <param name="NodeRules">By step (the id of the user task, or <c>report</c> for the start form): rights by field key. A field that a step does not name is read only.</param>
public sealed record FormDefinition(
    string FormId,
    LocalizedText Title,
    IReadOnlyList<FormField> Fields,
    IReadOnlyList<FormSection> Sections,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, FieldRight>> NodeRules)
{
    public const string Format = "lowcode.form/1";

    public FormField? Field(string key) => Fields.FirstOrDefault(f => f.Key == key);

    /// <summary>What a step may do with a field; read only where the form says nothing.</summary>
    public FieldRight RightOf(string step, string fieldKey) =>
        NodeRules.TryGetValue(step, out var rules) && rules.TryGetValue(fieldKey, out var right) ? right : FieldRight.Read;
}

public sealed record FormSection(string Id, LocalizedText Title, IReadOnlyList<string> FieldKeys);

/// <summary>What a step may do with a field. Required means writable and must have a value.</summary>
public enum FieldRight
{
    Read,
    Write,
    Required,
    Hidden,
}

public enum FieldType
{
    /// <summary>JSON string, one line.</summary>
    Text,

    /// <summary>JSON string, several lines.</summary>
    LongText,

    /// <summary>JSON number; read as decimal.</summary>
    Number,

    /// <summary>JSON string <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>JSON string, ISO 8601 with offset.</summary>
    DateTime,

    /// <summary>JSON string: the value of one option.</summary>
    Choice,

    /// <summary>JSON string: a code of the dictionary named by the field.</summary>
    Code,

    /// <summary>JSON array of attachment ids (strings).</summary>
    Photo,

    /// <summary>JSON string: a department's code.</summary>
    Department,

    /// <summary>JSON object <c>{"lon": number, "lat": number}</c>, degrees, WGS 84.</summary>
    Position,
}

/// <param name="Id">Immutable over all versions of the form.</param>
/// <param name="Key">The member of the submission's JSON object; unique in the form.</param>
/// <param name="Dictionary">Id of the dictionary, for <see cref="FieldType.Code"/>.</param>
/// <param name="Limits">What a value must satisfy beyond its type.</param>
public sealed record FormField(
    string Id,
    string Key,
    FieldType Type,
    LocalizedText Label,
    LocalizedText Hint,
    IReadOnlyList<FormOption> Options,
    string? Dictionary,
    FieldLimits Limits,
    JsonElement? Default = null);

public sealed record FormOption(string Value, LocalizedText Label);

/// <param name="MaxLength">Characters, for texts; default 200 (Text), 2000 (LongText).</param>
/// <param name="Min">Inclusive, for numbers.</param>
/// <param name="Max">Inclusive, for numbers; the count for photos (default 9).</param>
/// <param name="Pattern">A regular expression that the whole text must match.</param>
/// <param name="PatternHint">What to say where it does not match.</param>
public sealed record FieldLimits(
    int? MaxLength = null,
    decimal? Min = null,
    decimal? Max = null,
    string? Pattern = null,
    LocalizedText? PatternHint = null)
{
    public static FieldLimits None { get; } = new();
}
