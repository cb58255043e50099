using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Forms;

/// <summary>
/// What of a field depends on others: FEEL over field keys. In a column the row's fields come first, the form's behind them, and
/// <c>rowNumber</c> counts from 1; outside, <c>table.column</c> is the list of a column's values. A condition holds where it is true: false and null do not.
/// </summary>
public sealed record FieldRules
{
    public static FieldRules None { get; } = new();

    /// <summary>Whether the field is asked at all. Null: always.</summary>
    public string? Relevant { get; init; }

    /// <summary>Whether a step that may write the field must fill it. Null: as the step's right says.</summary>
    public string? Required { get; init; }

    /// <summary>Whether nobody may change it, though the step could.</summary>
    public string? ReadOnly { get; init; }

    /// <summary>The field's value, whenever what it reads changes. Nobody enters it.</summary>
    public string? Calculation { get; init; }

    /// <summary>A first value, computed once: when an empty form is opened or a row is added.</summary>
    public string? Default { get; init; }

    /// <summary>Which options or codes may be chosen: asked for each, named <c>option</c> (<c>value</c> or <c>code</c>, <c>parent</c>, attributes).</summary>
    public string? Filter { get; init; }

    /// <summary>What must not be false where the field has a value.</summary>
    public IReadOnlyList<FieldConstraint> Constraints { get; init; } = [];
}

/// <param name="Expression">FEEL; false: the message is told. Null, as where another field is still empty, is no complaint.</param>
public sealed record FieldConstraint(string Expression, LocalizedText Message);

/// <summary>What becomes of a value while its field is not relevant.</summary>
public enum HiddenValue
{
    /// <summary>It is removed.</summary>
    Clear,

    /// <summary>It stays, and expressions go on seeing it.</summary>
    Keep,

    /// <summary>It stays, to come back with the field; expressions see nothing.</summary>
    KeepHidden,
}

/// <summary>Where a first value comes from. What came, and from where, stays beside the value as <see cref="Prefilled"/>.</summary>
/// <param name="Member">A path in it: a field's key (<c>place.detail</c> for a member of its value); <c>name</c>, <c>login</c>, <c>department</c> of the person; <c>ruleSet</c>, <c>ruleId</c>, <c>text</c>, <c>hash</c> of the rule.</param>
public sealed record FieldPrefill(PrefillSource Source, string Member);

public enum PrefillSource
{
    /// <summary>The case that the form belongs to.</summary>
    Case,

    /// <summary>The one who fills the form.</summary>
    Person,

    /// <summary>What the same person last submitted with this form.</summary>
    LastSubmission,

    /// <summary>The published rule on whose page the form was asked for.</summary>
    Rule,
}
