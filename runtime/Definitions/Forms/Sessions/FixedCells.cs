using System.Text.Json.Nodes;
using LowCode.Definitions.Forms.Expressions;

namespace LowCode.Definitions.Forms.Sessions;

/// <summary>Cells of columns that nobody enters, in rows that came from outside.</summary>
internal static class FixedCells
{
    /// <summary>Each holds what a row of the record holds, or its first value; what else came is not believed.</summary>
    /// <param name="table">A field of another type has none.</param>
    /// <param name="known">What the record holds of the table.</param>
    public static void Fill(SessionState state, FieldSlot table, JsonNode? known)
    {
        foreach (var column in table.Columns.Where(c => c.IsFixed))
        {
            var held = (known as JsonArray ?? []).OfType<JsonObject>().Select(r => FieldValue.In(r, column.Field)).Where(v => !FieldValue.IsEmpty(v)).ToList();
            for (var row = 0; row < state.TableOf(table).Rows.Count; row++)
            {
                var came = state.CellOf(column, row).Raw;
                if (held.Exists(v => JsonNode.DeepEquals(v, came)))
                {
                    continue;
                }

                state.LoadCell(column, row, column.Field.Default is { } value ? JsonNode.Parse(value.GetRawText()) : null, isEntered: true, isOld: false);
                state.CellOf(column, row).AwaitsDefault = column.Field.Default is null && column.Default is not null;
            }
        }
    }
}
