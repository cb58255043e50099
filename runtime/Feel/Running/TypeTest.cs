using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Running;

/// <summary>Values against types.</summary>
internal static class TypeTest
{
    /// <summary><c>instance of</c>: null is an instance of no type but Null; inside of lists and contexts it is one of every type.</summary>
    public static bool IsInstance(FeelValue value, FeelType type) =>
        value.IsNull ? type.Kind == FeelKind.Null : Fits(value, type);

    /// <summary>Whether a value may stand where the type is wanted; null may everywhere.</summary>
    public static bool Fits(FeelValue value, FeelType type)
    {
        if (value.IsNull || type.IsAny)
        {
            return true;
        }

        if (type.Kind != value.Kind)
        {
            return false;
        }

        return type switch
        {
            FeelType.ListType list => list.Items.IsAny || All(value.AsList!, list.Items),
            FeelType.ContextType context => HasAll(value.AsContext!, context),
            FeelType.RangeType range => Fits(value.AsRange!.Start, range.Ends) && Fits(value.AsRange!.End, range.Ends),
            FeelType.FunctionType function => value.Is<FeelFunction>(out var it) && it.Signatures.Any(s => AsType(s).ConformsTo(function)),
            _ => true,
        };
    }

    /// <summary>
    /// The value as the type wants it, by DMN's conversions: the one item of a list for that item, a value for a list of it, a date for its
    /// midnight. Null, and <paramref name="fits"/> false, where none helps.
    /// </summary>
    public static FeelValue Convert(FeelValue value, FeelType type, out bool fits)
    {
        fits = true;
        if (Fits(value, type))
        {
            return value;
        }

        if (value.AsList is { Count: 1 } list && type.Kind != FeelKind.List && Fits(list[0], type))
        {
            return list[0];
        }

        if (type is FeelType.ListType wanted && value.AsList is null && Fits(value, wanted.Items))
        {
            return FeelList.Of(value);
        }

        if (type.Kind == FeelKind.DateTime && value.AsDate is { } date)
        {
            return new Times.FeelDateTime(date, 0, Times.FeelZone.Utc);
        }

        fits = false;
        return default;
    }

    private static FeelType AsType(FeelSignature signature) => new FeelType.FunctionType([.. signature.Parameters.Select(p => p.Type)], signature.Result);

    private static bool All(FeelList list, FeelType items)
    {
        foreach (var item in list.AsSpan())
        {
            if (!Fits(item, items))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasAll(FeelContext context, FeelType.ContextType type)
    {
        foreach (var field in type.Fields)
        {
            if (!context.TryGet(field.Name, out var value) || !Fits(value, field.Type))
            {
                return false;
            }
        }

        return true;
    }
}
