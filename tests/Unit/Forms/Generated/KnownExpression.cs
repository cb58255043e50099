using System.Globalization;

namespace LowCode.Tests.Unit.Forms.Generated;

/// <summary>
/// An expression together with what it yields. Whoever builds it knows its operands and works its value out in C#: FEEL is never asked. Values
/// are decimals, booleans, texts and days; null is null.
/// </summary>
internal sealed record KnownExpression(string Text, object? Value)
{
    public decimal? Number => (decimal?)Value;

    public bool? Truth => (bool?)Value;
}

/// <summary>What expressions of a trial may read: fields whose values are known, and the rows of its table.</summary>
/// <param name="Prices">The column <c>price</c> of <c>lines</c>; null for a cell without a good value.</param>
internal sealed record KnownOperands(
    IReadOnlyDictionary<string, decimal?> Numbers,
    IReadOnlyDictionary<string, bool?> Truths,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyDictionary<string, DateOnly> Days,
    IReadOnlyList<decimal?> Prices);

/// <summary>Makes random expressions of all operators, and counts which.</summary>
internal sealed class KnownExpressions(Random random, KnownOperands operands, IDictionary<string, int> used)
{
    private const int Deepest = 3;

    /// <summary>What FEEL has of operators and forms of expressions, and the functions that forms use most.</summary>
    public static IReadOnlyList<string> Operators { get; } =
    [
        "+", "-", "*", "/", "**", "negate", "string +", "date + duration", "<", "<=", ">", ">=", "=", "!=", "date <", "and", "or", "not", "between", "in", "in list",
        "instance of", "if", "for", "some", "every", "filter", "boolean", "number", "constant", "contains", "starts with", "upper case", "substring", "string length",
        "abs", "floor", "ceiling", "decimal", "min", "max", "sum", "count",
    ];

    public KnownExpression Condition(int depth = 0) => depth >= Deepest ? Comparison(depth) : Pick(
        () => Comparison(depth),
        () => Comparison(depth),
        () => Joined(depth, "and", (a, b) => a == false || b == false ? false : a is null || b is null ? null : true),
        () => Joined(depth, "or", (a, b) => a == true || b == true ? true : a is null || b is null ? null : false),
        () => Not(depth),
        TruthField,
        TextTest,
        DayTest,
        () => Between(depth),
        InRange,
        InList,
        InstanceOf,
        Quantified);

    public KnownExpression Number(int depth = 0) => depth >= Deepest ? NumberField() : Pick(
        NumberField,
        Constant,
        () => Binary(depth, "+", (a, b) => a + b),
        () => Binary(depth, "-", (a, b) => a - b),
        () => Times(depth),
        () => Divided(depth),
        () => Squared(depth),
        () => Negated(depth),
        () => Choice(depth),
        () => Call(depth, "abs", x => Math.Abs(x)),
        () => Call(depth, "floor", decimal.Floor),
        () => Call(depth, "ceiling", decimal.Ceiling),
        () => Rounded(depth),
        () => Extreme(depth, "min"),
        () => Extreme(depth, "max"),
        Sum,
        Doubled,
        Count,
        CountFiltered,
        Length);

    public KnownExpression Text()
    {
        var (name, value) = Any(operands.Texts);
        return Pick(
            () => Made("string +", $"{name} + \"-x\"", value + "-x"),
            () => Made("upper case", $"upper case({name})", value.ToUpperInvariant()),
            () => Made("substring", $"substring({name}, 1, 2)", value[..Math.Min(2, value.Length)]));
    }

    public KnownExpression Day()
    {
        var (name, value) = Any(operands.Days);
        var days = random.Next(1, 400);
        return Made("date + duration", $"{name} + duration(\"P{days}D\")", value.AddDays(days));
    }

    private KnownExpression Comparison(int depth)
    {
        var (left, right) = (Number(depth + 1), Number(depth + 1));
        return random.Next(6) switch
        {
            0 => Made("<", $"{left.Text} < {right.Text}", left.Number < right.Number, left, right),
            1 => Made("<=", $"{left.Text} <= {right.Text}", left.Number <= right.Number, left, right),
            2 => Made(">", $"{left.Text} > {right.Text}", left.Number > right.Number, left, right),
            3 => Made(">=", $"{left.Text} >= {right.Text}", left.Number >= right.Number, left, right),
            4 => Equality("=", left, right, isEqual: true),
            _ => Equality("!=", left, right, isEqual: false),
        };
    }

    // Null equals null, and nothing else.
    private KnownExpression Equality(string sign, KnownExpression left, KnownExpression right, bool isEqual) =>
        Made(sign, $"{left.Text} {sign} {right.Text}", left.Number == right.Number == isEqual);

    private KnownExpression Joined(int depth, string sign, Func<bool?, bool?, bool?> join)
    {
        var (left, right) = (Condition(depth + 1), Condition(depth + 1));
        return Made(sign, $"({left.Text}) {sign} ({right.Text})", join(left.Truth, right.Truth));
    }

    private KnownExpression Not(int depth) => Condition(depth + 1) is var inner ? Made("not", $"not({inner.Text})", !inner.Truth) : inner;

    private KnownExpression TruthField() => Any(operands.Truths) is var (name, value) ? Made("boolean", name, value) : throw new InvalidOperationException();

    private KnownExpression TextTest()
    {
        var (name, value) = Any(operands.Texts);
        return random.Next(2) == 0
            ? Made("contains", $"contains({name}, \"b\")", value.Contains('b', StringComparison.Ordinal))
            : Made("starts with", $"starts with({name}, \"a\")", value.StartsWith('a'));
    }

    private KnownExpression DayTest()
    {
        var ((one, first), (other, second)) = (Any(operands.Days), Any(operands.Days));
        return Made("date <", $"{one} < {other}", first < second);
    }

    private KnownExpression Between(int depth)
    {
        var (low, value, high) = (Number(depth + 1), Number(depth + 1), Number(depth + 1));
        var isKnown = low.Value is not null && value.Value is not null && high.Value is not null;
        return Made("between", $"({value.Text}) between ({low.Text}) and ({high.Text})", isKnown ? value.Number >= low.Number && value.Number <= high.Number : null);
    }

    private KnownExpression InRange()
    {
        var (name, value) = Any(operands.Numbers.Where(n => n.Value is not null).ToDictionary(n => n.Key, n => n.Value));
        var (low, high) = (random.Next(-20, 20), random.Next(20, 60));
        return Made("in", $"{name} in [{low}..{high})", value >= low && value < high);
    }

    private KnownExpression InList()
    {
        var (name, value) = Any(operands.Numbers.Where(n => n.Value is not null).ToDictionary(n => n.Key, n => n.Value));
        var (one, least) = (random.Next(-5, 5), random.Next(0, 60));
        return Made("in list", $"{name} in (0, {one}, >= {least})", value == 0 || value == one || value >= least);
    }

    private KnownExpression InstanceOf() => Any(operands.Numbers) is var (name, value) ? Made("instance of", $"{name} instance of number", value is not null) : throw new InvalidOperationException();

    private KnownExpression Quantified()
    {
        var bound = random.Next(50);
        var truths = operands.Prices.Select(p => p > bound is var over && p is null ? (bool?)null : over).ToList();
        return random.Next(2) == 0
            ? Made("some", $"some l in lines satisfies l.price > {bound}", truths.Contains(true) ? true : truths.Contains(null) ? null : false)
            : Made("every", $"every l in lines satisfies l.price > {bound}", truths.Contains(false) ? false : truths.Contains(null) ? null : true);
    }

    private KnownExpression NumberField() => Any(operands.Numbers) is var (name, value) ? Made("number", name, value) : throw new InvalidOperationException();

    private KnownExpression Constant() => random.Next(-50, 50) / 4m is var value ? Made("constant", $"({Spelled(value)})", value) : throw new InvalidOperationException();

    private KnownExpression Binary(int depth, string sign, Func<decimal?, decimal?, decimal?> compute)
    {
        var (left, right) = (Small(depth + 1), Small(depth + 1));
        return Made(sign, $"({left.Text} {sign} {right.Text})", compute(left.Number, right.Number), left, right);
    }

    private KnownExpression Times(int depth)
    {
        var (left, factor) = (Small(depth + 1), random.Next(-9, 9));
        return Made("*", $"({left.Text} * ({factor}))", left.Number * factor, left);
    }

    // By what leaves no endless fraction.
    private KnownExpression Divided(int depth)
    {
        var (left, divisor) = (Small(depth + 1), new[] { 2m, 4m, 5m, 8m, 10m }[random.Next(5)]);
        return Made("/", $"({left.Text} / {divisor})", left.Number / divisor, left);
    }

    // Of what has few digits: squares have twice as many.
    private KnownExpression Squared(int depth)
    {
        while (true)
        {
            if (Small(depth + 1) is { Value: null or > -1e5m and < 1e5m } inner && (inner.Number is not { } value || value.Scale < 5))
            {
                return Made("**", $"(({inner.Text}) ** 2)", inner.Number * inner.Number);
            }
        }
    }

    private KnownExpression Negated(int depth) => Small(depth + 1) is var inner ? Made("negate", $"(-({inner.Text}))", -inner.Number) : inner;

    private KnownExpression Choice(int depth)
    {
        var (condition, yes, no) = (Condition(depth + 1), Small(depth + 1), Small(depth + 1));
        return Made("if", $"(if {condition.Text} then {yes.Text} else {no.Text})", condition.Truth == true ? yes.Value : no.Value);
    }

    private KnownExpression Call(int depth, string function, Func<decimal, decimal> compute)
    {
        var inner = Small(depth + 1);
        return Made(function, $"{function}({inner.Text})", inner.Number is { } x ? compute(x) : null);
    }

    private KnownExpression Rounded(int depth)
    {
        var inner = Small(depth + 1);
        return Made("decimal", $"decimal({inner.Text}, 1)", inner.Number is { } x ? decimal.Round(x, 1, MidpointRounding.ToEven) : null);
    }

    private KnownExpression Extreme(int depth, string function)
    {
        var (left, right) = (Small(depth + 1), Small(depth + 1));
        object? value = left.Number is { } a && right.Number is { } b ? (function == "min" ? Math.Min(a, b) : Math.Max(a, b)) : null;
        return Made(function, $"{function}({left.Text}, {right.Text})", value);
    }

    private KnownExpression Sum() => Made("sum", "sum(lines.price)", operands.Prices.Count == 0 || operands.Prices.Contains(null) ? null : operands.Prices.Sum());

    private KnownExpression Doubled() =>
        Made("for", "sum(for l in lines return l.price * 2)", operands.Prices.Count == 0 || operands.Prices.Contains(null) ? null : operands.Prices.Sum() * 2);

    private KnownExpression Count() => Made("count", "count(lines)", (decimal)operands.Prices.Count);

    private KnownExpression CountFiltered()
    {
        var bound = random.Next(50);
        return Made("filter", $"count(lines[price > {bound}])", (decimal)operands.Prices.Count(p => p > bound));
    }

    private KnownExpression Length() => Any(operands.Texts) is var (name, value) ? Made("string length", $"string length({name})", (decimal)value.Length) : throw new InvalidOperationException();

    // Sums of 28 digits would have more; C# must compute them exactly too.
    private KnownExpression Small(int depth)
    {
        while (true)
        {
            if (Number(depth) is { Value: null or > -1e9m and < 1e9m } made && (made.Number is not { } value || value.Scale < 9))
            {
                return made;
            }
        }
    }

    private KnownExpression Made(string name, string text, object? value, params KnownExpression[] parts)
    {
        if (!Operators.Contains(name))
        {
            throw new InvalidOperationException($"Expected one of the operators, but it is {name}.");
        }

        used[name] = used.TryGetValue(name, out var count) ? count + 1 : 1;
        return new(text, parts.Any(p => p.Value is null) ? null : value);
    }

    private KnownExpression Pick(params Func<KnownExpression>[] ways) => ways[random.Next(ways.Length)]();

    private (string Name, T Value) Any<T>(IReadOnlyDictionary<string, T> all) => all.ElementAt(random.Next(all.Count)) is var pair ? (pair.Key, pair.Value) : default;

    private static string Spelled(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
