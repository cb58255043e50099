using System.Text.Json.Nodes;
using LowCode.Definitions.Forms.Expressions;

namespace LowCode.Definitions.Forms.Sessions;

/// <summary>Cells of columns that nobody enters, in rows that came from outside.</summary>
internal static class FixedCells
{
    /// <summary>
    /// Each holds what a row of the record holds, or its first value; what else came is not believed. Where nothing came it is taken from the row of the record that this one
    /// was: the one with the same entered cells, or the one in its place where none was taken away.
    /// </summary>
    /// <param name="table">A field of another type has none.</param>
    /// <param name="known">What the record holds of the table.</param>
    public static void Fill(SessionState state, FieldSlot table, JsonNode? known)
    {
        var rows = (known as JsonArray ?? []).OfType<JsonObject>().ToList();
        foreach (var column in table.Columns.Where(c => c.IsFixed))
        {
            var held = rows.Select(r => FieldValue.In(r, column.Field)).Where(v => !FieldValue.IsEmpty(v)).ToList();
            for (var row = 0; row < state.TableOf(table).Rows.Count; row++)
            {
                var came = state.CellOf(column, row).Raw;
                if (!FieldValue.IsEmpty(came) && held.Exists(v => JsonNode.DeepEquals(v, came)))
                {
                    continue;
                }

                if (FieldValue.IsEmpty(came) && RowOf(state, table, row, rows) is { } was)
                {
                    state.LoadCell(column, row, FieldValue.In(was, column.Field)?.DeepClone(), isEntered: true, isOld: true);
                    continue;
                }

                state.LoadCell(column, row, column.Field.Default is { } value ? JsonNode.Parse(value.GetRawText()) : null, isEntered: true, isOld: false);
                state.CellOf(column, row).AwaitsDefault = column.Field.Default is null && column.Default is not null;
            }
        }
    }

    /// <summary>Whether two rows hold the same in a column; none is as good as nothing.</summary>
    public static bool IsSame(JsonObject row, JsonObject other, FieldSlot column) => IsSame(FieldValue.In(row, column.Field), FieldValue.In(other, column.Field));

    private static JsonObject? RowOf(SessionState state, FieldSlot table, int row, List<JsonObject> known)
    {
        var entered = table.Columns.Where(c => !c.IsFixed && !c.Field.IsCalculated).ToList();
        return known.Find(k => entered.TrueForAll(c => IsSame(state.CellOf(c, row).Raw, FieldValue.In(k, c.Field))))
            ?? (state.TableOf(table).Rows.Count >= known.Count ? known.ElementAtOrDefault(row) : null);
    }

    private static bool IsSame(JsonNode? one, JsonNode? two) => (FieldValue.IsEmpty(one) && FieldValue.IsEmpty(two)) || JsonNode.DeepEquals(one, two);
}
