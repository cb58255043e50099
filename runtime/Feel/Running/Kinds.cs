using LowCode.Feel.Problems;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Running;

/// <summary>Kinds and types in the words of problems.</summary>
public static class Kinds
{
    /// <summary>The word for the kind of a value.</summary>
    public static TextKey Of(FeelValue value) => Of(value.Kind);

    /// <summary>The word for a kind.</summary>
    public static TextKey Of(FeelKind kind) => new("kind." + kind);

    /// <summary>The word for a simple type; how FEEL writes it for others.</summary>
    public static object Of(FeelType type) => type is FeelType.KindType or FeelType.ListType { Items: FeelType.AnyType } ? Of(type.Kind!.Value) : type.ToString();
}
