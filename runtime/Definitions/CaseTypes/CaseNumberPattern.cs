using System.Globalization;
using System.Text.RegularExpressions;

namespace LowCode.Definitions.CaseTypes;

/// <summary>
/// How a case type's numbers are spelled: text with date parts (<c>{yyyyMMdd}</c>, <c>{yyyy}</c>, <c>{yyMM}</c> ...) and one counter
/// <c>{seq:N}</c> of at least N digits that starts again when the date parts change.
/// </summary>
public sealed partial class CaseNumberPattern
{
    private readonly string _before;
    private readonly string _after;
    private readonly int _digits;

    private CaseNumberPattern(string before, string after, int digits)
    {
        _before = before;
        _after = after;
        _digits = digits;
    }

    /// <summary>Null where the pattern holds anything else in braces, or not exactly one counter of 1 to 9 digits.</summary>
    public static CaseNumberPattern? TryParse(string pattern)
    {
        var counter = Counter().Match(pattern);
        if (!counter.Success)
        {
            return null;
        }

        var before = pattern[..counter.Index];
        var after = pattern[(counter.Index + counter.Length)..];
        return IsDated(before) && IsDated(after)
            ? new CaseNumberPattern(before, after, int.Parse(counter.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>What the counter counts under: the number without its counter. <paramref name="local"/> is the tenant's own time.</summary>
    public string Scope(DateTime local) => Spell(_before, local) + "#" + Spell(_after, local);

    /// <summary>The number itself.</summary>
    public string Spell(DateTime local, long sequence) =>
        Spell(_before, local) + sequence.ToString(CultureInfo.InvariantCulture).PadLeft(_digits, '0') + Spell(_after, local);

    private static bool IsDated(string text) => !DatePart().Replace(text, "").AsSpan().ContainsAny('{', '}');

    // One letter alone would be a standard format ("d") to .NET, so each part is asked for as a custom one.
    private static string Spell(string text, DateTime local) =>
        DatePart().Replace(text, part => local.ToString($"'' {part.Groups[1].Value}", CultureInfo.InvariantCulture)[1..]);

    [GeneratedRegex(@"\{seq:([1-9])\}")]
    private static partial Regex Counter();

    [GeneratedRegex(@"\{((?:yyyy|yy|MM|dd|HH)+)\}")]
    private static partial Regex DatePart();
}
