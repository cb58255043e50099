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

    public static FeelValue Null => default;

    public static FeelValue True => new(Tag.Boolean, 1);

    public static FeelValue False => new(Tag.Boolean, 0);

    public FeelKind Kind => _reference is null ? FeelKind.Null : _reference is string ? FeelKind.String : Unsafe.As<Payload>(_reference).Kind;

    public bool IsNull => _reference is null;

    public bool IsTrue => ReferenceEquals(_reference, Tag.Boolean) && _bits != 0;

    public bool IsFalse => ReferenceEquals(_reference, Tag.Boolean) && _bits == 0;

    public bool IsNumber => Kind == FeelKind.Number;

    /// <summary>Null unless it is a boolean; so are the others of their kinds.</summary>
    public bool? AsBoolean => ReferenceEquals(_reference, Tag.Boolean) ? _bits != 0 : null;

    public string? AsString => _reference as string;

    public FeelNumber? AsNumber => TryNumber(out var number) ? number : null;

    public FeelDate? AsDate => ReferenceEquals(_reference, Tag.Date) ? new FeelDate(_bits) : null;

    public FeelTime? AsTime => (_reference as TimeValue)?.Value;

    public FeelDateTime? AsDateTime => (_reference as DateTimeValue)?.Value;

    /// <summary>Nanoseconds of a days and time duration.</summary>
    public Int128? AsNanoseconds => ReferenceEquals(_reference, Tag.DaysDuration) ? _bits : (_reference as LongDuration)?.Nanoseconds;

    /// <summary>Months of a years and months duration.</summary>
    public long? AsMonths => ReferenceEquals(_reference, Tag.YearsDuration) ? _bits : null;

    public FeelList? AsList => _reference as FeelList;

    public FeelContext? AsContext => _reference as FeelContext;

    public FeelRange? AsRange => _reference as FeelRange;

    internal object? Reference => _reference;

    internal long Bits => _bits;

    /// <summary>What a walk over the value meets; 1 for one that holds no others.</summary>
    internal long Weight => _reference is null ? 1 : _reference is string text ? 1 + Payload.WeightOf(text) : Unsafe.As<Payload>(_reference).Weight;

    /// <summary>The list, context or range; null for what holds no other values.</summary>
    internal Payload? Nested => _reference is null or string || Unsafe.As<Payload>(_reference) is not { Nesting: > 0 } payload ? null : payload;

    /// <summary>The tag of a number whose coefficient lies in the bits; null for others.</summary>
    internal Tag? NumberTag
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _reference is Tag tag && tag.Kind == FeelKind.Number ? tag : null;
    }

    public static implicit operator FeelValue(bool value) => value ? True : False;

    public static implicit operator FeelValue(long value) => new(Tag.Number(0), value);

    public static implicit operator FeelValue(int value) => new(Tag.Number(0), value);

    public static implicit operator FeelValue(decimal value) => From((FeelNumber)value);

    public static implicit operator FeelValue(string? value) => new(value);

    public static implicit operator FeelValue(FeelNumber value) => From(value);

    public static implicit operator FeelValue(FeelDate value) => new(Tag.Date, value.EpochDay);

    public static implicit operator FeelValue(FeelTime value) => new(new TimeValue(value));

    public static implicit operator FeelValue(FeelDateTime value) => new(new DateTimeValue(value));

    public static implicit operator FeelValue(FeelList value) => new(value);

    public static implicit operator FeelValue(FeelContext value) => new(value);

    public static implicit operator FeelValue(FeelRange value) => new(value);

    public static implicit operator FeelValue(FunctionPayload value) => new(value);

    public static bool operator ==(FeelValue left, FeelValue right) => left.Equals(right);

    public static bool operator !=(FeelValue left, FeelValue right) => !left.Equals(right);

    public static FeelValue From(bool? value) => value is { } known ? (FeelValue)known : Null;

    /// <summary>Null stays null.</summary>
    public static FeelValue From(FeelNumber? value) => value is { } number ? From(number) : Null;

    public static FeelValue From(FeelNumber value)
    {
        var coefficient = value.Coefficient;
        if (value.Exponent is <= 0 and >= -Tag.LargestScale && coefficient >= long.MinValue && coefficient <= long.MaxValue)
        {
            return new(Tag.Number(-value.Exponent), (long)coefficient);
        }

        var simple = value.Simplified();
        return simple.Exponent is <= 0 and >= -Tag.LargestScale && simple.Coefficient >= long.MinValue && simple.Coefficient <= long.MaxValue
            ? new(Tag.Number(-simple.Exponent), (long)simple.Coefficient)
            : new(new LongNumber(value));
    }

    /// <summary>A years and months duration.</summary>
    public static FeelValue Months(long months) => new(Tag.YearsDuration, months);

    /// <summary>A days and time duration.</summary>
    public static FeelValue Nanoseconds(Int128 nanoseconds) =>
        nanoseconds >= long.MinValue && nanoseconds <= long.MaxValue ? new(Tag.DaysDuration, (long)nanoseconds) : new(new LongDuration(nanoseconds));

    public static FeelValue Duration(TimeSpan value) => Nanoseconds((Int128)value.Ticks * 100);

    internal static FeelValue Number(Tag scale, long coefficient) => new(scale, coefficient);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T? As<T>()
        where T : class => _reference as T;

    /// <summary>The function, as the class that the caller expects.</summary>
    public bool Is<T>([NotNullWhen(true)] out T? payload)
        where T : FunctionPayload => (payload = _reference as T) is not null;

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

    public bool Equals(FeelValue other) => Comparing.AreSame(this, other);

    public override bool Equals(object? obj) => obj is FeelValue other && Equals(other);

    public override int GetHashCode() => Hashing.Of(this);

    /// <summary>As the function <c>string</c> writes it; null is <c>null</c>.</summary>
    public override string ToString() => ValueText.Write(this);
}
