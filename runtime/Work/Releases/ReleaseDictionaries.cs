using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Releases;
using LowCode.Work.Texts;

namespace LowCode.Work.Releases;

/// <summary>The dictionaries that a release would hold, laid over each other, and what is wrong with them.</summary>
internal sealed class ReleaseDictionaries
{
    /// <summary>Codes that one problem names.</summary>
    private const int MostNamed = 20;

    private readonly List<Problem> _problems = [];
    private readonly IReadOnlyDictionary<string, DictionaryDefinition> _laid;

    /// <param name="items">All that it would hold.</param>
    /// <param name="changed">Those that are not in the release before as they are.</param>
    public ReleaseDictionaries(ReleaseView before, IReadOnlyList<ReleaseItem> items, IEnumerable<DictionaryDefinition> changed)
    {
        var news = changed.ToDictionary(d => d.DictionaryId, StringComparer.Ordinal);
        var kept = items.Where(i => i.Kind == ArtefactKind.Dictionary && !news.ContainsKey(i.Key)).Select(i => before.Dictionary(i.Key)).OfType<DictionaryDefinition>();
        var laid = DictionaryLayers.Of(kept.Select(d => d with { Below = null }).Concat(news.Values));
        _laid = laid;
        foreach (var dictionary in laid.Values.Where(d => d.Layers.Any(l => news.ContainsKey(l.DictionaryId)) || d.Base is not null))
        {
            var path = $"{ArtefactKind.Dictionary}/{dictionary.DictionaryId}";
            _problems.AddRange(DictionaryLayers.Check(dictionary, laid).Select(p => p with { Path = $"{path}#{p.Path}" }));
            CheckKept(path, before.Dictionary(dictionary.DictionaryId), dictionary);
        }
    }

    public IReadOnlyCollection<string> Ids => [.. _laid.Keys];

    public DictionaryDefinition? Find(string id) => _laid.GetValueOrDefault(id);

    public IReadOnlyList<Problem> Problems => _problems;

    // Records hold codes: what was published once stays readable.
    private void CheckKept(string path, DictionaryDefinition? before, DictionaryDefinition after)
    {
        var gone = before?.Codes.Where(c => after.Find(c) is null).Order(StringComparer.Ordinal).ToList() ?? [];
        if (gone.Count > 0)
        {
            var named = string.Join(", ", gone.Take(MostNamed)) + (gone.Count > MostNamed ? " …" : "");
            _problems.Add(new Problem(path + "#/entries", "release.removed-codes", WorkTexts.Of("release.removed-codes", gone.Count, named)));
        }
    }
}
