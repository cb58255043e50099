using System.Globalization;
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
            problems.Add(path, "document.wrong-type", JsonKind.Object, JsonKind.Of(element.ValueKind));
            return new ObjectReader(path, problems, isMissing: true);
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

    public decimal? OptionalNumber(string name) =>
        Read(name, isRequired: false, JsonKind.Number, e => e.ValueKind == JsonValueKind.Number && e.TryGetDecimal(out var d) ? d : (decimal?)null);

    public decimal Number(string name) =>
        Read(name, isRequired: true, JsonKind.Number, e => e.ValueKind == JsonValueKind.Number && e.TryGetDecimal(out var d) ? d : (decimal?)null) ?? 0;

    public int? OptionalInteger(string name) =>
        Read(name, isRequired: false, JsonKind.Integer, e => e.ValueKind == JsonValueKind.Number && e.TryGetInt32(out var i) ? i : (int?)null);

    public bool? OptionalBoolean(string name) =>
        Read(name, isRequired: false, JsonKind.Boolean, e => e.ValueKind is JsonValueKind.True or JsonValueKind.False ? e.GetBoolean() : (bool?)null);

    /// <summary>ISO 8601 with an offset.</summary>
    public DateTimeOffset? OptionalTime(string name) =>
        Read(name, isRequired: false, JsonKind.Time, e => e.ValueKind == JsonValueKind.String && IsoTime.TryRead(e.GetString()!, out var t) ? t : (DateTimeOffset?)null);

    public T Word<T>(string name)
        where T : struct, Enum
    {
        var word = Text(name);
        if (EnumWords<T>.TryRead(word, out var value) || word.Length == 0)
        {
            return value;
        }

        _problems.Add(PathOf(name), "document.unknown-word", EnumWords<T>.All, word);
        return default;
    }

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
    public IReadOnlyList<T> List<T>(string name, Func<ObjectReader, T> read, bool isRequired = true) =>
        Items(name, isRequired, (element, path) =>
        {
            var item = Of(element, path, _problems);
            var value = read(item);
            item.Finish();
            return value;
        });

    public IReadOnlyList<string> Texts(string name, bool isRequired = true) =>
        Items(name, isRequired, (element, path) =>
        {
            if (NotBlank(element) is { } text)
            {
                return text;
            }

            _problems.Add(path, "document.wrong-type", JsonKind.Text, JsonKind.Of(element.ValueKind));
            return "";
        });

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

    /// <summary>Any JSON, as it stands; null where it is left out.</summary>
    public JsonElement? Any(string name) => _asked.Add(name) && _members.TryGetValue(name, out var element) ? element.Clone() : null;

    /// <summary>Reports the members that were not asked for.</summary>
    public void Finish()
    {
        foreach (var name in _members.Keys.Where(n => !_asked.Contains(n)))
        {
            _problems.Add(PathOf(name), "document.unknown-member", name, string.Join(", ", _asked));
        }
    }

    private List<T> Items<T>(string name, bool isRequired, Func<JsonElement, string, T> read)
    {
        var items = new List<T>();
        if (Take(name, isRequired) is { } element)
        {
            if (element.ValueKind != JsonValueKind.Array)
            {
                _problems.Add(PathOf(name), "document.wrong-type", JsonKind.List, JsonKind.Of(element.ValueKind));
                return items;
            }

            foreach (var item in element.EnumerateArray())
            {
                items.Add(read(item, JsonPointer.Append(PathOf(name), items.Count)));
            }
        }

        return items;
    }

    private static string? NotBlank(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private TValue? Read<TValue>(string name, bool isRequired, string expected, Func<JsonElement, TValue?> read)
    {
        if (Take(name, isRequired) is not { } element)
        {
            return default;
        }

        var value = read(element);
        if (value is null)
        {
            var blank = element.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(element.GetString());
            var came = blank ? ProblemTexts.Of("kind.blank") : element.ValueKind is JsonValueKind.String or JsonValueKind.Number
                ? string.Create(CultureInfo.InvariantCulture, $"{JsonKind.Of(element.ValueKind)} {ProblemTexts.Clip(element.ToString())}")
                : JsonKind.Of(element.ValueKind);
            _problems.Add(PathOf(name), "document.wrong-type", expected, came);
        }

        return value;
    }

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
