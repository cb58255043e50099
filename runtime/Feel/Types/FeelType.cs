using LowCode.Feel.Values;

namespace LowCode.Feel.Types;

/// <summary>What an expression yields, as far as it is known before it runs.</summary>
public abstract record FeelType
{
    // Types share parts, so that one written in a line may have more parts than there is memory: what lies beyond is only known by its kind.
    private const int MostParts = 2_000;

    // They are walked by methods that call themselves.
    private const int Deepest = 100;

    private FeelType()
    {
    }

    /// <summary>Everything, and what is not known.</summary>
    public static FeelType Any { get; } = new AnyType();

    /// <summary>Only null.</summary>
    public static FeelType Null { get; } = new KindType(FeelKind.Null);

    /// <summary>True and false.</summary>
    public static FeelType Boolean { get; } = new KindType(FeelKind.Boolean);

    /// <summary>Decimal numbers of 34 digits.</summary>
    public static FeelType Number { get; } = new KindType(FeelKind.Number);

    /// <summary>Texts.</summary>
    public static FeelType String { get; } = new KindType(FeelKind.String);

    /// <summary>Days of the calendar.</summary>
    public static FeelType Date { get; } = new KindType(FeelKind.Date);

    /// <summary>Times of day, with or without an offset or a zone.</summary>
    public static FeelType Time { get; } = new KindType(FeelKind.Time);

    /// <summary>A day and a time of it.</summary>
    public static FeelType DateTime { get; } = new KindType(FeelKind.DateTime);

    /// <summary>Durations of days, hours, minutes and seconds.</summary>
    public static FeelType DaysDuration { get; } = new KindType(FeelKind.DaysDuration);

    /// <summary>Durations of years and months.</summary>
    public static FeelType YearsDuration { get; } = new KindType(FeelKind.YearsDuration);

    /// <summary>Any list.</summary>
    public static FeelType AnyList { get; } = new ListType(Any);

    /// <summary>Any context.</summary>
    public static FeelType AnyContext { get; } = new ContextType([]);

    /// <summary>Any range.</summary>
    public static FeelType AnyRange { get; } = new RangeType(Any);

    /// <summary>Any function.</summary>
    public static FeelType AnyFunction { get; } = new FunctionType(null, Any);

    /// <summary>The kind of its values; null for <see cref="Any"/>.</summary>
    public FeelKind? Kind => this switch
    {
        AnyType => null,
        KindType simple => simple.ValueKind,
        ListType => FeelKind.List,
        ContextType => FeelKind.Context,
        RangeType => FeelKind.Range,
        _ => FeelKind.Function,
    };

    /// <summary>Whether nothing is known.</summary>
    public bool IsAny => this is AnyType;

    /// <summary>How many types it is made of, this one included, those that are shared each time.</summary>
    private int Size { get; init; } = 1;

    private int Depth { get; init; } = 1;

    /// <summary>Lists of items of a type.</summary>
    public static FeelType ListOf(FeelType items) => new ListType(items);

    /// <summary>Ranges with ends of a type.</summary>
    public static FeelType RangeOf(FeelType ends) => new RangeType(ends);

    /// <summary>Contexts with at least these fields.</summary>
    public static FeelType ContextOf(params (string Name, FeelType Type)[] fields) => new ContextType([.. fields.Select(f => new FeelField(f.Name, f.Type))]);

    /// <summary>Whether every value of this type is one of the other; null is one of every type.</summary>
    public bool ConformsTo(FeelType other) => ReferenceEquals(this, other) || (this, other) switch
    {
        (_, AnyType) or (KindType { ValueKind: FeelKind.Null }, _) => true,
        (KindType a, KindType b) => a.ValueKind == b.ValueKind,
        (ListType a, ListType b) => a.Items.ConformsTo(b.Items),
        (RangeType a, RangeType b) => a.Ends.ConformsTo(b.Ends),
        (ContextType a, ContextType b) => b.Fields.All(f => a.FieldOf(f.Name) is { } own && own.ConformsTo(f.Type)),
        (FunctionType a, FunctionType b) => b.Parameters is null
            || (a.Parameters is not null && a.Parameters.Count == b.Parameters.Count && a.Result.ConformsTo(b.Result)
                && b.Parameters.Zip(a.Parameters).All(p => p.First.ConformsTo(p.Second))),
        _ => false,
    };

    /// <summary>The narrowest type that all conform to, as far as it is worth saying; any for none.</summary>
    public static FeelType Common(IEnumerable<FeelType> types)
    {
        FeelType? common = null;
        HashSet<object>? seen = null;
        FeelType? last = null;
        foreach (var one in types)
        {
            if (ReferenceEquals(one, last))
            {
                continue;
            }

            // The same types again and again say nothing new.
            if (last is null || (seen ??= new(ReferenceEqualityComparer.Instance) { last }).Add(one))
            {
                common = common is null ? one : Common(common, one);
            }

            last = one;
        }

        return common ?? Any;
    }

    /// <summary>The narrowest type that both conform to, as far as it is worth saying.</summary>
    public static FeelType Common(FeelType left, FeelType right) => ReferenceEquals(left, right) ? left : (left, right) switch
    {
        (ListType a, ListType b) => ListOf(Common(a.Items, b.Items)),
        (RangeType a, RangeType b) => RangeOf(Common(a.Ends, b.Ends)),
        (ContextType a, ContextType b) => Common(a, b),
        _ => left.ConformsTo(right) ? right : right.ConformsTo(left) ? left : Any,
    };

    // What only one of them has may be there.
    private static ContextType Common(ContextType left, ContextType right)
    {
        List<FeelField> both = [.. from f in left.Fields let other = right.FieldOf(f.Name) where other is not null select new FeelField(f.Name, Common(f.Type, other))];
        return new ContextType(both) { MayHaveMore = left.MayHaveMore || right.MayHaveMore || both.Count < left.Fields.Count || both.Count < right.Fields.Count };
    }

    /// <summary>As FEEL writes it: <c>list&lt;number&gt;</c>.</summary>
    public sealed override string ToString() => TypeText.Write(this);

    /// <summary>See <see cref="Any"/>.</summary>
    public sealed record AnyType : FeelType;

    /// <summary>All values of a kind that needs no more to be said.</summary>
    public sealed record KindType(FeelKind ValueKind) : FeelType;

    /// <summary>Lists; see <see cref="ListOf"/>.</summary>
    public sealed record ListType : FeelType
    {
        /// <summary>Lists of such items.</summary>
        public ListType(FeelType items)
        {
            Items = items.Size > MostParts || items.Depth >= Deepest ? Shallow(items) : items;
            (Size, Depth) = (Items.Size + 1, Items.Depth + 1);
        }

        /// <summary>What each item is.</summary>
        public FeelType Items { get; }
    }

    /// <summary>Ranges; see <see cref="RangeOf"/>.</summary>
    public sealed record RangeType : FeelType
    {
        /// <summary>Ranges with such ends.</summary>
        public RangeType(FeelType ends)
        {
            Ends = ends.Size > MostParts || ends.Depth >= Deepest ? Shallow(ends) : ends;
            (Size, Depth) = (Ends.Size + 1, Ends.Depth + 1);
        }

        /// <summary>What both ends are.</summary>
        public FeelType Ends { get; }
    }

    /// <summary>A context with at least these fields.</summary>
    public sealed record ContextType : FeelType
    {
        // A dictionary pays only for more fields than these.
        private const int FewFields = 8;

        private Dictionary<string, FeelType>? _index;

        /// <summary>Contexts with at least these fields; beyond 2,000 parts or 100 levels only as contexts.</summary>
        public ContextType(IReadOnlyList<FeelField> fields)
        {
            Fields = fields;
            (Size, Depth) = Measured(fields);
            if (Size > MostParts || Depth > Deepest)
            {
                Fields = [.. fields.Select(f => f with { Type = Shallow(f.Type) })];
                (Size, Depth) = Measured(Fields);
            }
        }

        /// <summary>In the order in which they were declared.</summary>
        public IReadOnlyList<FeelField> Fields { get; }

        /// <summary>Whether some of its values are known to have other fields: of contexts that differ only what they share is told.</summary>
        public bool MayHaveMore { get; init; }

        /// <summary>The type of a field; null where there is none of that name.</summary>
        public FeelType? FieldOf(string name)
        {
            if (Fields.Count > FewFields)
            {
                return (_index ??= Fields.GroupBy(f => f.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Type, StringComparer.Ordinal)).GetValueOrDefault(name);
            }

            foreach (var field in Fields)
            {
                if (field.Name == name)
                {
                    return field.Type;
                }
            }

            return null;
        }

        /// <summary>Whether the fields are the same, in the same order, and so is what is known of others.</summary>
        public bool Equals(ContextType? other) => other is not null && MayHaveMore == other.MayHaveMore && Fields.SequenceEqual(other.Fields);

        /// <summary>Equal for equal types.</summary>
        public override int GetHashCode() => Fields.Aggregate(Fields.Count, (hash, field) => HashCode.Combine(hash, field.Name));
    }

    /// <summary>Functions by what they take and give.</summary>
    public sealed record FunctionType : FeelType
    {
        /// <param name="parameters">Null for any function.</param>
        public FunctionType(IReadOnlyList<FeelType>? parameters, FeelType result)
        {
            (Parameters, Result) = (parameters, result);
            (Size, Depth) = Measured();
            if (Size > MostParts || Depth > Deepest)
            {
                (Parameters, Result) = (parameters is null ? null : [.. parameters.Select(Shallow)], Shallow(result));
                (Size, Depth) = Measured();
            }
        }

        /// <summary>By position; null where any will do.</summary>
        public IReadOnlyList<FeelType>? Parameters { get; }

        /// <summary>What a call yields.</summary>
        public FeelType Result { get; }

        private (int Size, int Depth) Measured()
        {
            var (size, depth) = (1 + Result.Size, 1 + Result.Depth);
            for (var i = 0; i < (Parameters?.Count ?? 0); i++)
            {
                (size, depth) = (size + Parameters![i].Size, Math.Max(depth, Parameters[i].Depth + 1));
            }

            return (size, depth);
        }
    }

    private static (int Size, int Depth) Measured(IReadOnlyList<FeelField> parts)
    {
        var (size, depth) = (1, 1);
        for (var i = 0; i < parts.Count; i++)
        {
            (size, depth) = (size + parts[i].Type.Size, Math.Max(depth, parts[i].Type.Depth + 1));
        }

        return (size, depth);
    }

    private static FeelType Shallow(FeelType type) => type switch
    {
        ListType => AnyList,
        ContextType => AnyContext,
        RangeType => AnyRange,
        FunctionType => AnyFunction,
        _ => type,
    };
}

/// <summary>A field of a context type.</summary>
public sealed record FeelField(string Name, FeelType Type);
