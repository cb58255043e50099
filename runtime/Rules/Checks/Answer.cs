namespace LowCode.Rules.Checks;

/// <summary>Whether something can be.</summary>
internal enum Answer
{
    No,
    Unknown,
    Yes,
}

/// <summary>A test of a field, or its opposite; an absent value satisfies the opposite of any test but isNull.</summary>
internal readonly record struct Literal(Definitions.Rules.ValueTest Test, bool IsNegated);
