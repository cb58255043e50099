using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Texts;
using FieldType = LowCode.Definitions.Forms.FieldType;

namespace LowCode.FormUi.Values;

/// <summary>Cells of a spreadsheet as values: what is chosen in a form is written there as a word, in whichever language, or as its code.</summary>
internal static class PastedText
{
    private static readonly char[] _between = [';', '；', '、', ',', '，', '\n'];

    /// <returns>False: the column takes no text, or not this one.</returns>
    public static bool TryRead(FormField column, string text, FormContext context, out JsonNode? value)
    {
        value = null;
        if (CellText.IsTyped(column.Type) || string.IsNullOrWhiteSpace(text))
        {
            value = CellText.IsTyped(column.Type) ? CellText.Read(column, text, context.Zone) : null;
            return true;
        }

        var word = text.Trim();
        value = column.Type switch
        {
            FieldType.Boolean => Is(word, Texts.Yes, "true") ? true : Is(word, Texts.No, "false") ? false : null,
            FieldType.Choice => OptionOf(column, word),
            FieldType.MultiChoice => OptionsOf(column, word),
            FieldType.Code => CodeOf(column.Dictionary is { } id ? context.Dictionary(id) : null, word),
            FieldType.Department => context.Departments.FirstOrDefault(d => Is(word, d.Value) || Says(d.Label, word))?.Value,
            _ => null,
        };
        return value is not null;
    }

    private static string? OptionOf(FormField column, string word) =>
        column.Options.Where(o => !o.IsRetired).FirstOrDefault(o => Says(o.Label, word) || Is(word, o.Value))?.Value;

    private static JsonArray? OptionsOf(FormField column, string words)
    {
        var options = words.Split(_between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(w => OptionOf(column, w)).ToList();
        return options.Contains(null) ? null : new JsonArray([.. options.Distinct().Select(o => (JsonNode?)JsonValue.Create(o))]);
    }

    // A word that several codes have says none of them; the whole path does.
    private static string? CodeOf(DictionaryDefinition? dictionary, string word)
    {
        if (dictionary is null || dictionary.Find(word) is not null)
        {
            return dictionary is null ? null : word;
        }

        var named = dictionary.Entries.Where(e => Says(e.Label, word) || Is(word, dictionary.PathOf(e.Code))).Select(e => e.Code).Distinct().Take(2).ToList();
        return named.Count == 1 ? named[0] : null;
    }

    private static bool Says(LocalizedText label, string word) => label.ByLanguage.Values.Any(l => Is(word, l));

    private static bool Is(string word, params string[] others) => others.Contains(word, StringComparer.OrdinalIgnoreCase);
}
