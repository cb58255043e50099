using LowCode.Definitions.Dictionaries;

namespace LowCode.Portal.Dictionaries;

/// <summary>Words and addresses of the pages about dictionaries.</summary>
internal static class DictionaryWords
{
    public const string List = "/dictionaries";

    public static string Layer(DictionaryLayer layer) => layer switch
    {
        DictionaryLayer.National => Texts.LayerNational,
        DictionaryLayer.Province => Texts.LayerProvince,
        DictionaryLayer.City => Texts.LayerCity,
        DictionaryLayer.Tenant => Texts.LayerTenant,
        _ => throw new ArgumentOutOfRangeException(nameof(layer), layer, null),
    };

    /// <summary>A value of an attribute as a person reads it; departments by <paramref name="departmentOf"/>.</summary>
    public static string Value(object? value, AttributeType type, Func<string?, string?> departmentOf) => value switch
    {
        null => "—",
        bool flag => flag ? Texts.Yes : Texts.No,
        string code when type == AttributeType.Department => departmentOf(code) ?? code,
        _ => AttributeValues.Write(value),
    };

    public static string Link(string dictionary) => $"{List}/{Uri.EscapeDataString(dictionary)}";

    public static string File(string dictionary, bool draft) => $"/api/dictionaries/{Uri.EscapeDataString(dictionary)}/file{(draft ? "?draft=true" : "")}";
}
