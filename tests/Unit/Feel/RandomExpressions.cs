using System.Text;

namespace LowCode.Tests.Unit.Feel;

/// <summary>Expressions made at random by the grammar, of which some are then damaged. The same seed gives the same ones.</summary>
public sealed class RandomExpressions(int seed)
{
    private static readonly string[] _names = ["金额", "数量", "申请人.年龄", "monthly income", "标签", "明细", "明细.单价", "x", "item", "partial", "?", "没有的名字"];

    private static readonly string[] _literals =
    [
        "0", "1", "-7", "3.25", "1e30", "12345678901234567890.5", "\"\"", "\"急\"", "\"a\\nb\\U01F40E\"", "true", "false", "null",
        "@\"2026-03-05\"", "@\"10:20:30+08:00\"", "@\"2026-03-05T10:20:30@Asia/Shanghai\"", "@\"P3DT4H\"", "@\"P1Y2M\"", "[]", "{}",
    ];

    private static readonly string[] _signs = ["+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or"];

    private static readonly string[] _functions =
    [
        "sum", "count", "max", "min", "mean", "median", "mode", "stddev", "product", "all", "any", "not", "string", "number", "date", "time", "date and time",
        "duration", "abs", "floor", "ceiling", "sqrt", "exp", "log", "odd", "even", "flatten", "reverse", "distinct values", "union", "concatenate",
        "append", "contains", "substring", "split", "replace", "matches", "string join", "string length", "upper case", "list contains", "index of",
        "sublist", "remove", "insert before", "sort", "context", "context put", "context merge", "get value", "get entries", "before", "after", "during",
        "overlaps", "includes", "is", "range", "modulo", "decimal", "round up", "years and months duration", "day of week", "week of year", "now", "today",
        "starts with", "ends with", "substring before", "substring after", "list replace", "round down", "round half up", "round half down", "meets", "met by",
        "overlaps before", "overlaps after", "finishes", "finished by", "starts", "started by", "coincides", "day of year", "month of year", "lower case",
    ];

    private static readonly string[] _pieces =
        ["(", ")", "[", "]", "{", "}", ",", ":", "..", "...", ".", "\"", "@", "if ", " then ", " else ", "for ", " return ", " in ", "function(", "instance of ", "/*", "\\", "\uD83D", "\0", "，", "（", "not(", "-"];

    private static readonly string[] _types = ["number", "string", "list<number>", "context<a: string>", "function<number> -> Any", "range<date>", "date and time", "days and time duration", "Any"];

    private readonly Random _random = new(seed);

    public string Next()
    {
        var text = Expression(_random.Next(1, 6));
        return _random.Next(3) == 0 ? Damaged(text) : text;
    }

    private string Expression(int depth)
    {
        if (depth <= 0)
        {
            return _random.Next(3) == 0 ? Of(_names) : Of(_literals);
        }

        return _random.Next(20) switch
        {
            0 or 1 or 2 => $"{Expression(depth - 1)} {Of(_signs)} {Expression(depth - 1)}",
            3 => $"({Expression(depth - 1)})",
            4 => $"-{Expression(depth - 1)}",
            5 or 6 => $"{Of(_functions)}({List(depth, 4)})",
            7 => $"[{List(depth, 5)}]",
            8 => $"{{a: {Expression(depth - 1)}, \"b c\": {Expression(depth - 1)}, f: function(n, m: {Of(_types)}) {Expression(depth - 1)}}}",
            9 => $"{Expression(depth - 1)}[{Expression(depth - 1)}]",
            10 => $"{Expression(depth - 1)}.{(_random.Next(2) == 0 ? "a" : "b c")}",
            11 => $"if {Expression(depth - 1)} then {Expression(depth - 1)} else {Expression(depth - 1)}",
            12 => $"for x in {Source(depth)} return {Expression(depth - 1)}",
            13 => $"{(_random.Next(2) == 0 ? "some" : "every")} x in {Source(depth)}, 项 in {Source(depth)} satisfies {Expression(depth - 1)}",
            14 => $"{Expression(depth - 1)} between {Expression(depth - 1)} and {Expression(depth - 1)}",
            15 => $"{Expression(depth - 1)} in ({Test(depth)}, {Test(depth)})",
            16 => $"{Expression(depth - 1)} instance of {Of(_types)}",
            17 => Range(depth),
            18 => $"{{f: function(x) {(_random.Next(3) == 0 ? "f(x + 1)" : Expression(depth - 1))}, r: f({Expression(depth - 1)})}}.r",
            _ => $"{Expression(depth - 1)}...a",
        };
    }

    private string Source(int depth) => _random.Next(3) == 0 ? $"{_random.Next(-3, 4)}..{(_random.Next(9) == 0 ? "1000000000" : Expression(0))}" : Expression(depth - 1);

    private string Test(int depth) => _random.Next(3) == 0 ? $"{Of(["<", "<=", ">", ">=", "=", "!="])} {Expression(0)}" : Expression(depth - 1);

    private string Range(int depth) => _random.Next(4) == 0 ? $"(< {Expression(depth - 1)})" : $"{Of(["[", "(", "]"])}{Expression(depth - 1)}..{Expression(depth - 1)}{Of(["]", ")", "["])}";

    private string List(int depth, int most) => string.Join(", ", Enumerable.Range(0, _random.Next(most)).Select(_ => Expression(depth - 1)));

    private string Damaged(string text)
    {
        var damaged = new StringBuilder(text);
        for (var i = _random.Next(1, 4); i > 0; i--)
        {
            var at = _random.Next(damaged.Length + 1);
            switch (_random.Next(4))
            {
                case 0 when at < damaged.Length:
                    damaged.Remove(at, Math.Min(_random.Next(1, 6), damaged.Length - at));
                    break;
                case 1:
                    damaged.Insert(at, Of(_pieces));
                    break;
                case 2:
                    damaged.Insert(at, text[.._random.Next(text.Length + 1)]);
                    break;
                default:
                    damaged.Insert(at, (char)_random.Next(1, 0x3000));
                    break;
            }
        }

        return damaged.ToString();
    }

    private string Of(string[] choices) => choices[_random.Next(choices.Length)];
}
