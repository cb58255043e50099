namespace LowCode.Definitions.Workflows;

internal enum DataKind
{
    Any,
    Whole,
    Double,
    Decimal,
    Text,
    Flag,
    Time,
}

/// <summary>What Elsa's type aliases mean for plain data.</summary>
internal static class DataKinds
{
    private static readonly string[] _listPrefixes =
    [
        "List<", "ICollection<", "IEnumerable<", "IList<", "IReadOnlyCollection<", "IReadOnlyList<", "ISet<", "HashSet<", "Collection<",
    ];

    /// <summary>Null where the alias is not known.</summary>
    public static DataKind? Of(string typeName) => Simple(typeName) switch
    {
        "Int16" or "Int32" or "Int64" or "Long" => DataKind.Whole,
        "Single" or "Double" => DataKind.Double,
        "Decimal" => DataKind.Decimal,
        "String" or "TimeSpan" or "Guid" or "ByteArray" or "Stream" => DataKind.Text,
        "Boolean" => DataKind.Flag,
        "DateTime" or "DateTimeOffset" => DataKind.Time,
        "Object" or "JSON" or "JsonElement" or "JsonNode" or "JsonObject" or "JsonArray" or "ExpandoObject" => DataKind.Any,
        "StringDictionary" or "ObjectDictionary" or "StringMap" or "ObjectMap" => DataKind.Any,
        _ => null,
    };

    /// <summary>The alias of a list's items; null where the type is no list.</summary>
    public static string? ItemType(string typeName)
    {
        if (typeName.EndsWith("[]", StringComparison.Ordinal))
        {
            return typeName[..^2];
        }

        return typeName.EndsWith('>') && Array.Find(_listPrefixes, p => typeName.StartsWith(p, StringComparison.Ordinal)) is { } prefix
            ? typeName[prefix.Length..^1]
            : null;
    }

    // "System.String, System.Private.CoreLib" is String.
    private static string Simple(string typeName)
    {
        var name = typeName.Split(',')[0].Trim();
        return name.StartsWith("System.", StringComparison.Ordinal) ? name[(name.LastIndexOf('.') + 1)..] : name;
    }
}
