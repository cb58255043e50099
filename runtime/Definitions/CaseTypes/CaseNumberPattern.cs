using System.Globalization;
using System.Text.RegularExpressions;

namespace LowCode.Definitions.CaseTypes;

/// <summary>
/// How a case type's numbers are spelled: text with date parts (<c>{yyyyMMdd}</c>, <c>{yyyy}</c>, <c>{yyMM}</c> ...) and one counter
/// <c>{seq:N}</c> of at least N digits that starts again when the date parts change.
/// </summary>
public sealed partial class CaseNumberPattern
{
    private readonly Part[] _before;
    private readonly Part[] _after;
    private readonly int _digits;

    private CaseNumberPattern(string before, string after, int digits)
    {
        _before = Parts(before);
        _after = Parts(after);
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

    private static Part[] Parts(string text)
    {
        var parts = new List<Part>();
        var start = 0;
        foreach (Match date in DatePart().Matches(text))
        {
            parts.Add(new Part(text[start..date.Index], IsDate: false));

            // One letter alone would be a standard format ("d") to .NET, so each part is asked for as a custom one.
            parts.Add(new Part($"'' {date.Groups[1].Value}", IsDate: true));
            start = date.Index + date.Length;
        }

        parts.Add(new Part(text[start..], IsDate: false));
        return [.. parts.Where(p => p.Text.Length > 0)];
    }

    private static string Spell(Part[] parts, DateTime local) =>
        string.Concat(parts.Select(p => p.IsDate ? local.ToString(p.Text, CultureInfo.InvariantCulture)[1..] : p.Text));

    private readonly record struct Part(string Text, bool IsDate);

    [GeneratedRegex(@"\{seq:([1-9])\}")]
    private static partial Regex Counter();

    [GeneratedRegex(@"\{((?:yyyy|yy|MM|dd|HH)+)\}")]
    private static partial Regex DatePart();
}
