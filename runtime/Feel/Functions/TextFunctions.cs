using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using static LowCode.Feel.Functions.Declare;

namespace LowCode.Feel.Functions;

/// <summary>Functions of texts. Positions and lengths count code points: a character beyond U+FFFF is one.</summary>
internal static class TextFunctions
{
    public static IEnumerable<FeelFunction> All =>
    [
        Function("substring", Takes("string: string, start position: number, length: number?", FeelType.String, Substring)),
        Function("string length", Takes("string: string", FeelType.Number, (_, a) => Length(a[0].AsString!))),
        Function("upper case", Takes("string: string", FeelType.String, (_, a) => a[0].AsString!.ToUpperInvariant())),
        Function("lower case", Takes("string: string", FeelType.String, (_, a) => a[0].AsString!.ToLowerInvariant())),
        Function("substring before", Takes("string: string, match: string", FeelType.String, (run, a) => Around(run, a, before: true))),
        Function("substring after", Takes("string: string, match: string", FeelType.String, (run, a) => Around(run, a, before: false))),
        Function("contains", Takes("string: string, match: string", FeelType.Boolean, (run, a) => TextSearch.IndexOf(run, a[0].AsString!, a[1].AsString!) >= 0)),
        Function("starts with", Takes("string: string, match: string", FeelType.Boolean, (_, a) => a[0].AsString!.StartsWith(a[1].AsString!, StringComparison.Ordinal))),
        Function("ends with", Takes("string: string, match: string", FeelType.Boolean, (_, a) => a[0].AsString!.EndsWith(a[1].AsString!, StringComparison.Ordinal))),
        Function("matches", Takes("input: string, pattern: string, flags: string?", FeelType.Boolean, Matches)),
        Function("replace", Takes("input: string, pattern: string, replacement: string, flags: string?", FeelType.String, Replace)),
        Function("split", Takes("string: string, delimiter: string", FeelType.ListOf(FeelType.String), Split)),
        Function("string join", Takes("list: list, delimiter: string?", FeelType.String, Join, only: [FeelKind.String])),
    ];

    private static long Length(string text)
    {
        var length = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            length -= char.IsSurrogatePair(text[i - 1], text[i]) ? 1 : 0;
        }

        return length;
    }

    private static FeelValue Substring(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var text = arguments[0].AsString!;
        var size = Length(text);
        if (Whole(arguments[1]) is not { } position || position == 0 || position > Math.Max(size, 1) || position < -Math.Max(size, 1))
        {
            return run.Fail(FeelProblemCode.ArgumentValue, "start position", arguments[1], new TextKey("expects.position"));
        }

        var start = position > 0 ? position - 1 : Math.Max(0, size + position);
        var length = arguments[2].IsNull ? size - start : Whole(arguments[2]);
        if (length is null or < 0 || (length < 1 && !arguments[2].IsNull))
        {
            return run.Fail(FeelProblemCode.ArgumentValue, "length", arguments[2], new TextKey("expects.length"));
        }

        var end = start + Math.Min(size - start, length.Value);
        var from = IndexOf(text, size, start);
        return text[from..IndexOf(text, size, end)];
    }

    private static long? Whole(FeelValue number) => number.AsInt64() ?? number.AsNumber!.Value.Round(0, Numbers.RoundingMode.Down)?.ToInt64();

    private static int IndexOf(string text, long size, long codePoint)
    {
        if (size == text.Length)
        {
            return (int)codePoint;
        }

        var index = 0;
        for (; codePoint > 0; codePoint--)
        {
            // Half a pair alone counts as one.
            index += index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]) ? 2 : 1;
        }

        return index;
    }

    private static FeelValue Around(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments, bool before)
    {
        var (text, match) = (arguments[0].AsString!, arguments[1].AsString!);
        var at = TextSearch.IndexOf(run, text, match);
        return at < 0 ? "" : before ? text[..at] : text[(at + match.Length)..];
    }

    private static FeelValue Matches(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        if (Pattern(run, arguments[1], arguments[2].AsString ?? "") is not { } pattern)
        {
            return default;
        }

        var matches = pattern.IsMatch(run, arguments[0].AsString!);
        run.LookAtClock();
        return matches is { } known ? known : run.Fail(FeelProblemCode.PatternTooSlow, arguments[1]);
    }

    private static FeelValue Replace(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        if (Pattern(run, arguments[1], arguments[3].AsString ?? "") is not { } pattern)
        {
            return default;
        }

        if (Replacement.Parse(arguments[2].AsString!) is not { } replacement)
        {
            return run.Fail(FeelProblemCode.WrongReplacement, arguments[2]);
        }

        var replaced = pattern.Replace(run, arguments[0].AsString!, replacement);
        run.LookAtClock();
        run.CheckSize(replaced?.Length ?? 0);
        return replaced is not null ? replaced : run.Fail(FeelProblemCode.PatternTooSlow, arguments[1]);
    }

    private static FeelValue Split(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        if (Pattern(run, arguments[1], "") is not { } pattern)
        {
            return default;
        }

        var parts = pattern.Split(run, arguments[0].AsString!);
        run.LookAtClock();
        if (parts is null)
        {
            return run.Fail(FeelProblemCode.PatternTooSlow, arguments[1]);
        }

        run.Made(((long)FeelEvaluation.BytesOfObject * parts.Count) + (2L * arguments[0].AsString!.Length));
        return FeelList.From(parts.Select(p => (FeelValue)p));
    }

    private static Patterns? Pattern(FeelEvaluation run, FeelValue pattern, string flags)
    {
        if (!Patterns.AreFlags(flags))
        {
            run.Fail(FeelProblemCode.WrongFlags, flags);
            return null;
        }

        if (Patterns.WeightOf(pattern.AsString!, flags) is > Patterns.Heaviest and var weight)
        {
            run.Fail(FeelProblemCode.PatternTooLarge, pattern, Patterns.Heaviest, weight);
            return null;
        }

        if (Patterns.TryGet(pattern.AsString!, flags, out var found))
        {
            return found;
        }

        run.Fail(FeelProblemCode.WrongPattern, pattern);
        return null;
    }

    private static FeelValue Join(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var (parts, delimiter) = (new List<string>(), arguments[1].AsString ?? "");
        var length = 0L;
        foreach (var item in arguments[0].AsList!.AsSpan())
        {
            if (item.AsString is { } part)
            {
                parts.Add(part);
                length += part.Length + delimiter.Length;
                run.CheckSize(length);
            }
            else if (!item.IsNull)
            {
                return run.Fail(FeelProblemCode.ArgumentType, "string join", "list", Kinds.Of(FeelKind.String), item, Kinds.Of(item));
            }
        }

        return string.Join(delimiter, parts);
    }
}
