using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Fields;
using LowCode.Feel.Compiling;
using LowCode.Feel.Running;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Sessions;

/// <summary>
/// Works out what follows from a form's values: all of it, or only what depends on what changed. All expressions of one change share one
/// run, so that its limits hold for all of them together; so do all filters that are asked until the next change.
/// </summary>
internal sealed class SessionEvaluation(SessionState state, FormRights rights, DateTimeOffset? now)
{
    // A form answers a person who types; what takes longer is a mistake of its author.
    private static readonly FeelLimits _limits = new() { Steps = 2_000_000, Time = TimeSpan.FromSeconds(2), Size = 100_000, Memory = 64L * 1024 * 1024 };

    private static readonly FeelOptions _timeless = new() { Limits = _limits, KeptProblems = 0 };

    private readonly FeelOptions _options = now is null && rights.Lookups is null ? _timeless : _timeless with { Now = now, Lookups = rights.Lookups?.Dictionaries };
    private readonly FeelEvaluation _run = new();
    private ChoiceAnswers? _choices;
    private PendingNodes? _pending;

    /// <summary>Fields and cells of which something changed; null: nobody asks.</summary>
    public HashSet<(FieldSlot Slot, int Row)>? Changes { get; set; }

    /// <summary>The expression that met a limit; evaluation ended there. Filters beyond theirs allow nothing more.</summary>
    public FormNode? Runaway { get; private set; }

    private PendingNodes Pending => _pending ??= new(state.Form.Nodes);

    /// <summary>Everything, in order.</summary>
    public void EvaluateAll()
    {
        Begin();
        foreach (var node in state.Form.Work)
        {
            EvaluateRows(node, null);
        }
    }

    /// <summary>A value was set: what depends on it is to be worked out.</summary>
    public void Touch(FieldSlot slot, int row)
    {
        // Also where expressions see no other value: what is wrong with it may have changed.
        Changes?.Add((slot, row));
        Pending.Mark(slot.Value, row);
        foreach (var (node, _) in slot.Value.Dependents)
        {
            if (node.Slot == slot)
            {
                Pending.Mark(node, row);
            }
        }
    }

    /// <summary>What stood masked is known: whatever reads it is to be worked out, also where it sees no other value.</summary>
    public void TouchReaders(FieldSlot slot)
    {
        Touch(slot, -1);
        slot.Value.Dependents.ForEach(d => Pending.Mark(d.Node, -1));
    }

    /// <summary>A row came: all its cells are to be worked out.</summary>
    public void TouchRow(FieldSlot table, int row)
    {
        Pending.Mark(table.Value, -1);
        foreach (var node in state.Form.Nodes.Where(n => n.Table == table))
        {
            Pending.Mark(node, row);
        }
    }

    /// <summary>Rows went: the numbers of those behind them changed, and what is gathered of them.</summary>
    public void TouchTable(FieldSlot table)
    {
        Changes?.Add((table, -1));
        TouchRow(table, -1);
    }

    /// <summary>Only what was touched and what depends on it.</summary>
    public void EvaluateTouched()
    {
        Begin();
        while (Pending.Take() is { } next)
        {
            EvaluateRows(next.Node, next.Rows);
        }
    }

    /// <summary>Whether an option may be chosen, by the field's filter; asked once until something changes.</summary>
    /// <param name="name">Its value or code.</param>
    public bool Allows(FieldSlot slot, int row, string name, Func<FeelContext> option) =>
        (_choices ??= new(_options)).Of(slot, row, name, run => Asks(run, slot, row, option()));

    private void Begin()
    {
        _run.Restart(_options);
        _choices = null;
        Runaway = null;
    }

    /// <param name="rows">Of a column; null: all.</param>
    private void EvaluateRows(FormNode node, List<int>? rows)
    {
        if (Runaway is not null)
        {
            return;
        }

        foreach (var table in node.Tables)
        {
            if (state.TableOf(table) is { IsStale: true } stale)
            {
                state.SetSeen(table, state.Gathered(table));
                stale.IsStale = false;
            }
        }

        if (node.Slot is not { Table: { } owner } slot)
        {
            Evaluate(node, -1);
            return;
        }

        if (state.Tables[owner.Index] is not { Rows.Count: > 0 } inner)
        {
            return;
        }

        CopyOuter(inner);
        for (var i = 0; i < (rows?.Count ?? inner.Rows.Count); i++)
        {
            var row = rows?[i] ?? i;
            if (row < inner.Rows.Count)
            {
                Fill(inner, owner, row);
                Evaluate(node, row);
            }
        }
    }

    private void CopyOuter(TableState inner) =>
        state.Values.AsSpan(0, Math.Min(state.Form.Slots.Length, inner.Inputs.Length)).CopyTo(inner.Inputs);

    private static void Fill(TableState table, FieldSlot owner, int row)
    {
        var values = table.Rows[row].Values;
        foreach (var column in owner.Columns)
        {
            table.Inputs[column.Variable] = values[column.Index];
        }

        if (owner.RowNumberVariable >= 0)
        {
            table.Inputs[owner.RowNumberVariable] = row + 1;
        }
    }

    private void Evaluate(FormNode node, int row)
    {
        if (node.Aspect == Aspect.GroupRelevance)
        {
            var group = node.Group;
            var parent = state.Form.Groups.Parents[group];
            var isShown = (parent < 0 || state.GroupRelevance[parent]) && (node.Program is null || IsUnknown(node, -1) || Run(node, node.Program, null).IsTrue);
            if (state.GroupRelevance[group] != isShown)
            {
                state.GroupRelevance[group] = isShown;
                Changed(node, -1);
            }

            return;
        }

        var slot = node.Slot!;
        ref var cell = ref state.CellOf(slot, row);
        var hasChanged = node.Aspect switch
        {
            Aspect.Relevance => Set(ref cell.IsDoubtful, IsDoubtful(node, slot, row)) | Set(ref cell.IsRelevant, IsRelevant(node, slot, row)),
            Aspect.Value => SetValue(node, slot, row, ref cell),
            Aspect.Required => Set(ref cell.IsRequired, rights.MayRequire(slot) && (rights.Requires(slot) || Holds(node, slot.Required!, slot, row))),
            Aspect.ReadOnly => Set(ref cell.IsReadOnly, !rights.MayWrite(slot) || Holds(node, slot.ReadOnly!, slot, row)),
            Aspect.Constraints => SetViolated(node, slot, row, ref cell),
            Aspect.Filter => Set(ref cell.IsFilteredOut, IsFilteredOut(slot, row, cell.Read)),
            _ => throw new InvalidOperationException($"Expected an aspect of a field, but got {node.Aspect}."),
        };
        // What may be chosen is another now, also where nothing is chosen yet.
        if (hasChanged || node.Aspect == Aspect.Filter)
        {
            Changed(node, row);
        }
    }

    // What follows from a value that is not seen here only the server knows: it asks, and this says nothing against it.
    private bool IsUnknown(FormNode node, int row) => state.HasMasks && MaskedReads.IsUnknown(state, node, row);

    private bool IsDoubtful(FormNode node, FieldSlot slot, int row) => state.HasMasks
        && (MaskedReads.IsUnknown(state, node, row) || (slot.Table is { } table ? state.Cells[table.Index].IsDoubtful : slot.Group >= 0 && IsGroupDoubtful(slot.Group)));

    private bool IsGroupDoubtful(int group) =>
        MaskedReads.IsUnknown(state, state.Form.Groups.Nodes[group], -1) || (state.Form.Groups.Parents[group] is >= 0 and var parent && IsGroupDoubtful(parent));

    private bool Holds(FormNode node, FeelProgram condition, FieldSlot slot, int row) => !IsUnknown(node, row) && Run(node, condition, slot.Table).IsTrue;

    private bool IsRelevant(FormNode node, FieldSlot slot, int row)
    {
        var around = slot.Table is { } table ? state.Cells[table.Index].IsRelevant : slot.Group < 0 || state.GroupRelevance[slot.Group];
        return around && (node.Program is null || IsUnknown(node, row) || Run(node, node.Program, slot.Table).IsTrue);
    }

    private bool SetValue(FormNode node, FieldSlot slot, int row, ref Cell cell)
    {
        if (slot.IsTable)
        {
            // Others ask for the list when they need it; that it may be another one is enough to know.
            state.TableOf(slot).IsStale = true;
            return true;
        }

        var wasKept = cell.IsKept;
        if (slot.Calculation is { } calculation)
        {
            Compute(node, slot, row, calculation, ref cell);
        }
        else if (cell.AwaitsDefault && cell.IsRelevant && !IsUnknown(node, row))
        {
            // What nobody enters follows what it is made of, until the record holds it.
            cell.AwaitsDefault = slot.IsFixed;
            var first = slot.Kind.Write(Run(node, slot.Default!, slot.Table), slot.Field);
            if (first is not null || (slot.IsFixed && cell.Raw is not null))
            {
                state.Enter(slot, row, first);
            }
        }

        var seen = cell.IsRelevant || slot.Field.HiddenValue == HiddenValue.Keep ? cell.Read : FeelValue.Null;
        ref var place = ref slot.Table is { } table ? ref state.TableOf(table).Rows[row].Values[slot.Index] : ref state.Values[slot.Variable];
        if (place.Equals(seen))
        {
            if (cell.Wrong is not null)
            {
                Changes?.Add((slot, row));
            }

            return wasKept != cell.IsKept;
        }

        place = seen;
        if (slot.Table is { } owner)
        {
            state.TableOf(owner).IsStale = true;
        }

        return true;
    }

    private void Compute(FormNode node, FieldSlot slot, int row, FeelProgram calculation, ref Cell cell)
    {
        if (state.HasMasks && MaskedReads.Keep(state, node, row, ref cell))
        {
            return;
        }

        var value = cell.IsRelevant ? Run(node, calculation, slot.Table) : FeelValue.Null;
        cell.Raw = value.IsNull ? null : slot.Kind.Write(value, slot.Field);

        // What is stored is what others see: a rounded amount adds up as it is printed.
        state.ReadComputed(slot, row, ref cell);
    }

    private bool SetViolated(FormNode node, FieldSlot slot, int row, ref Cell cell)
    {
        uint violated = 0;
        if (!cell.Read.IsNull && !IsUnknown(node, row))
        {
            for (var i = 0; i < slot.Constraints.Length; i++)
            {
                if (Run(node, slot.Constraints[i].Program, slot.Table).IsFalse)
                {
                    violated |= 1u << Math.Min(i, 31);
                }
            }
        }

        if (violated == cell.Violated)
        {
            return false;
        }

        cell.Violated = violated;
        return true;
    }

    private bool IsFilteredOut(FieldSlot slot, int row, FeelValue chosen) =>
        !chosen.IsNull && FormOptions.Chosen(slot.Field, chosen, rights.Lookups).Any(option => !Asks(_run, slot, row, option));

    private bool Asks(FeelEvaluation run, FieldSlot slot, int row, FeelContext option)
    {
        var inputs = state.Values;
        if (slot.Table is { } owner)
        {
            var table = state.TableOf(owner);
            CopyOuter(table);
            Fill(table, owner, row);
            inputs = table.Inputs;
        }

        inputs[slot.Filter!.Scope.IndexOf(FormulaCompiler.OptionVariable)] = option;
        return Run(run, slot.Filtering!, slot.Filter, inputs).IsTrue;
    }

    private FeelValue Run(FormNode node, FeelProgram program, FieldSlot? table) => Run(_run, node, program, table is null ? state.Values : state.TableOf(table).Inputs);

    private FeelValue Run(FeelEvaluation run, FormNode node, FeelProgram program, FeelValue[] inputs)
    {
        var before = run.ProblemCount;
        var value = program.Run(run, inputs);
        // Only limits are kept.
        Runaway = run.ProblemCount > before && run.Problems.Count > 0 ? node : Runaway;
        return value;
    }

    private void Changed(FormNode node, int row)
    {
        if (Changes is null)
        {
            return;
        }

        if (node.Slot is { } slot)
        {
            Changes.Add((slot, row));
        }

        foreach (var (next, isSameRow) in node.Dependents)
        {
            Pending.Mark(next, isSameRow ? row : -1);
        }
    }

    private static bool Set(ref bool place, bool value)
    {
        var hasChanged = place != value;
        place = value;
        return hasChanged;
    }
}
