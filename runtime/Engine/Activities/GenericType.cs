using LowCode.Definitions.Workflows;

namespace LowCode.Engine.Activities;

/// <summary>Types that Elsa writes with the type of their items: <c>Elsa.ForEach&lt;String&gt;</c>.</summary>
internal static class GenericType
{
    /// <summary>The type without the item type, and that; null: it has none that is known.</summary>
    public static (string Type, string Item)? Split(string type)
    {
        var at = type.IndexOf('<', StringComparison.Ordinal);
        return at > 0 && type.EndsWith('>') && DataTypes.IsKnown(type[(at + 1)..^1]) ? (type[..at], type[(at + 1)..^1]) : null;
    }

    /// <summary>The same with items of the type.</summary>
    public static ActivityType Of(ActivityType general, string item) => general with
    {
        Descriptor = general.Descriptor with
        {
            Inputs = [.. general.Descriptor.Inputs.Select(i => i.TypeName == "List<Object>" ? i with { TypeName = $"List<{item}>" } : i)],
        },
    };
}
