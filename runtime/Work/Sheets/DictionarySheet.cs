using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Texts;

namespace LowCode.Work.Sheets;

/// <summary>
/// The own entries of a dictionary as a sheet: a row of column names, then an entry a row, all of them, retired ones too. The columns of
/// attributes say their type (<c>limitHours:number</c>), those of labels in other languages their language (<c>label:en</c>), so that a sheet
/// tells all there is to know.
/// </summary>
internal static class DictionarySheet
{
    /// <summary>Members of an entry that are columns of their own.</summary>
    public static readonly string[] Members = ["code", "label", "parent", "standard", "validFrom", "validTo", "retired", "selectable"];

    public static Sheet Write(DictionaryDefinition dictionary)
    {
        var languages = dictionary.Entries.SelectMany(e => e.Label.ByLanguage.Keys).Where(l => l != LocalizedText.DefaultLanguage).Distinct().Order(StringComparer.Ordinal).ToList();
        var attributes = dictionary.AllAttributes;
        return new(
        [
            [
                DictionaryColumns.NameOf("code"),
                DictionaryColumns.NameOf("label"),
                .. languages.Select(l => $"{DictionaryColumns.NameOf("label")}:{l}"),
                .. Members.Skip(2).Select(DictionaryColumns.NameOf),
                .. attributes.Select(a => $"{a.Key}:{DictionaryColumns.WordOf(a.Type)}"),
            ],
            .. dictionary.Entries.Select(e => RowOf(e, languages, attributes)),
        ]);
    }

    private static string[] RowOf(DictionaryEntry entry, List<string> languages, IReadOnlyList<DictionaryAttribute> attributes) =>
    [
        entry.Code,
        entry.Label.ByLanguage.GetValueOrDefault(LocalizedText.DefaultLanguage, ""),
        .. languages.Select(l => entry.Label.ByLanguage.GetValueOrDefault(l, "")),
        entry.Parent ?? "",
        entry.Standard ?? "",
        entry.ValidFrom is { } from ? AttributeValues.Text(from) : "",
        entry.ValidTo is { } to ? AttributeValues.Text(to) : "",
        entry.IsRetired ? AttributeValues.Write(true) : "",
        entry.Selectable ? "" : AttributeValues.Write(false),
        .. attributes.Select(a => entry.Attributes[a.Key] is { } value ? AttributeValues.Write(value) : ""),
    ];
}
