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

    /// <summary>Shown one after the other; empty: the sections stand on one page.</summary>
    public IReadOnlyList<FormPage> Pages { get; init; } = [];

    /// <summary>Who sees its sensitive fields.</summary>
    public FormPrivacy Privacy { get; init; } = FormPrivacy.Strict;

    public FormField? Field(string key) => Fields.FirstOrDefault(f => f.Key == key);

    /// <summary>What a step may do with a field; read only where the form says nothing.</summary>
    public FieldRight RightOf(string step, string fieldKey) =>
        NodeRules.TryGetValue(step, out var rules) && rules.TryGetValue(fieldKey, out var right) ? right : FieldRight.Read;
}

/// <param name="FieldKeys">In the order shown. A field stands in one section at most.</param>
public sealed record FormSection(string Id, LocalizedText Title, IReadOnlyList<string> FieldKeys)
{
    /// <summary>FEEL over the form's fields: false or null takes all its fields away.</summary>
    public string? Relevant { get; init; }

    /// <summary>Fields side by side on a wide screen, 1 to 4; a phone shows one. Null: as the screen sees fit.</summary>
    public int? Columns { get; init; }
}

/// <param name="SectionIds">In the order shown. A section stands on one page at most.</param>
public sealed record FormPage(string Id, LocalizedText Title, IReadOnlyList<string> SectionIds)
{
    /// <summary>FEEL over the form's fields: false or null takes all its sections away.</summary>
    public string? Relevant { get; init; }
}

/// <summary>What a step may do with a field. Required means writable and must have a value.</summary>
public enum FieldRight
{
    Read,
    Write,
    Required,
    Hidden,
}
