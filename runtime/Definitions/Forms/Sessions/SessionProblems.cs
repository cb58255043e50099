using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Fields;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Forms.Sessions;

/// <summary>What is wrong with a form as it is filled.</summary>
internal sealed class SessionProblems(SessionState state, FormRights rights)
{
    /// <summary>Required fields may be empty: the outcome needs no filled form.</summary>
    public bool SkipsRequired { get; init; }

    /// <summary>Null: no expression met a limit.</summary>
    public static Problem? Of(FormNode? runaway) => runaway is null ? null : new Problem(
        runaway.Slot is { } slot ? $"/{(slot.Table ?? slot).Field.Key}" : "",
        "form.runaway",
        ProblemTexts.Of("form.runaway", runaway.Slot is { } owner ? owner.Field.Label.ToString() : runaway.GroupName));

    /// <summary>Of everything that the step may write.</summary>
    public List<Problem> All()
    {
        var problems = new List<Problem>();
        foreach (var slot in state.Form.Slots)
        {
            if (Concerns(slot))
            {
                AddTo(problems, slot, -1);
                if (slot.IsTable && state.Cells[slot.Index].IsRelevant)
                {
                    AddRows(problems, slot);
                }
            }
        }

        AddSignatures(problems);
        return problems;
    }

    public IReadOnlyList<Problem> Of(FieldSlot slot, int row)
    {
        var problems = new List<Problem>();
        AddTo(problems, slot, row);
        return problems;
    }

    // Whoever changes what was signed must sign again.
    private void AddSignatures(List<Problem> problems)
    {
        JsonObject? all = null;
        foreach (var slot in state.Form.Slots)
        {
            if (slot.Field.Type == FieldType.Signature && state.Cells[slot.Index] is { IsEntered: true, IsRelevant: true, Read.IsNull: false } cell
                && cell.Read.AsContext!["hash"].AsString != SignedContent.HashOf(state.Form.Definition, slot.Field, all ??= SessionData.All(state), (cell.Raw as JsonObject)?[SignedContent.Masked] as JsonObject))
            {
                problems.Add(new Problem($"{JsonPointer.Append("", slot.Field.Key)}/hash", "form.signature-broken", ProblemTexts.Of("form.signature-broken", slot.Field.Label)));
            }
        }
    }

    // A computed value that breaks a rule is told to whoever can change what it follows from.
    private bool Concerns(FieldSlot slot) => rights.MayWrite(slot) || (slot.Field.IsCalculated && !slot.Field.IsRetired);

    private void AddRows(List<Problem> problems, FieldSlot table)
    {
        var rows = state.TableOf(table).Rows.Count;
        for (var row = 0; row < rows; row++)
        {
            foreach (var column in table.Columns)
            {
                AddTo(problems, column, row);
            }
        }
    }

    private void AddTo(List<Problem> problems, FieldSlot slot, int row)
    {
        ref var cell = ref state.CellOf(slot, row);
        if (!cell.IsRelevant || cell.IsMasked)
        {
            return;
        }

        if (cell.Wrong is { } wrong)
        {
            problems.AddRange(wrong);
        }
        else if (IsEmpty(slot, cell))
        {
            if (cell.IsRequired && cell is { IsReadOnly: false, IsDoubtful: false } && !SkipsRequired)
            {
                problems.Add(Made(slot, row, "form.required"));
            }
        }
        else
        {
            AddBroken(problems, slot, row, cell);
        }
    }

    private static void AddBroken(List<Problem> problems, FieldSlot slot, int row, in Cell cell)
    {
        if (cell.IsFilteredOut)
        {
            problems.Add(Made(slot, row, "form.filtered-out"));
        }

        for (var i = 0; cell.Violated != 0 && i < slot.Constraints.Length; i++)
        {
            if ((cell.Violated & (1u << Math.Min(i, 31))) != 0)
            {
                problems.Add(Made(slot, row, "form.constraint", slot.Constraints[i].Message.ToString()));
            }
        }
    }

    private bool IsEmpty(FieldSlot slot, in Cell cell) =>
        slot.IsTable ? state.Tables[slot.Index] is not { Rows.Count: > 0 } : cell.Read.IsNull;

    private static Problem Made(FieldSlot slot, int row, string code, params ReadOnlySpan<object?> values) => new(
        ValueReading.PathOf(slot.Field, slot.Table?.Field, row),
        code,
        ProblemTexts.Of(code, [ValueReading.LabelOf(slot.Field, slot.Table?.Field, row), .. values]));
}
