namespace LowCode.Definitions;

/// <summary>The tenant that a row, file, cache key or message belongs to: lower case letters, digits and hyphens, at most 40.</summary>
public readonly record struct TenantId(string Value)
{
    public override string ToString() => Value;
}
