using LowCode.Feel.Running;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Types;

/// <summary>A type of a model: a FEEL type with what item definitions add, constraints and types that hold themselves.</summary>
internal abstract class DmnType(string name)
{
    public static DmnType Any { get; } = new PlainType("Any", FeelType.Any);

    /// <summary>As the model names it.</summary>
    public string Name { get; } = name;

    /// <summary>What the language knows of it; where a type holds itself, the inner one is any.</summary>
    public abstract FeelType Feel { get; }

    public bool IsAny => ReferenceEquals(this, Any);

    internal virtual DmnType? Items => null;

    /// <summary>How many types lie in one another.</summary>
    internal virtual int Depth => 1;

    /// <summary>
    /// The value as the type wants it, by the conversions of DMN 1.5 (10.3.2.9.4): the single item of a list for that item, a value for the
    /// list of it, a date for its midnight. Null, and a misfit, where none helps. Null fits everywhere.
    /// </summary>
    public FeelValue Convert(FeelEvaluation run, FeelValue value, out Misfit? misfit)
    {
        misfit = Test(run, value);
        if (misfit is null)
        {
            return value;
        }

        if (value.AsList is { Count: 1 } list && Feel.Kind != FeelKind.List && Test(run, list[0]) is null)
        {
            misfit = null;
            return list[0];
        }

        if (Items is { } items && value.AsList is null && items.Test(run, value) is null && FeelList.Of(value) is var wrapped && Test(run, wrapped) is null)
        {
            misfit = null;
            return wrapped;
        }

        if (Feel.Kind == FeelKind.DateTime && value.Kind == FeelKind.Date)
        {
            var midnight = TypeTest.Convert(value, FeelType.DateTime, out _);
            misfit = Test(run, midnight);
            return misfit is null ? midnight : FeelValue.Null;
        }

        return FeelValue.Null;
    }

    /// <summary>Null where the value is one of this type as it is.</summary>
    public abstract Misfit? Test(FeelEvaluation run, FeelValue value);
}

/// <summary>Why a value is not of a type.</summary>
/// <param name="Constraint">The written constraint that it breaks; null where the kind is wrong.</param>
internal sealed record Misfit(FeelValue Value, DmnType Type, string? Constraint = null);

/// <summary>A type of the language itself.</summary>
internal sealed class PlainType(string name, FeelType type) : DmnType(name)
{
    public override FeelType Feel { get; } = type;

    public override Misfit? Test(FeelEvaluation run, FeelValue value) => TypeTest.Fits(value, Feel) ? null : new Misfit(value, this);
}

/// <summary>A list of another type.</summary>
internal sealed class CollectionType(string name, DmnType items) : DmnType(name)
{
    public override FeelType Feel { get; } = FeelType.ListOf(items.Feel);

    internal override DmnType Items => items;

    internal override int Depth { get; } = items.Depth + 1;

    public override Misfit? Test(FeelEvaluation run, FeelValue value)
    {
        if (value.IsNull)
        {
            return null;
        }

        if (value.AsList is not { } list)
        {
            return new Misfit(value, this);
        }

        foreach (var item in list.AsSpan())
        {
            if (items.Test(run, item) is { } misfit)
            {
                return misfit;
            }
        }

        return null;
    }
}

/// <summary>A context with at least these components.</summary>
internal sealed class StructureType(string name, IReadOnlyList<(string Name, DmnType Type)> components) : DmnType(name)
{
    public override FeelType Feel { get; } = FeelType.ContextOf([.. components.Select(c => (c.Name, c.Type.Feel))]);

    internal override int Depth { get; } = components.Max(c => c.Type.Depth) + 1;

    public override Misfit? Test(FeelEvaluation run, FeelValue value)
    {
        if (value.IsNull)
        {
            return null;
        }

        if (value.AsContext is not { } context)
        {
            return new Misfit(value, this);
        }

        foreach (var (component, type) in components)
        {
            if (!context.TryGet(component, out var entry))
            {
                return new Misfit(value, this);
            }

            if (type.Test(run, entry) is { } misfit)
            {
                return misfit;
            }
        }

        return null;
    }
}

/// <summary>Another type, of which only some values are allowed.</summary>
/// <param name="constraint">As written, for people.</param>
/// <param name="allows">Whether the constraint lets a value through.</param>
internal sealed class ConstrainedType(string name, DmnType inner, string constraint, Func<FeelEvaluation, FeelValue, bool> allows) : DmnType(name)
{
    public override FeelType Feel => inner.Feel;

    internal override DmnType? Items => inner.Items;

    internal override int Depth { get; } = inner.Depth + 1;

    public override Misfit? Test(FeelEvaluation run, FeelValue value)
    {
        run.Step(1);
        return inner.Test(run, value) ?? (value.IsNull || allows(run, value) ? null : new Misfit(value, this, constraint));
    }
}

/// <summary>A type inside of its own definition: what it stands for is known when the definition is finished.</summary>
internal sealed class OwnType(string name) : DmnType(name)
{
    /// <summary>Any until the definition is finished.</summary>
    public DmnType Target { get; set; } = Any;

    public override FeelType Feel => FeelType.Any;

    public override Misfit? Test(FeelEvaluation run, FeelValue value) => Target.Test(run, value);
}
