using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Texts;

namespace LowCode.Portal.Dictionaries;

/// <summary>What somebody types of an entry. Written as its document, so that what is wrong is told as everywhere.</summary>
internal sealed class EntryDraft
{
    private const string OtherLanguage = "en";

    private readonly Dictionary<string, string> _attributes = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, string> _labels = new Dictionary<string, string>();

    public string Code { get; set; } = "";

    public string? Chinese { get; set; }

    public string? English { get; set; }

    public string? Parent { get; set; }

    public string? Standard { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public bool IsRetired { get; set; }

    public bool IsGroup { get; set; }

    public string? this[string attribute]
    {
        get => _attributes.GetValueOrDefault(attribute, "");
        set => _attributes[attribute] = value?.Trim() ?? "";
    }

    public void Fill(DictionaryEntry? entry)
    {
        if (entry is null)
        {
            return;
        }

        (Code, Parent, Standard, From, To, IsRetired, IsGroup) = (entry.Code, entry.Parent, entry.Standard, entry.ValidFrom, entry.ValidTo, entry.IsRetired, !entry.Selectable);
        _labels = entry.Label.ByLanguage;
        (Chinese, English) = (_labels.GetValueOrDefault(LocalizedText.DefaultLanguage), _labels.GetValueOrDefault(OtherLanguage));
        foreach (var (key, value) in entry.Attributes.Known)
        {
            _attributes[key] = AttributeValues.Write(value);
        }
    }

    public byte[] Write(IReadOnlyList<DictionaryAttribute> attributes)
    {
        // Labels in languages that the dialog does not show stay.
        var label = new JsonObject(_labels.Where(l => l.Key is not (LocalizedText.DefaultLanguage or OtherLanguage)).Select(l => new KeyValuePair<string, JsonNode?>(l.Key, l.Value)));
        Set(label, LocalizedText.DefaultLanguage, Chinese);
        Set(label, OtherLanguage, English);
        var entry = new JsonObject { ["code"] = Code.Trim(), ["label"] = label };
        Set(entry, "parent", Parent);
        Set(entry, "standard", Standard);
        Set(entry, "validFrom", From is { } from ? AttributeValues.Text(from) : null);
        Set(entry, "validTo", To is { } to ? AttributeValues.Text(to) : null);
        entry["retired"] = IsRetired;
        entry["selectable"] = !IsGroup;
        var values = new JsonObject();
        foreach (var attribute in attributes.Where(a => !string.IsNullOrEmpty(this[a.Key])))
        {
            values[attribute.Key] = NodeOf(this[attribute.Key]!, attribute.Type);
        }

        entry["attributes"] = values;
        return Encoding.UTF8.GetBytes(entry.ToJsonString());
    }

    // What is no value of its type is written as it was typed: reading it tells what was expected.
    private static JsonValue? NodeOf(string text, AttributeType type) => AttributeValues.Read(text, type) switch
    {
        decimal number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        _ => JsonValue.Create(text),
    };

    private static void Set(JsonObject document, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            document[name] = value.Trim();
        }
    }
}
