namespace LowCode.Definitions.Rules;

/// <summary>What a field of a screened document holds.</summary>
public enum FieldKind
{
    Text,

    /// <summary>A decimal of at most 4 places.</summary>
    Number,

    /// <summary>A day, <c>yyyy-MM-dd</c>.</summary>
    Date,

    Boolean,

    /// <summary>A list of texts, compared as a whole (<c>fieldNe</c>) or element by element (<c>missingIn</c>).</summary>
    Texts,
}
