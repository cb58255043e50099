using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace LowCode.Definitions.Values;

/// <summary>
/// An object as data: immutable, members in the order in which they were written. Values are those of <see cref="DataValue"/>, so it may
/// be shared between variables, instances and threads.
/// </summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is an object of the data model; that it can be read like a dictionary is a detail.")]
public sealed class DataObject : IReadOnlyDictionary<string, object?>
{
    private readonly OrderedDictionary<string, object?> _members;

    public DataObject(IEnumerable<KeyValuePair<string, object?>> members)
    {
        _members = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            _members[name] = value;
        }
    }

    public static DataObject Empty { get; } = new([]);

    public int Count => _members.Count;

    public IEnumerable<string> Keys => _members.Keys;

    public IEnumerable<object?> Values => _members.Values;

    public object? this[string key] => _members[key];

    public bool ContainsKey(string key) => _members.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value) => _members.TryGetValue(key, out value);

    /// <summary>The same members with one added or replaced.</summary>
    public DataObject With(string name, object? value) => new(_members.Where(m => m.Key != name).Append(new(name, value)));

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
