using System.Text.Json.Nodes;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Fields;
using LowCode.Definitions.Problems;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Sessions;

/// <summary>The values of a form that is being filled or checked.</summary>
internal sealed class SessionState
{
    private readonly ValueReading _reading;
    private readonly ValueReading _oldReading;

    /// <param name="now">When the form is filled, with the offset of the place.</param>
    public SessionState(CompiledForm form, FormLookups? lookups, DateTimeOffset? now)
    {
        Form = form;
        Cells = new Cell[form.Slots.Length];
        Values = new FeelValue[form.Slots.Length + 1];
        Tables = new TableState?[form.Slots.Length];
        GroupRelevance = new bool[form.Groups.Nodes.Length];
        Array.Fill(GroupRelevance, true);
        _reading = new ValueReading(lookups) { Day = now is { } at ? DateOnly.FromDateTime(at.DateTime) : null };
        _oldReading = new ValueReading(null) { TakesRetired = true };
    }

    public CompiledForm Form { get; }

    public Cell[] Cells { get; }

    /// <summary>What expressions see; one place more than there are fields, for what a filter asks about.</summary>
    public FeelValue[] Values { get; }

    public TableState?[] Tables { get; }

    public bool[] GroupRelevance { get; }

    /// <summary>Whether anything stood masked when the form was opened.</summary>
    public bool HasMasks { get; set; }

    public TableState TableOf(FieldSlot slot) => Tables[slot.Index] ??= new TableState(slot.RowVariables + 1);

    public ref Cell CellOf(FieldSlot slot, int row) => ref slot.Table is { } table ? ref TableOf(table).Rows[row].Cells[slot.Index] : ref Cells[slot.Index];

    /// <summary>Reads a value into its field.</summary>
    /// <param name="isOld">It stood there before: what was good then is good now.</param>
    /// <param name="held">What the record holds: what was good in its rows is good in those that came.</param>
    public void Load(FieldSlot slot, JsonNode? node, bool isEntered, bool isOld, JsonNode? held = null)
    {
        ref var cell = ref Cells[slot.Index];
        cell.IsRelevant = true;
        cell.IsEntered = isEntered;
        if (slot.IsTable)
        {
            LoadRows(slot, node, ref cell, isEntered, isOld, held as JsonArray);
        }
        else
        {
            Read(slot, node, ref cell, null, 0, isOld);
            SetSeen(slot, cell.Read);
        }
    }

    /// <summary>Reads a value into a cell of a row that is there.</summary>
    public void LoadCell(FieldSlot column, int row, JsonNode? node, bool isEntered, bool isOld)
    {
        var state = TableOf(column.Table!).Rows[row];
        ref var cell = ref state.Cells[column.Index];
        cell.IsRelevant = true;
        cell.IsEntered = isEntered;
        Read(column, node, ref cell, column.Table!.Field, row, isOld);
        state.Values[column.Index] = cell.Read;
    }

    /// <summary>A new row behind the others.</summary>
    public RowState AddRow(FieldSlot table)
    {
        var state = TableOf(table);
        var row = new RowState(table.Columns.Length);
        for (var i = 0; i < row.Cells.Length; i++)
        {
            row.Cells[i].IsRelevant = true;
        }

        state.Rows.Add(row);
        state.IsStale = true;
        return row;
    }

    /// <summary>A value that somebody enters, or a first one in its place. What expressions see of it is worked out with what depends on it.</summary>
    public void Enter(FieldSlot slot, int row, JsonNode? node)
    {
        ref var cell = ref CellOf(slot, row);
        Read(slot, node, ref cell, slot.Table?.Field, row, isOld: false);
        cell.IsEntered = true;
        if (slot.Table is { } table)
        {
            // A table is submitted whole.
            Cells[table.Index].IsEntered = true;
        }
    }

    /// <summary>What is shown is not the value: expressions see none.</summary>
    public void Forget(FieldSlot slot, int row)
    {
        ref var cell = ref CellOf(slot, row);
        cell.Read = default;
        if (slot.Table is { } table)
        {
            TableOf(table).Rows[row].Values[slot.Index] = default;
        }
        else
        {
            SetSeen(slot, default);
        }
    }

    /// <summary>What was computed, read back as anything stored would be.</summary>
    public void ReadComputed(FieldSlot slot, int row, ref Cell cell)
    {
        cell.Wrong = null;
        cell.Read = cell.Raw is null ? default : _reading.Read(slot.Field, slot.Kind, cell.Raw, slot.Table?.Field, row);
        if (_reading.TakeProblems() is { Count: > 0 } wrong)
        {
            cell.Wrong = wrong;
        }
    }

    public void SetSeen(FieldSlot slot, FeelValue value)
    {
        if (slot.Variable >= 0)
        {
            Values[slot.Variable] = value;
        }
    }

    /// <summary>The list of rows as expressions see it.</summary>
    public FeelValue Gathered(FieldSlot slot)
    {
        var isSeen = Cells[slot.Index].IsRelevant || slot.Field.HiddenValue == HiddenValue.Keep;
        if (!isSeen || Tables[slot.Index] is not { Rows.Count: > 0 } table)
        {
            return FeelList.Empty;
        }

        var rows = new FeelValue[table.Rows.Count];
        for (var r = 0; r < rows.Length; r++)
        {
            var values = new FeelValue[slot.Gathered.Length];
            for (var c = 0; c < values.Length; c++)
            {
                values[c] = table.Rows[r].Values[slot.Gathered[c]];
            }

            rows[r] = slot.Row!(values);
        }

        return FeelList.Of(rows);
    }

    private void Read(FieldSlot slot, JsonNode? node, ref Cell cell, FormField? table, int row, bool isOld)
    {
        cell.Raw = node;
        cell.Wrong = null;
        var reading = isOld ? _oldReading : _reading;
        cell.Read = node is null || slot.Field.IsCalculated ? default : reading.Read(slot.Field, slot.Kind, node, table, row);
        if (reading.TakeProblems() is { Count: > 0 } wrong)
        {
            // What an older version let through is no fault of the one who fills the form now.
            (cell.Wrong, cell.Read) = (isOld ? null : wrong, default);
        }
    }

    private void LoadRows(FieldSlot slot, JsonNode? node, ref Cell cell, bool isEntered, bool isOld, JsonArray? held)
    {
        var table = TableOf(slot);
        table.Rows.Clear();
        table.IsStale = true;
        cell.Wrong = null;
        if (node is null)
        {
            return;
        }

        _reading.At(slot.Field);
        var wrong = new List<Problem>();
        if (node is not JsonArray rows)
        {
            _reading.WrongType(slot.Kind.Expected, node);
        }
        else if (rows.Count > 0 && (HasCount(rows.Count, slot) || rows.Count <= TableKind.MostOf(slot.Field)))
        {
            for (var i = 0; i < rows.Count; i++)
            {
                AddRow(slot);
                var row = TableKind.RowOf(slot.Field, rows[i], i, _reading);

                // They are the table's; those of a cell are taken with it.
                wrong.AddRange(_reading.TakeProblems());
                foreach (var column in row is null ? [] : slot.Columns)
                {
                    LoadCell(column, i, FieldValue.In(row!, column.Field), isEntered, isOld);
                    if (held is not null && table.Rows[i].Cells[column.Index].Wrong is not null && IsHeld(FieldValue.In(row!, column.Field), column, held))
                    {
                        LoadCell(column, i, FieldValue.In(row!, column.Field), isEntered, isOld: true);
                    }
                }
            }
        }

        wrong.AddRange(_reading.TakeProblems());
        cell.Wrong = wrong.Count > 0 && !isOld ? wrong : null;
    }

    private static bool IsHeld(JsonNode? value, FieldSlot column, JsonArray held) =>
        held.OfType<JsonObject>().Any(row => JsonNode.DeepEquals(FieldValue.In(row, column.Field), value));

    private bool HasCount(int count, FieldSlot slot) =>
        ListShape.HasCount(count, _reading, TableKind.MostOf(slot.Field), "form.too-many-rows", "form.too-few-rows");
}
