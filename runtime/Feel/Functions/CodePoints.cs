using System.Globalization;
using System.Text;

namespace LowCode.Feel.Functions;

/// <summary>Characters beyond U+FFFF, which .NET's patterns see as two halves each, as ranges of code points.</summary>
internal sealed class CodePoints
{
    public const int First = 0x10000;
    public const int Last = 0x10FFFF;

    private readonly List<(int Start, int End)> _ranges = [];

    public static CodePoints All => new CodePoints().Add(First, Last);

    /// <summary>Of the letters beyond U+FFFF those that a text is likely to have: the ideographs of the planes 2 and 3.</summary>
    public static CodePoints Ideographs => new CodePoints().Add(0x20000, 0x3FFFF);

    /// <summary>What names in XML may have.</summary>
    public static CodePoints OfNames => new CodePoints().Add(First, 0xEFFFF);

    public bool IsEmpty => _ranges.Count == 0;

    public CodePoints Add(int start, int end)
    {
        _ranges.Add((Math.Max(start, First), end));
        return this;
    }

    public CodePoints Add(CodePoints others)
    {
        _ranges.AddRange(others._ranges);
        return this;
    }

    public CodePoints Complement()
    {
        var (result, next) = (new CodePoints(), First);
        foreach (var (start, end) in _ranges.Order())
        {
            if (start > next)
            {
                result.Add(next, start - 1);
            }

            next = Math.Max(next, end + 1);
        }

        return next <= Last ? result.Add(next, Last) : result;
    }

    /// <summary>What is in this and not in the other: neither in the other nor outside of this.</summary>
    public CodePoints Without(CodePoints other) => Complement().Add(other).Complement();

    /// <summary>Each pair of halves as an alternative, <c>|</c> behind each.</summary>
    public void AppendTo(StringBuilder pattern)
    {
        foreach (var (start, end) in Complement().Complement()._ranges)
        {
            var ((high, low), (lastHigh, lastLow)) = (Halves(start), Halves(end));
            if (high == lastHigh)
            {
                Append(pattern, high, high, low, lastLow);
                continue;
            }

            if (low > 0xDC00)
            {
                Append(pattern, high, high++, low, 0xDFFF);
            }

            if (lastLow < 0xDFFF)
            {
                Append(pattern, lastHigh, lastHigh--, 0xDC00, lastLow);
            }

            if (high <= lastHigh)
            {
                Append(pattern, high, lastHigh, 0xDC00, 0xDFFF);
            }
        }
    }

    private static (int High, int Low) Halves(int point) => (0xD800 + ((point - First) >> 10), 0xDC00 + ((point - First) & 0x3FF));

    private static void Append(StringBuilder pattern, int high, int lastHigh, int low, int lastLow) =>
        pattern.Append(CultureInfo.InvariantCulture, $@"[\u{high:X4}-\u{lastHigh:X4}][\u{low:X4}-\u{lastLow:X4}]|");
}
