using LowCode.Definitions.Dictionaries;

namespace LowCode.Work.Dictionaries;

/// <summary>Whether two entries say the same, wherever they were read from.</summary>
internal static class EntryComparison
{
    public static bool AreSame(DictionaryEntry one, DictionaryEntry other) =>
        ReferenceEquals(one, other)
        || ((one.Code, one.Parent, one.Standard, one.Selectable, one.ValidFrom, one.ValidTo, one.IsRetired)
                == (other.Code, other.Parent, other.Standard, other.Selectable, other.ValidFrom, other.ValidTo, other.IsRetired)
            && AreSame(one.Label.ByLanguage, other.Label.ByLanguage)
            && one.Attributes.Known.Count == other.Attributes.Known.Count
            && one.Attributes.Known.All(a => a.Value.Equals(other.Attributes[a.Key])));

    private static bool AreSame(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(t => other.TryGetValue(t.Key, out var text) && text == t.Value);
}
