namespace LowCode.Definitions.Dictionaries;

/// <summary>The attributes of one entry: a few values by key. Values are <see cref="string"/>, <see cref="decimal"/>, <see cref="bool"/> and <see cref="DateOnly"/>.</summary>
public sealed class EntryAttributes
{
    private readonly KeyValuePair<string, object>[] _values;

    private EntryAttributes(KeyValuePair<string, object>[] values) => _values = values;

    public static EntryAttributes None { get; } = new([]);

    /// <summary>In the order in which they were written.</summary>
    public IReadOnlyList<KeyValuePair<string, object>> Known => _values;

    /// <summary>Null: the entry says nothing of it.</summary>
    public object? this[string key]
    {
        get
        {
            foreach (var (name, value) in _values)
            {
                if (name == key)
                {
                    return value;
                }
            }

            return null;
        }
    }

    public static EntryAttributes Of(IEnumerable<KeyValuePair<string, object>> values)
    {
        KeyValuePair<string, object>[] all = [.. values];
        return all.Length == 0 ? None : new EntryAttributes(all);
    }

    public string? Text(string key) => this[key] as string;

    public decimal? Number(string key) => this[key] as decimal?;
}
