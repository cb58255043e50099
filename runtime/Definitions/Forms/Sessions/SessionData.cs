using System.Text.Json.Nodes;
using LowCode.Definitions.Forms.Expressions;

namespace LowCode.Definitions.Forms.Sessions;

/// <summary>What a session holds, as JSON.</summary>
internal static class SessionData
{
    /// <summary>As it was entered or computed.</summary>
    public static JsonNode? Raw(SessionState state, FieldSlot slot, int row) =>
        slot.IsTable ? Rows(state, slot) : state.CellOf(slot, row).Raw?.DeepClone();

    /// <summary>As it is stored: null where it is not relevant and does not stay.</summary>
    public static JsonNode? Stored(SessionState state, FieldSlot slot) => Stays(slot, state.Cells[slot.Index]) ? Raw(state, slot, -1) : null;

    public static JsonObject Submission(SessionState state, FormRights rights)
    {
        var data = new JsonObject();
        foreach (var slot in state.Form.Slots)
        {
            if (state.Cells[slot.Index].IsEntered && rights.MayWrite(slot))
            {
                data[slot.Field.Key] = Stored(state, slot);
            }
        }

        return data;
    }

    /// <summary>What was entered into fields that the step may write, wrong and hidden values too; null for what was emptied.</summary>
    public static JsonObject Entered(SessionState state, FormRights rights)
    {
        var data = new JsonObject();
        foreach (var slot in state.Form.Slots.Where(s => state.Cells[s.Index].IsEntered && rights.MayWrite(s)))
        {
            data[slot.Field.Key] = slot.IsTable ? Rows(state, slot, everything: true) : Raw(state, slot, -1);
        }

        return data;
    }

    public static JsonObject All(SessionState state)
    {
        var data = new JsonObject();
        foreach (var slot in state.Form.Slots.Where(s => s.Kind.HoldsData))
        {
            if (Stored(state, slot) is { } value)
            {
                data[slot.Field.Key] = value;
            }
        }

        return data;
    }

    // What is wrong is told while the field is asked; when it is not, nobody would be told, and a record holds no wrong values.
    private static bool Stays(FieldSlot slot, in Cell cell) => cell.IsRelevant || (slot.Field.HiddenValue != HiddenValue.Clear && cell.Wrong is null);

    private static JsonArray? Rows(SessionState state, FieldSlot slot, bool everything = false)
    {
        if (state.Tables[slot.Index] is not { Rows.Count: > 0 } table)
        {
            // What is no list of rows is kept as it came, to be told.
            return state.Cells[slot.Index].Raw as JsonArray;
        }

        var rows = new JsonArray();
        foreach (var row in table.Rows)
        {
            var members = new JsonObject();
            foreach (var column in slot.Columns)
            {
                ref var cell = ref row.Cells[column.Index];
                if (column.Kind.HoldsData && cell.Raw is { } value && (everything || Stays(column, cell)))
                {
                    members[column.Field.Key] = value.DeepClone();
                }
            }

            rows.Add(members);
        }

        return rows;
    }
}
