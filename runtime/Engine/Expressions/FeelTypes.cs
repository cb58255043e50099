using LowCode.Feel.Types;

namespace LowCode.Engine.Expressions;

/// <summary>What Elsa's type aliases are in FEEL.</summary>
internal static class FeelTypes
{
    /// <summary>Any for a type that FEEL does not have.</summary>
    public static FeelType Of(string typeName, bool isList = false)
    {
        if (isList)
        {
            return FeelType.ListOf(Of(typeName));
        }

        if (ItemType(typeName) is { } items)
        {
            return FeelType.ListOf(Of(items));
        }

        // "System.String, System.Private.CoreLib" is String.
        return typeName.Split(',')[0].Trim().Split('.')[^1] switch
        {
            "Int16" or "Int32" or "Int64" or "Long" or "Single" or "Double" or "Decimal" => FeelType.Number,
            "String" or "Guid" => FeelType.String,
            "Boolean" => FeelType.Boolean,
            "DateTime" or "DateTimeOffset" => FeelType.DateTime,
            "TimeSpan" => FeelType.DaysDuration,
            _ => FeelType.Any,
        };
    }

    private static string? ItemType(string typeName)
    {
        if (typeName.EndsWith("[]", StringComparison.Ordinal))
        {
            return typeName[..^2];
        }

        var open = typeName.IndexOf('<', StringComparison.Ordinal);
        return open > 0 && typeName.EndsWith('>') && !typeName.Contains(',', StringComparison.Ordinal) ? typeName[(open + 1)..^1] : null;
    }
}
