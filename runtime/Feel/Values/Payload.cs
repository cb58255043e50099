using LowCode.Feel.Numbers;
using LowCode.Feel.Times;

namespace LowCode.Feel.Values;

/// <summary>What a <see cref="FeelValue"/> points to unless it is a string; says the kind without a chain of type tests.</summary>
public abstract class Payload
{
    /// <summary>Methods that call themselves go no deeper into values than this. What an evaluation makes is no deeper; what comes from outside may be.</summary>
    internal const int DeepestWalk = 250;

    private protected Payload(FeelKind kind) => Kind = kind;

    internal FeelKind Kind { get; }

    /// <summary>How deep lists and contexts are nested within; 0 for what holds no others.</summary>
    internal int Nesting { get; private protected set; }

    /// <summary>How many values a walk over it meets, those that are shared each time; never less than 1.</summary>
    internal long Weight { get; private protected set; } = 1;

    private protected void Weigh(ReadOnlySpan<FeelValue> parts)
    {
        (Nesting, Weight) = (1, 1 + parts.Length);
        foreach (var part in parts)
        {
            if (part.Reference is string text)
            {
                Weight += WeightOf(text);
            }
            else if (part.Nested is { } payload)
            {
                Nesting = Math.Max(Nesting, payload.Nesting + 1);
                Weight = Math.Min(long.MaxValue / 2, Weight + payload.Weight);
            }
        }
    }

    /// <summary>What a text weighs beside the value that it is: to go over a long one is work too.</summary>
    internal static int WeightOf(string text) => text.Length >> 6;
}

/// <summary>Marks a value that lies in the 64 bits beside it and is no number.</summary>
internal sealed class Tag : Payload
{
    private Tag(FeelKind kind)
        : base(kind)
    {
    }

    public static Tag Boolean { get; } = new(FeelKind.Boolean);

    public static Tag Date { get; } = new(FeelKind.Date);

    public static Tag DaysDuration { get; } = new(FeelKind.DaysDuration);

    public static Tag YearsDuration { get; } = new(FeelKind.YearsDuration);
}

/// <summary>Marks a number whose coefficient lies in the 64 bits beside it. A class of its own, so that one test tells that both operands are such.</summary>
internal sealed class NumberTag : Payload
{
    public const int LargestScale = 18;

    private static readonly NumberTag[] _all = [.. Enumerable.Range(0, LargestScale + 1).Select(scale => new NumberTag(scale))];

    private NumberTag(int scale)
        : base(FeelKind.Number) => Scale = scale;

    public static NumberTag Whole { get; } = _all[0];

    /// <summary>Digits behind the point.</summary>
    public int Scale { get; }

    public static NumberTag Of(int scale) => _all[scale];
}

internal sealed class LongNumber(FeelNumber value) : Payload(FeelKind.Number)
{
    public FeelNumber Value { get; } = value;
}

internal sealed class LongDuration(Int128 nanoseconds) : Payload(FeelKind.DaysDuration)
{
    public Int128 Nanoseconds { get; } = nanoseconds;
}

internal sealed class TimeValue(FeelTime value) : Payload(FeelKind.Time)
{
    public FeelTime Value { get; } = value;
}

internal sealed class DateTimeValue(FeelDateTime value) : Payload(FeelKind.DateTime)
{
    public FeelDateTime Value { get; } = value;
}

/// <summary>A value of a kind that another folder brings: a function.</summary>
public abstract class FunctionPayload() : Payload(FeelKind.Function);
