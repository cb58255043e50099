using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Dictionaries;

/// <summary>Dictionaries of one release put together: each over the one that it names.</summary>
public static class DictionaryLayers
{
    /// <summary>By id. One whose base is not there, or is not of a wider layer, stands alone: releases with such a one are refused.</summary>
    public static Dictionary<string, DictionaryDefinition> Of(IEnumerable<DictionaryDefinition> dictionaries)
    {
        var laid = new Dictionary<string, DictionaryDefinition>(StringComparer.Ordinal);
        foreach (var dictionary in dictionaries.OrderBy(d => d.Layer))
        {
            laid[dictionary.DictionaryId] = dictionary.Base is { } id && laid.TryGetValue(id, out var below) && below.Layer < dictionary.Layer
                ? dictionary with { Below = below }
                : dictionary;
        }

        return laid;
    }

    /// <summary>What is wrong with how a dictionary lies over others.</summary>
    /// <param name="laid">As <see cref="Of"/> put it together.</param>
    /// <param name="all">The ids that there are.</param>
    public static IReadOnlyList<Problem> Check(DictionaryDefinition laid, IReadOnlyDictionary<string, DictionaryDefinition> all)
    {
        ArgumentNullException.ThrowIfNull(laid);
        ArgumentNullException.ThrowIfNull(all);
        var problems = new ProblemList();
        if (laid.Base is not { } id)
        {
            return [];
        }

        if (!all.TryGetValue(id, out var below))
        {
            problems.Add("/base", "dictionary.unknown-base", id, string.Join(", ", all.Keys.Where(k => k != laid.DictionaryId).Order(StringComparer.Ordinal)));
        }
        else if (below.Layer >= laid.Layer)
        {
            problems.Add("/base", "dictionary.base-layer", EnumWords<DictionaryLayer>.Of(laid.Layer), id, EnumWords<DictionaryLayer>.Of(below.Layer));
        }
        else
        {
            CheckEntries(laid, problems);
        }

        return problems.All;
    }

    // Parents may be those of the layers below, and so may circles go through them.
    internal static void CheckEntries(DictionaryDefinition laid, ProblemList problems)
    {
        foreach (var (index, entry) in laid.Entries.Index())
        {
            if (entry.Parent is not { } parent)
            {
                continue;
            }

            var path = $"/entries/{index}/parent";
            if (laid.Find(parent) is null)
            {
                problems.Add(path, "dictionary.unknown-parent", parent);
            }
            else if (IsBelowItself(laid, entry))
            {
                problems.Add(path, "dictionary.parent-cycle", entry.Code, parent);
            }
        }

        foreach (var (index, attribute) in laid.Attributes.Index())
        {
            if (laid.Below!.AllAttributes.FirstOrDefault(a => a.Key == attribute.Key) is { } known && known.Type != attribute.Type)
            {
                problems.Add($"/attributes/{index}/type", "dictionary.attribute-type", attribute.Key, EnumWords<AttributeType>.Of(known.Type), EnumWords<AttributeType>.Of(attribute.Type));
            }
        }
    }

    private static bool IsBelowItself(DictionaryDefinition laid, DictionaryEntry entry)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var parent = entry.Parent; parent is not null && seen.Add(parent); parent = laid.Find(parent)?.Parent)
        {
            if (parent == entry.Code)
            {
                return true;
            }
        }

        return false;
    }
}
