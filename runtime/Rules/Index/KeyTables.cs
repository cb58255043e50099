using LowCode.Definitions.Rules;
using LowCode.Rules.Conditions;
using LowCode.Rules.Keys;

namespace LowCode.Rules.Index;

/// <summary>Looks up all texts of a document that some rule asks for.</summary>
internal sealed class KeyTables
{
    private readonly SlotKeys?[] _headerBySlot;
    private readonly SlotKeys?[] _lineBySlot;

    /// <param name="previous">Lists, tables and automata that did not change are taken over.</param>
    public KeyTables(RuleSetDefinition set, Vocabulary vocabulary, KeyTables? previous)
    {
        var lists = vocabulary.Lists.Texts.Select(l => vocabulary.Lists.IsAsked(l) ? set.Lists[l] : []).ToList();
        Lists = previous is not null && previous.Lists.Lists.SequenceEqual(lists) ? previous.Lists : new WatchLists(lists);
        _headerBySlot = Of(vocabulary.Header, previous?._headerBySlot);
        _lineBySlot = Of(vocabulary.Line, previous?._lineBySlot);
        Header = [.. _headerBySlot.OfType<SlotKeys>()];
        Line = [.. _lineBySlot.OfType<SlotKeys>()];
    }

    public WatchLists Lists { get; }

    public SlotKeys[] Header { get; }

    public SlotKeys[] Line { get; }

    public void Find(in Facts facts)
    {
        facts.Keys.Clear(facts.Layout.Row(facts.Document.LineCount));
        foreach (var slot in Header)
        {
            slot.Find(facts, 0);
        }

        for (var line = 0; line < facts.Document.LineCount; line++)
        {
            var row = facts.Layout.Row(line);
            foreach (var slot in Line)
            {
                slot.Find(facts, row);
            }
        }
    }

    private SlotKeys?[] Of(SlotVocabulary[] slots, SlotKeys?[]? previous) => [.. slots.Select((s, i) => s.IsEmpty ? null : Of(i, s, previous?[i]))];

    private SlotKeys Of(int slot, SlotVocabulary texts, SlotKeys? previous)
    {
        var (exact, prefixes, keywords) = (texts.Exact.Texts, texts.Prefixes.Texts, texts.Keywords.Texts);
        return new SlotKeys(
            slot,
            exact.Count == 0 ? null : previous?.Exact is { } values && values.Texts.SequenceEqual(exact) ? values : new ByteTable(exact),
            prefixes.Count == 0 ? null : previous?.Prefixes is { } table && table.Prefixes.SequenceEqual(prefixes) ? table : new PrefixTable(prefixes),
            keywords.Count == 0 ? null : previous?.Keywords is { } automaton && automaton.Keywords.SequenceEqual(keywords) ? automaton : new KeywordAutomaton(keywords),
            texts.UsesLists ? Lists : null);
    }
}
