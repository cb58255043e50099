using LowCode.Definitions.Dictionaries;

namespace LowCode.FormUi.Choosers;

/// <summary>
/// A dictionary as the chooser walks it: what may be chosen, and the groups above. Nothing is listed before it is looked at, because a
/// dictionary may have hundreds of thousands of codes.
/// </summary>
/// <param name="day">The day on which codes must hold; null: all that ever held, for looking up old records.</param>
/// <param name="allows">Whether a code may be chosen beside that; null: all may.</param>
/// <param name="groups">Groups can be chosen too.</param>
internal sealed class EntryTree(DictionaryDefinition dictionary, DateOnly? day, Func<DictionaryEntry, bool>? allows, bool groups)
{
    private readonly Dictionary<string, bool> _shown = new(StringComparer.Ordinal);
    private IReadOnlyList<DictionaryEntry>? _roots;
    private bool? _isFlat;

    public IReadOnlyList<DictionaryEntry> Roots => _roots ??= [.. dictionary.ChildrenOf(null, day).Where(IsShown)];

    public bool IsFlat => _isFlat ??= !Roots.Any(HasChildren);

    public IReadOnlyList<DictionaryEntry> ChildrenOf(DictionaryEntry group) => [.. dictionary.ChildrenOf(group.Code, day).Where(IsShown)];

    public bool HasChildren(DictionaryEntry entry) => dictionary.ChildrenOf(entry.Code, day).Any(IsShown);

    public bool CanChoose(DictionaryEntry entry) => (day is null ? entry.Selectable || groups : groups ? entry.IsValidOn(day.Value) : entry.IsOffered(day)) && allows?.Invoke(entry) != false;

    /// <summary>From the root to the code; empty where there is none.</summary>
    public IReadOnlyList<DictionaryEntry> Lineage(string? code) => code is null ? [] : dictionary.Lineage(code, day);

    /// <summary>What can be chosen below a group, all levels; the group itself first where it can be.</summary>
    /// <param name="most">So many are looked for.</param>
    public IReadOnlyList<DictionaryEntry> Under(DictionaryEntry group, int most) => [.. Walk(group).Where(CanChoose).Take(most)];

    public IReadOnlyList<DictionaryEntry> Search(string text, int most) => [.. dictionary.Search(text, day).Where(CanChoose).Take(most)];

    public string PathOf(DictionaryEntry entry) => dictionary.PathOf(entry.Code, day);

    public string PathBelow(DictionaryEntry group, DictionaryEntry entry) =>
        entry == group ? entry.Label.ToString() : string.Join(" / ", Lineage(entry.Code).SkipWhile(e => e != group).Skip(1).Select(e => e.Label));

    // A group is there for what can be chosen below it.
    private bool IsShown(DictionaryEntry entry)
    {
        if (!_shown.TryGetValue(entry.Code, out var isShown))
        {
            isShown = CanChoose(entry) || dictionary.ChildrenOf(entry.Code, day).Any(IsShown);
            _shown[entry.Code] = isShown;
        }

        return isShown;
    }

    private IEnumerable<DictionaryEntry> Walk(DictionaryEntry entry) => dictionary.ChildrenOf(entry.Code, day).SelectMany(Walk).Prepend(entry);
}
