using LowCode.Definitions.Forms.Expressions;

namespace LowCode.Definitions.Forms.Sessions;

/// <summary>What is computed of a mask would be wrong, and a wrong value looks like any other: it stays as the record holds it.</summary>
internal static class MaskedReads
{
    /// <summary>Whether the value of a calculated field is not to be worked out here, because it is masked itself or reads what is.</summary>
    public static bool Keep(SessionState state, FormNode node, int row, ref Cell cell)
    {
        cell.IsKept = cell.IsMasked || IsUnknown(state, node, row);
        if (cell is { IsKept: true, IsMasked: false })
        {
            state.ReadComputed(node.Slot!, row, ref cell);
        }

        return cell.IsKept;
    }

    /// <summary>Whether what an expression reads is not seen here.</summary>
    public static bool IsUnknown(SessionState state, FormNode node, int row) =>
        node.Before.Exists(b => b is { Aspect: Aspect.Value, Slot: { } read } && read != node.Slot && IsUnknown(state, read, node.Table, row));

    private static bool IsUnknown(SessionState state, FieldSlot read, FieldSlot? table, int row) => read.Table is { } other && other != table
        ? state.TableOf(other).Rows.Exists(r => IsUnknown(read, r.Cells[read.Index]))
        : IsUnknown(read, state.CellOf(read, row));

    // Of a masked table the sensitive columns are masked.
    private static bool IsUnknown(FieldSlot slot, in Cell cell) =>
        cell.IsKept || (cell.IsMasked && (slot.Field.Sensitivity != Sensitivity.Normal || (slot.Table is null && !slot.IsTable)));
}
