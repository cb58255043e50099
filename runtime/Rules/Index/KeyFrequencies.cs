using LowCode.Rules.Conditions;
using LowCode.Rules.Documents;
using LowCode.Rules.Keys;

namespace LowCode.Rules.Index;

/// <summary>How often each key is found in a document: counted in samples, and guessed from its kind where they do not have it.</summary>
internal sealed class KeyFrequencies
{
    private readonly Dictionary<RuleKey, int> _found = [];
    private readonly Vocabulary _vocabulary;
    private readonly KeyTables _tables;
    private int _samples;

    /// <param name="samples">Documents as JSON; those that cannot be read are passed over.</param>
    public KeyFrequencies(DocumentLayout layout, Vocabulary vocabulary, KeyTables tables, IReadOnlyList<ReadOnlyMemory<byte>> samples)
    {
        _vocabulary = vocabulary;
        _tables = tables;
        var reader = new DocumentReader(layout);
        var (document, keys) = (new DocumentBuffer(), new KeyBuffer());
        foreach (var sample in samples)
        {
            if (reader.Read(sample.Span, document))
            {
                _samples++;
                Count(new Facts(document, keys, layout, sample.Span));
            }
        }
    }

    /// <summary>Per document; may be above 1 for what many lines have.</summary>
    public double Of(RuleKey key) => (_found.GetValueOrDefault(key) + Guess(key)) / (_samples + 1);

    private void Count(in Facts facts)
    {
        _tables.Find(facts);
        foreach (var slot in _tables.Header)
        {
            Count(facts, slot, 0, isLine: false);
        }

        for (var line = 0; line < facts.Document.LineCount; line++)
        {
            foreach (var slot in _tables.Line)
            {
                Count(facts, slot, facts.Layout.Row(line), isLine: true);
            }
        }
    }

    private void Count(in Facts facts, SlotKeys slot, int row, bool isLine)
    {
        if (facts.Document.Cells[row + slot.Slot].IsAbsent)
        {
            return;
        }

        ref readonly var keys = ref facts.Keys.Cells[row + slot.Slot];
        if (slot.Exact is not null && keys.Exact != ByteTable.None)
        {
            Count(new RuleKey(isLine, slot.Slot, KeyKind.Exact, keys.Exact));
        }

        if (slot.Prefixes is not null)
        {
            Count(facts.Keys.Matches(keys.Prefixes), isLine, slot.Slot, KeyKind.Prefix);
        }

        if (slot.Keywords is not null)
        {
            Count(facts.Keys.Matches(keys.Keywords), isLine, slot.Slot, KeyKind.Keyword);
        }

        if (slot.Lists is not null)
        {
            Count(facts.Keys.Matches(keys.Lists), isLine, slot.Slot, KeyKind.List);
        }
    }

    private void Count(ReadOnlySpan<int> numbers, bool isLine, int slot, KeyKind kind)
    {
        foreach (var number in numbers)
        {
            Count(new RuleKey(isLine, slot, kind, number));
        }
    }

    private void Count(RuleKey key) => _found[key] = _found.GetValueOrDefault(key) + 1;

    // Rules of thumb: each letter of a prefix narrows by about 3, lists hold few of all values, known values are equally likely.
    private double Guess(RuleKey key)
    {
        var texts = key.IsLine ? _vocabulary.Line[key.Slot] : _vocabulary.Header[key.Slot];
        var guess = key.Kind switch
        {
            KeyKind.Exact => 1.0 / (texts.Exact.Count + 2),
            KeyKind.Prefix => Math.Pow(3, -texts.Prefixes.Texts[key.Number].Length),
            KeyKind.Keyword => 0.05,
            _ => 0.02,
        };
        return key.IsLine ? guess * 4 : guess;
    }
}
