using LowCode.Definitions.Rules;

namespace LowCode.Rules.Values;

/// <summary>The lists of a set as checks and explanations ask them: whether a value is in one, and whether one holds all of another, which is worked out once.</summary>
internal sealed class ListSets(IReadOnlyDictionary<string, IReadOnlyList<string>> lists)
{
    private readonly Dictionary<string, HashSet<string>> _sets = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), bool> _within = [];

    public IReadOnlyList<string> Values(string list) => lists[list];

    public bool Contains(string list, string value) => SetOf(list).Contains(value);

    public bool IsWithin(string list, string other)
    {
        if (!_within.TryGetValue((list, other), out var isWithin))
        {
            _within[(list, other)] = isWithin = SetOf(list).IsSubsetOf(SetOf(other));
        }

        return isWithin;
    }

    private HashSet<string> SetOf(string list)
    {
        if (!_sets.TryGetValue(list, out var set))
        {
            _sets[list] = set = [.. lists[list]];
        }

        return set;
    }
}
