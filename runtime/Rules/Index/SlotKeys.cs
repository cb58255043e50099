using LowCode.Rules.Conditions;
using LowCode.Rules.Keys;

namespace LowCode.Rules.Index;

/// <summary>Looks the texts of one field up.</summary>
internal sealed class SlotKeys(int slot, ByteTable? exact, PrefixTable? prefixes, KeywordAutomaton? keywords, WatchLists? lists)
{
    public int Slot { get; } = slot;

    public ByteTable? Exact { get; } = exact;

    public PrefixTable? Prefixes { get; } = prefixes;

    public KeywordAutomaton? Keywords { get; } = keywords;

    public WatchLists? Lists { get; } = lists;

    public void Find(in Facts facts, int row)
    {
        ref readonly var cell = ref facts.Document.Cells[row + Slot];
        if (cell.IsAbsent)
        {
            return;
        }

        var text = facts.Text(cell);
        ref var keys = ref facts.Keys.Cells[row + Slot];
        if (Exact is not null)
        {
            keys.Exact = Exact.Find(text);
        }

        if (Prefixes is not null)
        {
            keys.Prefixes = Prefixes.Find(text, facts.Keys);
        }

        if (Keywords is not null)
        {
            keys.Keywords = Keywords.Find(text, facts.Keys);
        }

        if (Lists is not null)
        {
            keys.Lists = Lists.Find(text, facts.Keys);
        }
    }
}
