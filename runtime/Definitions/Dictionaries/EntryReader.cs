using System.Text.Json;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Dictionaries;

/// <summary>Reads the entries of one document.</summary>
internal sealed class EntryReader(IReadOnlyList<DictionaryAttribute> attributes, ProblemList problems)
{
    private readonly Dictionary<string, DictionaryAttribute> _attributes = attributes.GroupBy(a => a.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);

    /// <summary>Columns that the document has in the older way: beside the code, without saying so before.</summary>
    public HashSet<string> Older { get; } = new(StringComparer.Ordinal);

    public DictionaryEntry Read(ObjectReader entry)
    {
        var older = OlderOf(entry);
        return new DictionaryEntry(
            entry.Text("code"),
            entry.Localized("label"),
            Shared(entry.OptionalText("parent")),
            Shared(entry.OptionalText("standard")),
            entry.OptionalBoolean("selectable") ?? true)
        {
            ValidFrom = DateOf(entry, "validFrom"),
            ValidTo = DateOf(entry, "validTo"),
            IsRetired = entry.OptionalBoolean("retired") ?? false,
            Attributes = EntryAttributes.Of(older.Concat(AttributesOf(entry)).DistinctBy(a => a.Key)),
        };
    }

    private List<KeyValuePair<string, object>> OlderOf(ObjectReader entry)
    {
        var found = new List<KeyValuePair<string, object>>();
        if (entry.OptionalText(DictionaryAttribute.Department) is { } department)
        {
            found.Add(new(DictionaryAttribute.Department, department));
        }

        if (entry.OptionalNumber(DictionaryAttribute.LimitHours) is { } hours)
        {
            found.Add(new(DictionaryAttribute.LimitHours, hours));
        }

        Older.UnionWith(found.Select(f => f.Key).Where(k => !_attributes.ContainsKey(k)));
        return found;
    }

    private IEnumerable<KeyValuePair<string, object>> AttributesOf(ObjectReader entry)
    {
        if (entry.OptionalObject("attributes") is not { IsMissing: false } members)
        {
            yield break;
        }

        foreach (var key in members.Names)
        {
            var path = members.PathOf(key);
            var json = members.OptionalBorrowed(key);
            if (!_attributes.TryGetValue(key, out var attribute))
            {
                problems.Add(path, "dictionary.unknown-attribute", key, string.Join(", ", _attributes.Keys));
            }
            else if (json is { } element && AttributeValues.Read(element, attribute.Type) is { } value)
            {
                yield return new(attribute.Key, value);
            }
            else if (json is { } other)
            {
                problems.Add(path, "document.wrong-type", AttributeValues.Expected(attribute.Type), Came(other));
            }
        }
    }

    private DateOnly? DateOf(ObjectReader entry, string member)
    {
        if (entry.OptionalText(member) is not { } text)
        {
            return null;
        }

        if (AttributeValues.Date(text) is { } day)
        {
            return day;
        }

        problems.Add(entry.PathOf(member), "document.wrong-type", AttributeValues.Expected(AttributeType.Date), ProblemTexts.Clip(text));
        return null;
    }

    // Many entries say the same.
    private string? Shared(string? text) => text is null || _parents.TryAdd(text, text) ? text : _parents[text];

    private static string Came(JsonElement json) =>
        json.ValueKind is JsonValueKind.String or JsonValueKind.Number ? $"{JsonKind.Of(json.ValueKind)} {ProblemTexts.Clip(json.ToString())}" : JsonKind.Of(json.ValueKind);
}
