using LowCode.Definitions.Dictionaries;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Sessions;

/// <summary>Options and codes as filters see them.</summary>
internal static class FormOptions
{
    /// <summary>Those that a value names. What does not exist is told elsewhere.</summary>
    public static IEnumerable<FeelContext> Chosen(FormField field, FeelValue value, FormLookups? lookups)
    {
        var names = value.AsList is { } list ? list.Select(v => v.AsString) : [value.AsString];
        return names.OfType<string>().Select(name => field.Type == FieldType.Code ? Code(field, name, lookups) : Option(field, name)).OfType<FeelContext>();
    }

    public static FeelContext Of(FormOption option) => FeelContext.Of(
        option.Attributes.Select(a => (a.Key, (FeelValue)a.Value)).Prepend(("label", option.Label.ToString())).Prepend(("value", option.Value)));

    public static FeelContext Of(DictionaryEntry entry) => FeelContext.Of(
    [
        ("code", entry.Code),
        ("label", entry.Label.ToString()),
        ("parent", entry.Parent),
        ("standard", entry.Standard),
        .. entry.Attributes.Known.Select(a => (a.Key, DictionaryFunctions.ValueOf(a.Value))),
    ]);

    private static FeelContext? Option(FormField field, string value) => field.Options.FirstOrDefault(o => o.Value == value) is { } option ? Of(option) : null;

    private static FeelContext? Code(FormField field, string code, FormLookups? lookups) =>
        field.Dictionary is { } id && lookups?.Dictionary(id)?.Find(code) is { } entry ? Of(entry) : null;
}
