namespace LowCode.Definitions;

/// <summary>The tenant that a row, file, cache key or message belongs to: lower case letters, digits and hyphens, at most 40.</summary>
public readonly record struct TenantId(string Value)
{
    public const int MaxLength = 40;

    public static bool IsValid(string value) =>
        value.Length is > 0 and <= MaxLength && value.All(c => c is '-' || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    public override string ToString() => Value;
}
