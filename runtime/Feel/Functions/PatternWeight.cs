namespace LowCode.Feel.Functions;

/// <summary>
/// How many places an automaton of a pattern has, about: what it takes to build it and to go over a text, where a counted repetition is worth
/// as many copies of what it repeats.
/// </summary>
internal static class PatternWeight
{
    /// <summary>Beyond it the count says no more than that it is too much.</summary>
    private const long Most = 1_000_000_000;

    /// <param name="pattern">Of XPath; one that is none gets some weight all the same.</param>
    public static long Of(string pattern)
    {
        var open = new Stack<long>();
        var (total, last) = (1L, 0L);
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '(':
                    open.Push(total);
                    (total, last) = (1, 0);
                    break;
                case ')' when open.TryPop(out var outer):
                    (last, total) = (total, Math.Min(Most, outer + total));
                    break;
                case '{' when TryTimes(pattern, ref i, out var times):
                    total = Math.Min(Most, total + (last * (times - 1)));
                    last = Math.Min(Most, last * times);
                    break;
                default:
                    i = EndOfAtom(pattern, i);
                    (total, last) = (total + 1, 1);
                    break;
            }
        }

        return open.Aggregate(total, (sum, outer) => Math.Min(Most, sum + outer));
    }

    // What stands in brackets or behind a backslash is one place.
    private static int EndOfAtom(string pattern, int at)
    {
        var depth = 0;
        for (var i = at; i < pattern.Length; i++)
        {
            depth += pattern[i] == '[' ? 1 : pattern[i] == ']' ? -1 : 0;
            i += pattern[i] == '\\' ? 1 : 0;
            if (depth <= 0)
            {
                var isCategory = i < pattern.Length && pattern[i] is 'p' or 'P' && i > at && i + 1 < pattern.Length && pattern[i + 1] == '{';
                return isCategory && pattern.IndexOf('}', i) is > 0 and var end ? end : i;
            }
        }

        return pattern.Length;
    }

    // {n}, {n,} or {n,m}: the larger of its numbers, and at stands on its end then.
    private static bool TryTimes(string pattern, ref int at, out long times)
    {
        times = 1;
        var end = pattern.IndexOf('}', at);
        if (end < 0 || pattern.AsSpan(at + 1, end - at - 1).ContainsAnyExceptInRange(',', '9'))
        {
            return false;
        }

        foreach (var part in pattern.AsSpan(at + 1, end - at - 1).Split(','))
        {
            var digits = pattern.AsSpan(at + 1, end - at - 1)[part];
            times = Math.Max(times, long.TryParse(digits, out var number) ? Math.Min(number, Most) : digits.Length > 0 ? Most : 1);
        }

        at = end;
        return true;
    }
}
