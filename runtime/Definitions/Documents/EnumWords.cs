using System.Text.Json;

namespace LowCode.Definitions.Documents;

/// <summary>How the values of an enumeration are spelled in documents: camel case of their names (<c>longText</c>).</summary>
internal static class EnumWords<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> ByWord = Enum.GetValues<T>().ToDictionary(Of, StringComparer.Ordinal);

    public static string All { get; } = string.Join(", ", Enum.GetValues<T>().Select(Of));

    public static string Of(T value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static bool TryRead(string word, out T value) => ByWord.TryGetValue(word, out value);
}
