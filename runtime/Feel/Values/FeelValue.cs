using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using LowCode.Feel.Numbers;
using LowCode.Feel.Times;

namespace LowCode.Feel.Values;

/// <summary>
/// Any FEEL value in 16 bytes. Booleans, dates, durations and numbers of up to 18 digits lie in the value itself; a default value is null.
/// </summary>
/// <remarks>Equality here is exact: same kind and same value, lists and contexts by their contents. FEEL's own <c>=</c> is <see cref="Comparing.AreEqual"/>.</remarks>
public readonly struct FeelValue : IEquatable<FeelValue>
{
    private readonly object? _reference;
    private readonly long _bits;

    private FeelValue(object? reference, long bits = 0) => (_reference, _bits) = (reference, bits);

    /// <summary>No value; the default.</summary>
    public static FeelValue Null => default;

    /// <summary>true</summary>
    public static FeelValue True => new(Tag.Boolean, 1);

    /// <summary>false</summary>
    public static FeelValue False => new(Tag.Boolean, 0);

    /// <summary>What it is.</summary>
    public FeelKind Kind => _reference is null ? FeelKind.Null : _reference is string ? FeelKind.String : Unsafe.As<Payload>(_reference).Kind;

    /// <summary>Whether there is no value.</summary>
    public bool IsNull => _reference is null;

    /// <summary>Whether it is the boolean true; false for anything else.</summary>
    public bool IsTrue => ReferenceEquals(_reference, Tag.Boolean) && _bits != 0;

    /// <summary>Whether it is the boolean false; false for anything else, null too.</summary>
    public bool IsFalse => ReferenceEquals(_reference, Tag.Boolean) && _bits == 0;

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => Kind == FeelKind.Number;

    /// <summary>Null unless it is a boolean; so are the others of their kinds.</summary>
    public bool? AsBoolean => ReferenceEquals(_reference, Tag.Boolean) ? _bits != 0 : null;

    /// <summary>The text; null for other kinds.</summary>
    public string? AsString => _reference as string;

    /// <summary>The number; null for other kinds.</summary>
    public FeelNumber? AsNumber => TryNumber(out var number) ? number : null;

    /// <summary>The date; null for other kinds, a date and time too.</summary>
    public FeelDate? AsDate => ReferenceEquals(_reference, Tag.Date) ? new FeelDate(_bits) : null;

    /// <summary>The time of day; null for other kinds, a date and time too.</summary>
    public FeelTime? AsTime => (_reference as TimeValue)?.Value;

    /// <summary>The date and time; null for other kinds, a date too.</summary>
    public FeelDateTime? AsDateTime => (_reference as DateTimeValue)?.Value;

    /// <summary>Nanoseconds of a days and time duration.</summary>
    public Int128? AsNanoseconds => ReferenceEquals(_reference, Tag.DaysDuration) ? _bits : (_reference as LongDuration)?.Nanoseconds;

    /// <summary>Months of a years and months duration.</summary>
    public long? AsMonths => ReferenceEquals(_reference, Tag.YearsDuration) ? _bits : null;

    /// <summary>The list; null for other kinds.</summary>
    public FeelList? AsList => _reference as FeelList;

    /// <summary>The context; null for other kinds.</summary>
    public FeelContext? AsContext => _reference as FeelContext;

    /// <summary>The range; null for other kinds.</summary>
    public FeelRange? AsRange => _reference as FeelRange;

    internal object? Reference => _reference;

    internal long Bits => _bits;

    /// <summary>What a walk over the value meets; 1 for one that holds no others.</summary>
    internal long Weight => _reference is null ? 1 : _reference is string text ? 1 + Payload.WeightOf(text) : Unsafe.As<Payload>(_reference).Weight;

    /// <summary>The list, context or range; null for what holds no other values.</summary>
    internal Payload? Nested => _reference is null or string || Unsafe.As<Payload>(_reference) is not { Nesting: > 0 } payload ? null : payload;

    /// <summary>The tag of a number whose coefficient lies in the bits; null for others.</summary>
    internal NumberTag? NumberTag
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _reference as NumberTag;
    }

    /// <summary>A boolean.</summary>
    public static implicit operator FeelValue(bool value) => value ? True : False;

    /// <summary>A number.</summary>
    public static implicit operator FeelValue(long value) => new(NumberTag.Whole, value);

    /// <summary>A number.</summary>
    public static implicit operator FeelValue(int value) => new(NumberTag.Whole, value);

    /// <summary>A number, exact.</summary>
    public static implicit operator FeelValue(decimal value) => From((FeelNumber)value);

    /// <summary>A text; null stays null.</summary>
    public static implicit operator FeelValue(string? value) => new(value);

    /// <summary>A number.</summary>
    public static implicit operator FeelValue(FeelNumber value) => From(value);

    /// <summary>A date.</summary>
    public static implicit operator FeelValue(FeelDate value) => new(Tag.Date, value.EpochDay);

    /// <summary>A time of day.</summary>
    public static implicit operator FeelValue(FeelTime value) => new(new TimeValue(value));

    /// <summary>A date and time.</summary>
    public static implicit operator FeelValue(FeelDateTime value) => new(new DateTimeValue(value));

    /// <summary>A list.</summary>
    public static implicit operator FeelValue(FeelList value) => new(value);

    /// <summary>A context.</summary>
    public static implicit operator FeelValue(FeelContext value) => new(value);

    /// <summary>A range.</summary>
    public static implicit operator FeelValue(FeelRange value) => new(value);

    /// <summary>A function.</summary>
    public static implicit operator FeelValue(FunctionPayload value) => new(value);

    /// <summary>Exact: the same kind and the same value, lists and contexts by their contents. FEEL's own <c>=</c> is <see cref="Comparing.AreEqual"/>.</summary>
    public static bool operator ==(FeelValue left, FeelValue right) => left.Equals(right);

    /// <summary>Exact: the same kind and the same value, lists and contexts by their contents. FEEL's own <c>=</c> is <see cref="Comparing.AreEqual"/>.</summary>
    public static bool operator !=(FeelValue left, FeelValue right) => !left.Equals(right);

    /// <summary>Null stays null.</summary>
    public static FeelValue From(bool? value) => value is { } known ? (FeelValue)known : Null;

    /// <summary>Null stays null.</summary>
    public static FeelValue From(FeelNumber? value) => value is { } number ? From(number) : Null;

    /// <summary>A number; one of up to 18 digits is not allocated.</summary>
    public static FeelValue From(FeelNumber value)
    {
        var coefficient = value.Coefficient;
        if (value.Exponent is <= 0 and >= -NumberTag.LargestScale && coefficient >= long.MinValue && coefficient <= long.MaxValue)
        {
            return new(NumberTag.Of(-value.Exponent), (long)coefficient);
        }

        var simple = value.Simplified();
        return simple.Exponent is <= 0 and >= -NumberTag.LargestScale && simple.Coefficient >= long.MinValue && simple.Coefficient <= long.MaxValue
            ? new(NumberTag.Of(-simple.Exponent), (long)simple.Coefficient)
            : new(new LongNumber(value));
    }

    /// <summary>A years and months duration.</summary>
    public static FeelValue Months(long months) => new(Tag.YearsDuration, months);

    /// <summary>A days and time duration.</summary>
    public static FeelValue Nanoseconds(Int128 nanoseconds) =>
        nanoseconds >= long.MinValue && nanoseconds <= long.MaxValue ? new(Tag.DaysDuration, (long)nanoseconds) : new(new LongDuration(nanoseconds));

    /// <summary>A days and time duration, exact.</summary>
    public static FeelValue Duration(TimeSpan value) => Nanoseconds((Int128)value.Ticks * 100);

    internal static FeelValue Number(NumberTag scale, long coefficient) => new(scale, coefficient);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T? As<T>()
        where T : class => _reference as T;

    /// <summary>The function, as the class that the caller expects.</summary>
    public bool Is<T>([NotNullWhen(true)] out T? payload)
        where T : FunctionPayload => (payload = _reference as T) is not null;

    /// <summary>False, and 0, where it is no number.</summary>
    public bool TryNumber(out FeelNumber number)
    {
        if (NumberTag is { } tag)
        {
            number = FeelNumber.Exact(_bits, -tag.Scale);
            return true;
        }

        var found = _reference as LongNumber;
        number = found?.Value ?? default;
        return found is not null;
    }

    /// <summary>The whole number, or null when it is none or beyond the range.</summary>
    public long? AsInt64()
    {
        if (NumberTag is { Scale: 0 })
        {
            return _bits;
        }

        return TryNumber(out var number) ? number.ToInt64() : null;
    }

    /// <summary>Exact: the same kind and the same value, lists and contexts by their contents. FEEL's own <c>=</c> is <see cref="Comparing.AreEqual"/>.</summary>
    public bool Equals(FeelValue other) => Comparing.AreSame(this, other);

    /// <summary>Whether it is a value that equals this one exactly.</summary>
    public override bool Equals(object? obj) => obj is FeelValue other && Equals(other);

    /// <summary>Equal for equal values.</summary>
    public override int GetHashCode() => Hashing.Of(this);

    /// <summary>As the function <c>string</c> writes it; null is <c>null</c>.</summary>
    public override string ToString() => ValueText.Write(this);

    /// <summary>
    /// Like <see cref="ToString"/>, in no more characters than wanted; a longer text ends in …, and what lies behind is not even written. For
    /// people: what shows many values should give each a bound, since a value may print as far more than it takes memory.
    /// </summary>
    public string ToText(int most) => ValueText.Write(this, most);
}
