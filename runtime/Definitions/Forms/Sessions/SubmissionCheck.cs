using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Places;

namespace LowCode.Definitions.Forms.Sessions;

/// <summary>One submission against a form: nothing that the sender computed is believed.</summary>
internal sealed class SubmissionCheck(CompiledForm form, string step, FormLookups lookups, bool skipsRequired, DateTimeOffset? now)
{
    private readonly SessionState _state = new(form, lookups, now);
    private readonly FormRights _rights = new(form, step, lookups);
    private readonly ProblemList _problems = new();

    public CheckedSubmission Check(JsonObject data, JsonObject current)
    {
        CheckMembers(data);
        foreach (var slot in form.Slots)
        {
            Load(slot, data, current);
        }

        var evaluation = new SessionEvaluation(_state, _rights, now);
        evaluation.EvaluateAll();
        if (SessionProblems.Of(evaluation.Runaway) is { } runaway)
        {
            _problems.Add(runaway);
            return new CheckedSubmission(_problems.All, static () => [], static _ => false);
        }

        _problems.AddRange(new SessionProblems(_state, _rights) { SkipsRequired = skipsRequired }.All());
        CheckReadOnly(data, current);
        CheckMasks(current);
        return new CheckedSubmission(_problems.All, _problems.IsEmpty ? () => Changes(current) : static () => [], Takes);
    }

    private bool Takes(FieldPlace place)
    {
        if (form.Slot(place.Key) is not { } slot || _state.Cells[slot.Index] is not { IsEntered: true, IsRelevant: true })
        {
            return false;
        }

        return place.Column is null
            || (Array.Find(slot.Columns, c => c.Field.Key == place.Column) is { IsFixed: false } column
                && place.Row < _state.TableOf(slot).Rows.Count && _state.CellOf(column, place.Row) is { IsRelevant: true });
    }

    private void CheckMembers(JsonObject data)
    {
        foreach (var (key, _) in data)
        {
            if (form.Slot(key) is not { Kind.HoldsData: true } slot)
            {
                _problems.Add(JsonPointer.Append("", key), "form.unknown-member", form.Definition.Title, key);
            }
            else if (!_rights.MayWrite(slot) && !slot.Field.IsCalculated)
            {
                _problems.Add(JsonPointer.Append("", key), "form.not-writable", slot.Field.Label);
            }
        }
    }

    private void Load(FieldSlot slot, JsonObject data, JsonObject current)
    {
        ref var cell = ref _state.Cells[slot.Index];
        cell.IsReadOnly = !_rights.MayWrite(slot);
        cell.IsRequired = _rights.Requires(slot);
        var known = FieldValue.In(current, slot.Field);
        if (!cell.IsReadOnly && !slot.IsFixed && data.TryGetPropertyValue(slot.Field.Key, out var sent))
        {
            _state.Load(slot, sent, isEntered: true, isOld: HoldsRetired(slot, sent, current), known);
            FixedCells.Fill(_state, slot, known);
            return;
        }

        _state.Load(slot, known, isEntered: false, isOld: true);
        if (_rights.Fills(slot) && FieldValue.IsEmpty(known))
        {
            // So a form can say what its sender may not choose (the channel of a public report).
            if (slot.Field.Default is { } value)
            {
                _state.Load(slot, JsonNode.Parse(value.GetRawText()), isEntered: true, isOld: false);
            }
            else
            {
                cell.AwaitsDefault = slot.Default is not null;
            }
        }
    }

    // An option or code that ended stays on the records that had it.
    private static bool HoldsRetired(FieldSlot slot, JsonNode? sent, JsonObject current) =>
        slot.MayHoldRetired && JsonNode.DeepEquals(sent, FieldValue.In(current, slot.Field));

    private void CheckReadOnly(JsonObject data, JsonObject current)
    {
        foreach (var slot in form.Slots)
        {
            if (FieldValue.In(current, slot.Field) is not { } known || !data.TryGetPropertyValue(slot.Field.Key, out var sent) || !_rights.MayWrite(slot))
            {
                continue;
            }

            // What was entered before a rule closed the field stays; what a record holds does not change.
            if (slot.ReadOnly is not null && _state.Cells[slot.Index] is { IsReadOnly: true, IsRelevant: true } && !FieldValue.IsEmpty(known) && !JsonNode.DeepEquals(known, sent))
            {
                _problems.Add(JsonPointer.Append("", slot.Field.Key), "form.read-only", slot.Field.Label);
            }
            else if (slot.IsTable && known is JsonArray held && sent is JsonArray rows)
            {
                CheckClosedCells(slot, rows, held);
            }
        }
    }

    // Rows have no names: one that differs from one of the record by nothing but what is closed is that one, any other may be new.
    private void CheckClosedCells(FieldSlot table, JsonArray rows, JsonArray held)
    {
        foreach (var (index, row) in rows.Index().Take(_state.TableOf(table).Rows.Count))
        {
            var closed = table.Columns.Where(c => c.ReadOnly is not null && _state.CellOf(c, index) is { IsReadOnly: true, IsRelevant: true }).ToList();
            if (row is not JsonObject sent || closed.Count == 0)
            {
                continue;
            }

            var open = table.Columns.Where(c => !closed.Contains(c) && !c.Field.IsCalculated).ToList();
            var same = held.OfType<JsonObject>().Where(k => open.TrueForAll(c => FixedCells.IsSame(sent, k, c))).ToList();
            if (same.Find(k => !closed.Exists(c => IsBroken(sent, k, c))) is null && same.FirstOrDefault() is { } known)
            {
                foreach (var column in closed.Where(c => IsBroken(sent, known, c)))
                {
                    _problems.Add(JsonPointer.Append(JsonPointer.Append("", table.Field.Key) + $"/{index}", column.Field.Key), "form.read-only", column.Field.Label);
                }
            }
        }

        // What nobody enters need not be sent.
        static bool IsBroken(JsonObject sent, JsonObject known, FieldSlot column) =>
            !FieldValue.IsEmpty(FieldValue.In(known, column.Field)) && !FixedCells.IsSame(sent, known, column) && !(column.IsFixed && FieldValue.IsEmpty(FieldValue.In(sent, column.Field)));
    }

    // Nobody signs under a mask that they made up.
    private void CheckMasks(JsonObject current)
    {
        foreach (var slot in form.Slots.Where(s => MasksOf(s) is not null))
        {
            foreach (var (key, shown) in MasksOf(slot)!)
            {
                if (form.Slot(key) is not { } covered || !SignedContent.Covered(form.Definition, slot.Field).Any(f => f.Key == key)
                    || !SignedContent.CouldShow(covered.Field, shown, FieldValue.In(current, covered.Field), SessionData.Stored(_state, covered)))
                {
                    _problems.Add(JsonPointer.Append(JsonPointer.Append("", slot.Field.Key) + $"/{SignedContent.Masked}", key), "form.signature-mask", slot.Field.Label, form.Slot(key)?.Field.Label.ToString() ?? key);
                }
            }
        }
    }

    /// <summary>What the signer says to have seen masked; null: nothing, or nobody signs now.</summary>
    private JsonObject? MasksOf(FieldSlot slot) =>
        slot.Field.Type == FieldType.Signature && _state.Cells[slot.Index] is { IsEntered: true, IsRelevant: true, Raw: JsonObject signature } ? signature[SignedContent.Masked] as JsonObject : null;

    // What a sender says of the values that they did not see is not believed.
    private void BindContent(JsonObject changes)
    {
        foreach (var slot in form.Slots.Where(s => s.Field.Type == FieldType.Signature))
        {
            if (changes[slot.Field.Key] is JsonObject signature)
            {
                signature.Remove(SignedContent.Content);
                if (MasksOf(slot) is { Count: > 0 })
                {
                    signature[SignedContent.Content] = SignedContent.HashOf(form.Definition, slot.Field, SessionData.All(_state));
                }
            }
        }
    }

    private JsonObject Changes(JsonObject current)
    {
        var changes = new JsonObject();
        foreach (var slot in form.Slots)
        {
            if (!slot.Kind.HoldsData)
            {
                continue;
            }

            ref var cell = ref _state.Cells[slot.Index];
            if (cell.IsEntered)
            {
                var entered = Coordinates.InSystemOf(slot.Field, SessionData.Stored(_state, slot));
                changes[slot.Field.Key] = entered;
                foreach (var former in FieldValue.IsEmpty(entered) ? slot.Field.Aliases : [])
                {
                    // Or what was emptied would be read again where an earlier version put it.
                    changes[former] = null;
                }
            }
            else if (slot.Field.IsCalculated || (!cell.IsRelevant && slot.Field.HiddenValue == HiddenValue.Clear) || HasComputedColumns(slot))
            {
                var stored = SessionData.Stored(_state, slot);
                if (!JsonNode.DeepEquals(stored, FieldValue.In(current, slot.Field)))
                {
                    changes[slot.Field.Key] = stored;
                }
            }
        }

        BindContent(changes);
        return changes;
    }

    private static bool HasComputedColumns(FieldSlot slot) => Array.Exists(slot.Columns, c => c.Field.IsCalculated);
}
