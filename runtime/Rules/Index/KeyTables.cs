using LowCode.Definitions.Rules;
using LowCode.Rules.Conditions;
using LowCode.Rules.Keys;

namespace LowCode.Rules.Index;

/// <summary>Looks up all texts of a document that some rule asks for.</summary>
internal sealed class KeyTables
{
    private readonly SlotKeys?[] _headerBySlot;
    private readonly SlotKeys?[] _lineBySlot;

    /// <param name="previous">Lists and automata that did not change are taken over.</param>
    public KeyTables(RuleSetDefinition set, Vocabulary vocabulary, KeyTables? previous)
    {
        var lists = vocabulary.Lists.Texts.Select(l => set.Lists[l]).ToList();
        Lists = previous is not null && previous.Lists.Lists.SequenceEqual(lists) ? previous.Lists : new WatchLists(lists);
        _headerBySlot = Of(vocabulary.Header, previous?._headerBySlot);
        _lineBySlot = Of(vocabulary.Line, previous?._lineBySlot);
        Header = [.. _headerBySlot.OfType<SlotKeys>()];
        Line = [.. _lineBySlot.OfType<SlotKeys>()];
    }

    public WatchLists Lists { get; }

    public SlotKeys[] Header { get; }

    public SlotKeys[] Line { get; }

    public SlotKeys OfHeader(int slot) => _headerBySlot[slot]!;

    public SlotKeys OfLine(int slot) => _lineBySlot[slot]!;

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
        var keywords = texts.Keywords.Texts;
        var automaton = keywords.Count == 0 ? null
            : previous?.Keywords is { } before && before.Keywords.SequenceEqual(keywords) ? before
            : new KeywordAutomaton(keywords);
        return new SlotKeys(
            slot,
            texts.Exact.Count == 0 ? null : new ByteTable(texts.Exact.Texts),
            texts.Prefixes.Count == 0 ? null : new PrefixTable(texts.Prefixes.Texts),
            automaton,
            texts.UsesLists ? Lists : null);
    }
}
