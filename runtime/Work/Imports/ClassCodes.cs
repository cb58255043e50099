using System.Text;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Imports;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Texts;

namespace LowCode.Work.Imports;

/// <summary>Which dictionary code a row's class is: by the mapping's table, by the dictionary's own codes, or by an entry that an import added.</summary>
internal sealed class ClassCodes
{
    private const int MaxSlug = 48;
    private const int HashDigits = 8;

    private readonly ClassMapping _mapping;
    private readonly DictionaryDefinition _dictionary;
    private readonly Dictionary<string, string> _added;

    public ClassCodes(ClassMapping mapping, DictionaryDefinition dictionary)
    {
        _mapping = mapping;
        _dictionary = dictionary;
        _added = mapping.Unknown is { } unknown
            ? dictionary.On(null).Where(e => e.Selectable && e.Code.StartsWith(unknown.Prefix, StringComparison.Ordinal))
                .GroupBy(e => TextOf(e), StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.First().Code, StringComparer.Ordinal)
            : [];
    }

    /// <summary>Null: nobody knows it.</summary>
    public string? Find(string text) =>
        _mapping.Codes.GetValueOrDefault(text)
        ?? (_dictionary.Find(text) is { Selectable: true } entry ? entry.Code : null)
        ?? _added.GetValueOrDefault(text);

    /// <summary>The dictionary with entries for these texts, in the order given; the same dictionary where none is needed.</summary>
    public DictionaryDefinition Extend(IEnumerable<string> texts)
    {
        if (_mapping.Unknown is not { } unknown || texts.Where(t => Find(t) is null).ToList() is not { Count: > 0 } fresh)
        {
            return _dictionary;
        }

        var entries = _dictionary.Entries.ToList();
        var codes = _dictionary.Codes.ToHashSet(StringComparer.Ordinal);
        if (unknown.Parent is { } parent && codes.Add(parent.Code))
        {
            entries.Add(new DictionaryEntry(parent.Code, parent.Label, Selectable: false));
        }

        foreach (var text in fresh)
        {
            var code = FreeCode(unknown.Prefix + Slug(text), codes);
            entries.Add(new DictionaryEntry(code, new LocalizedText(new Dictionary<string, string> { [LocalizedText.DefaultLanguage] = text }), unknown.Parent?.Code));
        }

        return _dictionary.WithEntries(entries);
    }

    private static string TextOf(DictionaryEntry entry) => entry.Label.ByLanguage.GetValueOrDefault(LocalizedText.DefaultLanguage) ?? "";

    private static string FreeCode(string wanted, HashSet<string> taken)
    {
        var code = wanted;
        for (var i = 2; !taken.Add(code); i++)
        {
            code = $"{wanted}-{i}";
        }

        return code;
    }

    /// <summary>
    /// A code that says what it stands for: <c>HEAT/HOT WATER</c> gives <c>HEAT-HOT-WATER</c>. Codes are ASCII, so a text in another script
    /// gets a part of its hash.
    /// </summary>
    private static string Slug(string text)
    {
        var letters = text.ToUpperInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-').ToArray();
        var words = new string(letters).Split('-', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (words.Count == 0 || text.Any(c => char.IsLetter(c) && !char.IsAscii(c)))
        {
            words.Add(ContentHash.Of(Encoding.UTF8.GetBytes(text)).Value[..HashDigits].ToUpperInvariant());
        }

        var slug = string.Join('-', words);
        return slug.Length <= MaxSlug ? slug : slug[..MaxSlug].TrimEnd('-');
    }
}
