using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Forms.Sessions;

/// <summary>
/// A form while it is filled, the same on the server and in a browser: holds what was entered, works out what follows from it (relevance,
/// computed values, what is required, what is wrong), and after each change only what depends on it. For one thread.
/// </summary>
public sealed class FormSession
{
    private readonly CompiledForm _form;
    private readonly SessionState _state;
    private readonly SessionEvaluation _evaluation;
    private readonly FormRights _rights;
    private readonly SessionProblems _problems;
    private readonly Dictionary<string, string> _origins = new(StringComparer.Ordinal);
    private readonly DateOnly? _day;
    private readonly ShownRecord _record;

    public FormSession(CompiledForm form, FormOpening opening)
    {
        (_form, _record) = (form, new ShownRecord(opening.Data, opening.Masked));
        _day = opening.Now is { } now ? DateOnly.FromDateTime(now.DateTime) : null;
        _state = new SessionState(form, opening.Lookups, opening.Now);
        _rights = new FormRights(form, opening.Step, opening.Lookups);
        _problems = new SessionProblems(_state, _rights);
        foreach (var slot in form.Slots)
        {
            var known = FieldValue.In(opening.Data, slot.Field);
            if (opening.Entries is { } entries && entries.Data.TryGetPropertyValue(slot.Field.Key, out var typed) && _rights.MayWrite(slot) && !slot.IsFixed)
            {
                // What was good where it stood is good now, too.
                _state.Load(slot, typed?.DeepClone(), isEntered: true, isOld: slot.MayHoldRetired && JsonNode.DeepEquals(typed, known), known);
                PrepareRights(slot);
                FillFixed(slot);
                TakeOrigins(slot, entries.Origins);
                continue;
            }

            _state.Load(slot, known?.DeepClone(), isEntered: false, isOld: true);
            Prepare(slot, opening);
            Mask(slot, !FieldValue.IsEmpty(known) && (opening.Masked.Contains(slot.Field.Key) || SignedContent.HidesHash(slot.Field, known)));
        }

        _evaluation = new SessionEvaluation(_state, _rights, opening.Now);
        _evaluation.EvaluateAll();
    }

    public FormDefinition Definition => _form.Definition;

    /// <summary>An expression ran into the limits of time or work; what follows from it is not known.</summary>
    public Problem? Runaway => SessionProblems.Of(_evaluation.Runaway);

    /// <summary>Everything that is wrong now with what the step may write, fields in their order, rows in theirs.</summary>
    public IReadOnlyList<Problem> Problems => Runaway is { } runaway ? [runaway, .. _problems.All()] : _problems.All();

    /// <summary>What a screen shows of a field or cell.</summary>
    /// <exception cref="ArgumentException">There is no such field or row.</exception>
    public FieldState StateOf(FieldPlace place)
    {
        var slot = SlotOf(place);
        ref var cell = ref _state.CellOf(slot, place.Row);
        var isVisible = cell.IsRelevant || slot.Field.HiddenValue == HiddenValue.Keep;
        return new FieldState(
            isVisible ? SessionData.Raw(_state, slot, place.Row) : null,
            cell.IsRelevant,
            cell is { IsRequired: true, IsDoubtful: false },
            cell.IsReadOnly,
            _problems.Of(slot, place.Row),
            _origins.GetValueOrDefault(place.ToString()))
        {
            IsMasked = cell.IsMasked,
        };
    }

    /// <summary>Whether a section is shown: its own condition and that of its page hold.</summary>
    public bool IsSectionRelevant(string sectionId) => IsGroupRelevant(_form.Definition.Pages.Count, _form.Definition.Sections.Index().FirstOrDefault(s => s.Item.Id == sectionId, (-1, null!)).Index);

    /// <summary>Whether a page is shown.</summary>
    public bool IsPageRelevant(string pageId) => IsGroupRelevant(0, _form.Definition.Pages.Index().FirstOrDefault(p => p.Item.Id == pageId, (-1, null!)).Index);

    /// <summary>How many rows a table has.</summary>
    public int RowsOf(string tableKey) => _state.TableOf(TableOf(tableKey)).Rows.Count;

    /// <summary>Enters a value, a wrong one too: it is kept and told.</summary>
    /// <returns>All fields and cells of which something may have changed: value, relevance, required, read-only, problems.</returns>
    public IReadOnlyList<FieldPlace> Set(FieldPlace place, JsonNode? value)
    {
        var slot = SlotOf(place);
        _origins.Remove(place.ToString());
        return Change(() =>
        {
            if (slot.IsTable)
            {
                SetRows(slot, value);
                return;
            }

            _state.Enter(slot, place.Row, value);
            _evaluation.Touch(slot, place.Row);
        });
    }

    /// <summary>Adds an empty row behind the others, with its defaults. Beyond the table's largest count it is added too, and told.</summary>
    public IReadOnlyList<FieldPlace> AddRow(string tableKey)
    {
        var slot = TableOf(tableKey);
        return Change(() =>
        {
            _state.AddRow(slot);
            _state.Cells[slot.Index].IsEntered = true;
            var row = _state.TableOf(slot).Rows.Count - 1;
            foreach (var column in slot.Columns)
            {
                PrepareCell(column, row, fillsDefaults: true);
            }

            _evaluation.TouchRow(slot, row);
        });
    }

    /// <exception cref="ArgumentException">There is no such row.</exception>
    public IReadOnlyList<FieldPlace> RemoveRow(string tableKey, int row)
    {
        var slot = TableOf(tableKey);
        RequireRow(slot, row);
        return Change(() =>
        {
            _state.TableOf(slot).Rows.RemoveAt(row);
            _state.Cells[slot.Index].IsEntered = true;
            foreach (var (key, _) in _origins.Where(o => o.Key.StartsWith($"/{tableKey}/", StringComparison.Ordinal)).ToList())
            {
                _origins.Remove(key);
            }

            _evaluation.TouchTable(slot);
        });
    }

    /// <summary>What stood masked is known now, or is to be entered anew (null). Not a change: nothing of it is submitted until somebody enters something.</summary>
    public IReadOnlyList<FieldPlace> Unmask(string key, JsonNode? value)
    {
        var slot = SlotOf(new FieldPlace(key));
        return Change(() =>
        {
            _record.Reveal(key, value);
            var wasRelevant = _state.Cells[slot.Index].IsRelevant;
            _state.Load(slot, value?.DeepClone(), isEntered: false, isOld: true);
            _state.Cells[slot.Index].IsRelevant = wasRelevant;
            foreach (var column in slot.Columns)
            {
                PrepareColumn(column);
            }

            Mask(slot, isMasked: false);
            if (slot.IsTable)
            {
                _evaluation.TouchTable(slot);
            }
            else
            {
                _evaluation.TouchReaders(slot);
            }
        });
    }

    /// <summary>Whether an option of a choice may be chosen now.</summary>
    public bool Allows(FieldPlace place, FormOption option) =>
        !option.IsRetired && (SlotOf(place) is not { Filter: not null } slot || _evaluation.Allows(slot, place.Row, option.Value, () => FormOptions.Of(option)));

    /// <summary>Whether a code of the field's dictionary may be chosen now.</summary>
    public bool Allows(FieldPlace place, DictionaryEntry entry) =>
        entry.IsOffered(_day) && (SlotOf(place) is not { Filter: not null } slot || _evaluation.Allows(slot, place.Row, entry.Code, () => FormOptions.Of(entry)));

    /// <summary>What is to be submitted: the fields that the step may write, as entered; null for one that was emptied or is not asked any more.</summary>
    public JsonObject Submission() => SessionData.Submission(_state, _rights);

    /// <summary>What was entered so far, to go on with later: wrong values and those of fields that are not asked now, too.</summary>
    public FormEntries Entered() => new(SessionData.Entered(_state, _rights), new Dictionary<string, string>(_origins, StringComparer.Ordinal));

    /// <summary>Everything that the form holds now, computed values too; what is not relevant as its field says.</summary>
    public JsonObject Data() => SessionData.All(_state);

    /// <summary>What a signature must say that it signs: the hash of what is shown and, where that is a mask or was computed elsewhere of one, what it is.</summary>
    /// <returns>Masks by field key; null for a computed value that is not known here. Empty: whoever signs sees all.</returns>
    public (string Hash, JsonObject Masked) Sign(FormField signature)
    {
        var (data, masked) = (Data(), new JsonObject());
        foreach (var field in SignedContent.Covered(Definition, signature).Where(f => _form.Slot(f.Key) is { } slot && _state.Cells[slot.Index] is { IsRelevant: true } cell && (cell.IsMasked || cell.IsKept)))
        {
            masked[field.Key] = data[field.Key]?.DeepClone();
        }

        return (SignedContent.HashOf(Definition, signature, data, masked), masked);
    }

    private bool IsGroupRelevant(int offset, int index) => index >= 0 && _state.GroupRelevance[offset + index];

    private void TakeOrigins(FieldSlot slot, IReadOnlyDictionary<string, string> origins)
    {
        var place = new FieldPlace(slot.Field.Key).ToString();
        if (origins.TryGetValue(place, out var origin))
        {
            _origins[place] = origin;
        }
    }

    private void Mask(FieldSlot slot, bool isMasked)
    {
        _state.Cells[slot.Index].IsMasked = isMasked;
        _state.HasMasks |= isMasked;
        if (isMasked && !slot.IsTable)
        {
            _state.Forget(slot, -1);
        }

        for (var row = 0; slot.IsTable && row < _state.TableOf(slot).Rows.Count; row++)
        {
            foreach (var column in slot.Columns)
            {
                _state.CellOf(column, row).IsMasked = isMasked;
                if (isMasked && column.Field.Sensitivity != Sensitivity.Normal)
                {
                    _state.Forget(column, row);
                }
            }
        }
    }

    private void PrepareRights(FieldSlot slot)
    {
        ref var cell = ref _state.Cells[slot.Index];
        cell.IsReadOnly = !_rights.MayWrite(slot);
        cell.IsRequired = _rights.Requires(slot);
        foreach (var column in slot.Columns)
        {
            PrepareColumn(column);
        }
    }

    private void Prepare(FieldSlot slot, FormOpening opening)
    {
        PrepareRights(slot);
        ref var cell = ref _state.Cells[slot.Index];
        if (slot.IsTable)
        {
            return;
        }

        if (!cell.Read.IsNull || cell.Raw is not null || !(_rights.MayWrite(slot) || _rights.Fills(slot)) || !opening.FillsDefaults)
        {
            return;
        }

        if (_rights.MayWrite(slot) && opening.Prefilled.TryGetValue(slot.Field.Key, out var prefilled) && !FieldValue.IsEmpty(prefilled.Value))
        {
            _state.Load(slot, prefilled.Value!.DeepClone(), isEntered: true, isOld: false);
            _origins[new FieldPlace(slot.Field.Key).ToString()] = prefilled.Origin;
        }
        else if (slot.Field.Default is { } value)
        {
            _state.Load(slot, JsonNode.Parse(value.GetRawText()), isEntered: true, isOld: false);
        }
        else
        {
            cell.AwaitsDefault = slot.Default is not null;
        }
    }

    private void SetRows(FieldSlot table, JsonNode? value)
    {
        var wasRelevant = _state.Cells[table.Index].IsRelevant;
        _state.Load(table, value, isEntered: true, isOld: false, _record.Of(table));
        _state.Cells[table.Index].IsRelevant = wasRelevant;
        foreach (var column in table.Columns)
        {
            PrepareColumn(column);
        }

        FillFixed(table);

        _evaluation.TouchTable(table);
    }

    private void FillFixed(FieldSlot table)
    {
        if (!_record.IsMasked(table))
        {
            FixedCells.Fill(_state, table, _record.Of(table));
        }
    }

    private void PrepareColumn(FieldSlot column)
    {
        for (var row = 0; row < _state.TableOf(column.Table!).Rows.Count; row++)
        {
            PrepareCell(column, row, fillsDefaults: false);
        }
    }

    private void PrepareCell(FieldSlot column, int row, bool fillsDefaults)
    {
        ref var cell = ref _state.CellOf(column, row);
        cell.IsReadOnly = !_rights.MayWrite(column);
        var constant = fillsDefaults ? column.Field.Default : null;
        cell.AwaitsDefault = fillsDefaults && constant is null && column.Default is not null;
        if (constant is { } value)
        {
            _state.LoadCell(column, row, JsonNode.Parse(value.GetRawText()), isEntered: true, isOld: false);
        }
    }

    private List<FieldPlace> Change(Action change)
    {
        var changes = new HashSet<(FieldSlot Slot, int Row)>();
        _evaluation.Changes = changes;
        change();
        _evaluation.EvaluateTouched();
        _evaluation.Changes = null;
        return [.. changes.OrderBy(c => (c.Slot.Table ?? c.Slot).Index).ThenBy(c => c.Row).ThenBy(c => c.Slot.Index)
            .Select(c => c.Slot.Table is { } table ? new FieldPlace(table.Field.Key, c.Row, c.Slot.Field.Key) : new FieldPlace(c.Slot.Field.Key))];
    }

    private FieldSlot SlotOf(FieldPlace place)
    {
        var slot = _form.Slot(place.Key) ?? throw new ArgumentException($"Expected a field of the form {Definition.FormId}, but got {place.Key}.", nameof(place));
        if (place.Column is null)
        {
            return slot;
        }

        RequireRow(slot, place.Row);
        return slot.Columns.FirstOrDefault(c => c.Field.Key == place.Column)
            ?? throw new ArgumentException($"Expected a column of {place.Key}, but got {place.Column}.", nameof(place));
    }

    private FieldSlot TableOf(string key) => _form.Slot(key) is { IsTable: true } slot ? slot : throw new ArgumentException($"Expected a table of the form {Definition.FormId}, but got {key}.", nameof(key));

    private void RequireRow(FieldSlot table, int row)
    {
        if (!table.IsTable || row < 0 || row >= _state.TableOf(table).Rows.Count)
        {
            throw new ArgumentException($"Expected a row of {table.Field.Key}, but got row {row}.", nameof(row));
        }
    }
}
