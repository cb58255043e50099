using LowCode.Feel.Values;

namespace LowCode.Feel.Types;

/// <summary>What an expression yields, as far as it is known before it runs.</summary>
public abstract record FeelType
{
    private FeelType()
    {
    }

    /// <summary>Everything, and what is not known.</summary>
    public static FeelType Any { get; } = new AnyType();

    /// <summary>Only null.</summary>
    public static FeelType Null { get; } = new KindType(FeelKind.Null);

    public static FeelType Boolean { get; } = new KindType(FeelKind.Boolean);

    public static FeelType Number { get; } = new KindType(FeelKind.Number);

    public static FeelType String { get; } = new KindType(FeelKind.String);

    public static FeelType Date { get; } = new KindType(FeelKind.Date);

    public static FeelType Time { get; } = new KindType(FeelKind.Time);

    public static FeelType DateTime { get; } = new KindType(FeelKind.DateTime);

    public static FeelType DaysDuration { get; } = new KindType(FeelKind.DaysDuration);

    public static FeelType YearsDuration { get; } = new KindType(FeelKind.YearsDuration);

    /// <summary>Any list, any context, any range, any function.</summary>
    public static FeelType AnyList { get; } = new ListType(Any);

    public static FeelType AnyContext { get; } = new ContextType([]);

    public static FeelType AnyRange { get; } = new RangeType(Any);

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

    public bool IsAny => this is AnyType;

    public static FeelType ListOf(FeelType items) => new ListType(items);

    public static FeelType RangeOf(FeelType ends) => new RangeType(ends);

    public static FeelType ContextOf(params (string Name, FeelType Type)[] fields) => new ContextType([.. fields.Select(f => new FeelField(f.Name, f.Type))]);

    /// <summary>Whether every value of this type is one of the other; null is one of every type.</summary>
    public bool ConformsTo(FeelType other) => (this, other) switch
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

    /// <summary>The narrowest type that both conform to, as far as it is worth saying.</summary>
    public static FeelType Common(FeelType left, FeelType right) =>
        left.ConformsTo(right) ? right : right.ConformsTo(left) ? left : (left, right) switch
        {
            (ListType a, ListType b) => ListOf(Common(a.Items, b.Items)),
            (RangeType a, RangeType b) => RangeOf(Common(a.Ends, b.Ends)),
            (ContextType a, ContextType b) => new ContextType(
                [.. from f in a.Fields let other = b.FieldOf(f.Name) where other is not null select new FeelField(f.Name, Common(f.Type, other))]),
            _ => Any,
        };

    public sealed override string ToString() => TypeText.Write(this);

    public sealed record AnyType : FeelType;

    public sealed record KindType(FeelKind ValueKind) : FeelType;

    public sealed record ListType(FeelType Items) : FeelType;

    public sealed record RangeType(FeelType Ends) : FeelType;

    /// <summary>A context with at least these fields.</summary>
    public sealed record ContextType(IReadOnlyList<FeelField> Fields) : FeelType
    {
        public FeelType? FieldOf(string name) => Fields.FirstOrDefault(f => f.Name == name)?.Type;
    }

    /// <param name="Parameters">Null for any function.</param>
    public sealed record FunctionType(IReadOnlyList<FeelType>? Parameters, FeelType Result) : FeelType;
}

/// <summary>A field of a context type.</summary>
public sealed record FeelField(string Name, FeelType Type);
