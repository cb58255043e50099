namespace LowCode.Feel.Values;

/// <summary>How a range was written.</summary>
public enum RangeForm
{
    /// <summary>With two ends: <c>[1..10)</c>.</summary>
    Interval,

    /// <summary><c>(&lt; 10)</c></summary>
    Less,

    /// <summary><c>(&lt;= 10)</c></summary>
    LessOrEqual,

    /// <summary><c>(&gt; 10)</c></summary>
    Greater,

    /// <summary><c>(&gt;= 10)</c></summary>
    GreaterOrEqual,

    /// <summary><c>(= 10)</c></summary>
    Equal,

    /// <summary><c>(!= 10)</c></summary>
    NotEqual,
}

/// <summary>All values between two ends, or on one side of an end. An absent end is null and never included.</summary>
public sealed class FeelRange : Payload
{
    private FeelRange(RangeForm form, FeelValue start, bool startIncluded, FeelValue end, bool endIncluded)
        : base(FeelKind.Range)
    {
        (Form, Start, StartIncluded, End, EndIncluded) = (form, start, startIncluded, end, endIncluded);
        Weigh([start, end]);
    }

    /// <summary>How it was written.</summary>
    public RangeForm Form { get; }

    /// <summary>Null without a start.</summary>
    public FeelValue Start { get; }

    /// <summary>Whether the start itself lies within.</summary>
    public bool StartIncluded { get; }

    /// <summary>Null without an end.</summary>
    public FeelValue End { get; }

    /// <summary>Whether the end itself lies within.</summary>
    public bool EndIncluded { get; }

    /// <summary>A range of two ends, which must be of one kind that has an order; it is not checked here.</summary>
    public static FeelRange Between(FeelValue start, bool startIncluded, FeelValue end, bool endIncluded) =>
        new(RangeForm.Interval, start, startIncluded, end, endIncluded);

    /// <summary>A range of one end.</summary>
    public static FeelRange Of(RangeForm form, FeelValue end) => form switch
    {
        RangeForm.Less => new(form, default, false, end, false),
        RangeForm.LessOrEqual => new(form, default, false, end, true),
        RangeForm.Greater => new(form, end, false, default, false),
        RangeForm.GreaterOrEqual => new(form, end, true, default, false),
        RangeForm.Equal => new(form, end, true, end, true),
        RangeForm.NotEqual => new(form, end, false, end, false),
        _ => throw new ArgumentOutOfRangeException(nameof(form)),
    };

    /// <summary>Null when the value and an end cannot be compared.</summary>
    public bool? Contains(FeelValue value)
    {
        if (Form is RangeForm.Equal or RangeForm.NotEqual)
        {
            return Comparing.AreEqual(value, Start) is { } equal ? equal == (Form == RangeForm.Equal) : null;
        }

        if (Form == RangeForm.Interval && (Start.IsNull || End.IsNull))
        {
            return null;
        }

        return Within(Start, StartIncluded, value, 1) is { } after && Within(End, EndIncluded, value, -1) is { } before ? after && before : null;
    }

    private static bool? Within(FeelValue end, bool included, FeelValue value, int side)
    {
        if (end.IsNull)
        {
            return true;
        }

        return Comparing.Order(value, end) is { } order ? (order == 0 ? included : Math.Sign(order) == side) : null;
    }
}
