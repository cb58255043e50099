namespace LowCode.Definitions.Documents;

/// <summary>Spells where something stands in a JSON document (RFC 6901).</summary>
internal static class JsonPointer
{
    public static string Append(string path, string member) =>
        $"{path}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    public static string Append(string path, int index) => $"{path}/{index}";
}
