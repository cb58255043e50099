using LowCode.Feel.Times;

namespace LowCode.Feel.Values;

/// <summary>
/// FEEL's equality and order. Times are compared by whole seconds, as the standard's equality of hour, minute, second and offset has it:
/// fractions of a second count for <see cref="AreSame"/> alone.
/// </summary>
public static class Comparing
{
    /// <summary><c>=</c>: null when the kinds differ and neither is null.</summary>
    public static bool? AreEqual(FeelValue left, FeelValue right)
    {
        if (left.IsNull || right.IsNull)
        {
            return left.IsNull && right.IsNull;
        }

        if (left.Kind != right.Kind)
        {
            return null;
        }

        return left.Kind switch
        {
            FeelKind.List => ListsEqual(left.AsList!, right.AsList!),
            FeelKind.Context => ContextsEqual(left.AsContext!, right.AsContext!, static (a, b) => AreEqual(a, b) == true),
            FeelKind.Range => RangesEqual(left.AsRange!, right.AsRange!),
            FeelKind.Function => ReferenceEquals(left.Reference, right.Reference),
            FeelKind.Boolean => left.Bits == right.Bits,
            FeelKind.String => string.Equals(left.AsString, right.AsString, StringComparison.Ordinal),
            _ => Order(left, right) == 0,
        };
    }

    /// <summary>Negative, 0 or positive; null for kinds that have no order or differ.</summary>
    public static int? Order(FeelValue left, FeelValue right)
    {
        if (left.NumberTag is not null && right.NumberTag is not null)
        {
            return Arithmetic.CompareNumbers(left, right);
        }

        if (ReferenceEquals(left.Reference, right.Reference) && left.Reference is Tag { Kind: not FeelKind.Boolean })
        {
            return left.Bits.CompareTo(right.Bits);
        }

        if (left.Kind != right.Kind)
        {
            return null;
        }

        return left.Kind switch
        {
            FeelKind.Number => Arithmetic.CompareNumbers(left, right),
            FeelKind.String => CompareTexts(left.AsString!, right.AsString!),
            FeelKind.Time => WholeSeconds(left.AsTime!.UtcNanosecond).CompareTo(WholeSeconds(right.AsTime!.UtcNanosecond)),
            FeelKind.DateTime => WholeSeconds(left.AsDateTime!.EpochNanosecond).CompareTo(WholeSeconds(right.AsDateTime!.EpochNanosecond)),
            FeelKind.DaysDuration => left.AsNanoseconds!.Value.CompareTo(right.AsNanoseconds!.Value),
            _ => null,
        };
    }

    /// <summary><c>is</c>: the same value of the same kind; times also with the same offset or zone.</summary>
    public static bool AreSame(FeelValue left, FeelValue right)
    {
        if (left.Kind != right.Kind)
        {
            return false;
        }

        return left.Kind switch
        {
            FeelKind.Null => true,
            FeelKind.Number => Arithmetic.CompareNumbers(left, right) == 0,
            FeelKind.Time => left.AsTime! == right.AsTime!,
            FeelKind.DateTime => left.AsDateTime! == right.AsDateTime!,
            FeelKind.DaysDuration => left.AsNanoseconds == right.AsNanoseconds,
            FeelKind.List => ListsSame(left.AsList!, right.AsList!),
            FeelKind.Context => ContextsEqual(left.AsContext!, right.AsContext!, AreSame),
            FeelKind.Range => RangesEqual(left.AsRange!, right.AsRange!),
            FeelKind.Function => ReferenceEquals(left.Reference, right.Reference),
            FeelKind.String => string.Equals(left.AsString, right.AsString, StringComparison.Ordinal),
            _ => left.Bits == right.Bits,
        };
    }

    private static Int128 WholeSeconds(Int128 nanoseconds)
    {
        var seconds = nanoseconds / FeelTime.NanosecondsPerSecond;
        return nanoseconds < 0 && nanoseconds % FeelTime.NanosecondsPerSecond != 0 ? seconds - 1 : seconds;
    }

    // By code points: in UTF-16 units a surrogate would come before U+E000 and above.
    private static int CompareTexts(string left, string right)
    {
        var same = left.AsSpan().CommonPrefixLength(right);
        return same < Math.Min(left.Length, right.Length) ? Rank(left[same]) - Rank(right[same]) : left.Length - right.Length;

        static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
    }

    private static bool ListsEqual(FeelList left, FeelList right)
    {
        if (left.Nesting > Payload.DeepestWalk)
        {
            return DeepComparing.AreAlike(left, right, static (a, b) => AreEqual(a, b) == true);
        }

        var same = left.Count == right.Count;
        for (var i = 0; same && i < left.Count; i++)
        {
            same = AreEqual(left[i], right[i]) == true;
        }

        return same;
    }

    private static bool ListsSame(FeelList left, FeelList right)
    {
        if (left.Nesting > Payload.DeepestWalk)
        {
            return DeepComparing.AreAlike(left, right, AreSame);
        }

        var same = left.Count == right.Count;
        for (var i = 0; same && i < left.Count; i++)
        {
            same = AreSame(left[i], right[i]);
        }

        return same;
    }

    private static bool ContextsEqual(FeelContext left, FeelContext right, Func<FeelValue, FeelValue, bool> equal) =>
        left.Nesting > Payload.DeepestWalk
            ? DeepComparing.AreAlike(left, right, equal)
            : left.Count == right.Count && left.All(entry => right.TryGet(entry.Key, out var other) && equal(entry.Value, other));

    private static bool RangesEqual(FeelRange left, FeelRange right) =>
        left.Nesting > Payload.DeepestWalk
            ? DeepComparing.AreAlike(left, right, static (a, b) => AreEqual(a, b) == true)
            : AreAlike(left, right) && AreEqual(left.Start, right.Start) == true && AreEqual(left.End, right.End) == true;

    /// <summary>Whether two ranges are the same but for their ends.</summary>
    internal static bool AreAlike(FeelRange left, FeelRange right) =>
        left.Form == right.Form && left.StartIncluded == right.StartIncluded && left.EndIncluded == right.EndIncluded;
}
