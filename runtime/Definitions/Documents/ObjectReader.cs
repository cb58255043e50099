using System.Text.Json;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Documents;

/// <summary>
/// Reads one JSON object member by member. A member that is missing or of the wrong type is reported and stands in as an empty value,
/// so that reading goes on; <see cref="Finish"/> reports the members that nobody asked for.
/// </summary>
internal sealed class ObjectReader
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly ProblemList _problems;

    private ObjectReader(string path, ProblemList problems, bool isMissing)
    {
        Path = path;
        _problems = problems;
        IsMissing = isMissing;
    }

    public string Path { get; }

    /// <summary>True where something else than an object stood: that was reported, so what it lacks is not.</summary>
    public bool IsMissing { get; }

    /// <summary>For objects whose member names are data.</summary>
    public IEnumerable<string> Names => _members.Keys;

    public static ObjectReader Of(JsonElement element, string path, ProblemList problems)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return Instead(element, path, JsonKind.Object, problems, new ObjectReader(path, problems, isMissing: true));
        }

        var reader = new ObjectReader(path, problems, isMissing: false);
        foreach (var member in element.EnumerateObject())
        {
            if (!reader._members.TryAdd(member.Name, member.Value))
            {
                problems.Add(reader.PathOf(member.Name), "document.duplicate-member", member.Name);
            }
        }

        return reader;
    }

    public string PathOf(string member) => JsonPointer.Append(Path, member);

    /// <summary>A text that must be there and not be blank.</summary>
    public string Text(string name) => Read(name, isRequired: true, JsonKind.Text, NotBlank) ?? "";

    public string? OptionalText(string name) => Read(name, isRequired: false, JsonKind.Text, NotBlank);

    public decimal? OptionalNumber(string name) => Number(name, isRequired: false);

    public decimal Number(string name) => Number(name, isRequired: true) ?? 0;

    public int? OptionalInteger(string name) =>
        Read(name, isRequired: false, JsonKind.Integer, e => e.ValueKind == JsonValueKind.Number && e.TryGetInt32(out var i) ? i : (int?)null);

    public bool? OptionalBoolean(string name) =>
        Read(name, isRequired: false, JsonKind.Boolean, e => e.ValueKind is JsonValueKind.True or JsonValueKind.False ? e.GetBoolean() : (bool?)null);

    /// <summary>ISO 8601 with an offset.</summary>
    public DateTimeOffset? OptionalTime(string name) => Time(name, isRequired: false);

    public DateTimeOffset Time(string name) => Time(name, isRequired: true) ?? default;

    /// <param name="others">Words beside the enumeration's own that stand for its values.</param>
    public T Word<T>(string name, IReadOnlyDictionary<string, T>? others = null)
        where T : struct, Enum => WordOf(name, Text(name), others) ?? default;

    public T? OptionalWord<T>(string name, IReadOnlyDictionary<string, T>? others = null)
        where T : struct, Enum => OptionalText(name) is { } word ? WordOf(name, word, others) : null;

    public LocalizedText Localized(string name) =>
        Take(name, isRequired: true) is { } element ? LocalizedTextReader.Read(element, PathOf(name), _problems) : LocalizedText.Empty;

    public LocalizedText? OptionalLocalized(string name) =>
        Take(name, isRequired: false) is { } element ? LocalizedTextReader.Read(element, PathOf(name), _problems) : null;

    /// <summary>A nested object; null where it is left out.</summary>
    public ObjectReader? OptionalObject(string name) =>
        Take(name, isRequired: false) is { } element ? Of(element, PathOf(name), _problems) : null;

    public ObjectReader Object(string name) =>
        Take(name, isRequired: true) is { } element ? Of(element, PathOf(name), _problems) : new ObjectReader(PathOf(name), _problems, isMissing: true);

    /// <summary>A list of objects; each is closed by <see cref="Finish"/> after <paramref name="read"/>. Indexes are those of the document.</summary>
    public IReadOnlyList<T> List<T>(string name, Func<ObjectReader, T> read, bool isRequired = true) => Take(name, isRequired) is { } element
        ? ItemsOf(element, PathOf(name), _problems, (item, path) =>
        {
            var reader = Of(item, path, _problems);
            var value = read(reader);
            reader.Finish();
            return value;
        })
        : [];

    public IReadOnlyList<string> Texts(string name, bool isRequired = true) =>
        Take(name, isRequired) is { } element ? TextsOf(element, PathOf(name), _problems) : [];

    public static IReadOnlyList<string> TextsOf(JsonElement element, string path, ProblemList problems) =>
        ItemsOf(element, path, problems, (item, at) => NotBlank(item) ?? Instead(item, at, JsonKind.Text, problems, ""));

    /// <summary>A list of numbers; null where it is left out.</summary>
    public IReadOnlyList<decimal>? OptionalNumbers(string name) => Take(name, isRequired: false) is { } element
        ? ItemsOf(element, PathOf(name), _problems, (item, at) => AsDecimal(item) ?? Instead(item, at, JsonKind.Number, _problems, 0m))
        : null;

    /// <summary>An object whose member names are data.</summary>
    public IReadOnlyDictionary<string, T> Map<T>(string name, Func<JsonElement, string, T> read, bool isRequired = true)
    {
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        if (Take(name, isRequired) is { } element)
        {
            var members = Of(element, PathOf(name), _problems);
            foreach (var (key, value) in members._members)
            {
                map[key] = read(value, members.PathOf(key));
            }
        }

        return map;
    }

    /// <summary>An object whose members are texts; empty where it is left out.</summary>
    public IReadOnlyDictionary<string, string> OptionalTextMap(string name) =>
        Map(name, (item, path) => NotBlank(item) ?? Instead(item, path, JsonKind.Text, _problems, ""), isRequired: false);

    /// <summary>Any JSON, as it stands; null where it is left out. An object in it that names a member twice is reported, and JSON's null stands in.</summary>
    public JsonElement? Any(string name)
    {
        _asked.Add(name);
        if (!_members.TryGetValue(name, out var element))
        {
            return null;
        }

        return HasDistinctMembers(element, PathOf(name)) ? element.Clone() : JsonElement.Parse("null");
    }

    /// <summary>Any JSON that must be there, alive as long as the document is; for readers of large documents that keep nothing of it.</summary>
    public JsonElement? Borrowed(string name) => Take(name, isRequired: true);

    /// <summary>As <see cref="Borrowed"/>; null where it is left out.</summary>
    public JsonElement? OptionalBorrowed(string name) => Take(name, isRequired: false);

    /// <summary>Reports the members that were not asked for.</summary>
    public void Finish()
    {
        foreach (var name in _members.Keys.Where(n => !_asked.Contains(n)))
        {
            _problems.Add(PathOf(name), "document.unknown-member", name, string.Join(", ", _asked));
        }
    }

    private bool HasDistinctMembers(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var before = _problems.All.Count;
                var members = Of(element, path, _problems);
                return _problems.All.Count == before && members._members.All(m => HasDistinctMembers(m.Value, members.PathOf(m.Key)));
            case JsonValueKind.Array:
                return element.EnumerateArray().Index().All(i => HasDistinctMembers(i.Item, JsonPointer.Append(path, i.Index)));
            default:
                return true;
        }
    }

    private static List<T> ItemsOf<T>(JsonElement element, string path, ProblemList problems, Func<JsonElement, string, T> read)
    {
        var items = new List<T>();
        if (element.ValueKind != JsonValueKind.Array)
        {
            return Instead(element, path, JsonKind.List, problems, items);
        }

        foreach (var item in element.EnumerateArray())
        {
            items.Add(read(item, JsonPointer.Append(path, items.Count)));
        }

        return items;
    }

    private static T Instead<T>(JsonElement element, string path, string expected, ProblemList problems, T value)
    {
        problems.Add(path, "document.wrong-type", expected, Came(element));
        return value;
    }

    private static string Came(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String when string.IsNullOrWhiteSpace(element.GetString()) => ProblemTexts.Of("kind.blank"),
        JsonValueKind.String or JsonValueKind.Number => $"{JsonKind.Of(element.ValueKind)} {ProblemTexts.Clip(element.ToString())}",
        var kind => JsonKind.Of(kind),
    };

    private static decimal? AsDecimal(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var number) ? number : null;

    private static string? NotBlank(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private T? WordOf<T>(string name, string word, IReadOnlyDictionary<string, T>? others)
        where T : struct, Enum
    {
        if (word.Length == 0)
        {
            return null;
        }

        if (EnumWords<T>.TryRead(word, out var value) || others?.TryGetValue(word, out value) == true)
        {
            return value;
        }

        _problems.Add(PathOf(name), "document.unknown-word", EnumWords<T>.All, word);
        return null;
    }

    private TValue? Read<TValue>(string name, bool isRequired, string expected, Func<JsonElement, TValue?> read)
    {
        if (Take(name, isRequired) is not { } element)
        {
            return default;
        }

        var value = read(element);
        if (value is null)
        {
            Instead(element, PathOf(name), expected, _problems, value);
        }

        return value;
    }

    private decimal? Number(string name, bool isRequired) =>
        Read(name, isRequired, JsonKind.Number, AsDecimal);

    private DateTimeOffset? Time(string name, bool isRequired) =>
        Read(name, isRequired, JsonKind.Time, e => e.ValueKind == JsonValueKind.String && IsoTime.TryRead(e.GetString()!, out var t) ? t : (DateTimeOffset?)null);

    private JsonElement? Take(string name, bool isRequired)
    {
        _asked.Add(name);
        if (_members.TryGetValue(name, out var element) && (isRequired || element.ValueKind != JsonValueKind.Null))
        {
            return element;
        }

        if (isRequired && !IsMissing)
        {
            _problems.Add(PathOf(name), "document.missing-member", name);
        }

        return null;
    }
}
