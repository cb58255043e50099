using LowCode.Feel.Times;

namespace LowCode.Feel.Values;

internal static class Hashing
{
    // What lies deeper than a method may call itself adds nothing: equal values still have equal hashes.
    public static int Of(FeelValue value, int depth = 0) => depth > Payload.DeepestWalk ? 0 : value.Kind switch
    {
        FeelKind.Null => 0,
        FeelKind.Number => value.AsNumber!.Value.GetHashCode(),
        FeelKind.Time => HashCode.Combine(value.AsTime!.NanosecondOfDay, value.AsTime!.Zone),
        FeelKind.DateTime => Of(value.AsDateTime!),
        FeelKind.DaysDuration => value.AsNanoseconds!.Value.GetHashCode(),
        FeelKind.List => value.AsList!.Aggregate(value.AsList!.Count, (hash, item) => HashCode.Combine(hash, Of(item, depth + 1))),
        FeelKind.Context => value.AsContext!.Aggregate(value.AsContext!.Count, (hash, entry) => hash ^ HashCode.Combine(entry.Key, Of(entry.Value, depth + 1))),
        FeelKind.Range => HashCode.Combine(Of(value.AsRange!.Start, depth + 1), Of(value.AsRange!.End, depth + 1)),
        FeelKind.String or FeelKind.Function => value.Reference!.GetHashCode(),
        _ => HashCode.Combine(value.Kind, value.Bits),
    };

    // What the compiler makes for records has no seed: whoever chooses the dates could let all of them meet.
    private static int Of(FeelDateTime moment) => HashCode.Combine(moment.Date.EpochDay, moment.NanosecondOfDay, moment.Zone, moment.IsEarlier);
}
