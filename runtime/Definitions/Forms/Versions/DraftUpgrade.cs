using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Forms.Versions;

/// <param name="FieldId">Of the field that the draft's author should look at.</param>
/// <param name="Before">What the draft held.</param>
public sealed record DraftChange(string FieldId, string Code, string Message, JsonNode? Before);

/// <summary>
/// A draft moved to a newer version of its form, with what its author should look at. Nothing is thrown away unseen: what has no place in
/// the new version is in the list with its value. The draft itself stays as it is until its author agrees.
/// </summary>
/// <param name="Compatibility">What changed in the form.</param>
/// <param name="Data">The draft for the new version.</param>
public sealed record DraftUpgrade(FormCompatibility Compatibility, JsonObject Data, IReadOnlyList<DraftChange> Affected)
{
    /// <summary>Whether the author may be spared the review: nothing of the draft is affected.</summary>
    public bool IsSmooth => Affected.Count == 0;

    /// <param name="draft">What was filled in by the old version, by its keys.</param>
    /// <param name="step">Whose rights count.</param>
    public static DraftUpgrade Of(FormDefinition before, FormDefinition after, JsonObject draft, string? step, FormLookups? lookups, DateTimeOffset? now)
    {
        var (data, affected) = (new JsonObject(), new List<DraftChange>());
        foreach (var old in before.Fields)
        {
            if (FieldValue.In(draft, old) is { } value && !FieldValue.IsEmpty(value))
            {
                var field = after.Fields.FirstOrDefault(f => f.Id == old.Id);
                Move(old, field, field is not null && step is not null && after.RightOf(step, field.Key) is not (FieldRight.Write or FieldRight.Required), value, data, affected);
            }
            else if (draft.ContainsKey(old.Key) && after.Fields.FirstOrDefault(f => f.Id == old.Id) is { IsRetired: false, IsCalculated: false } emptied)
            {
                // Who emptied a field does not want its first value back.
                data[emptied.Key] = null;
            }
        }

        var told = affected.Select(a => a.FieldId).ToHashSet(StringComparer.Ordinal);
        var known = Problems(before, draft).Select(p => (FieldOf(before, p)?.Id, p.Code)).ToHashSet();
        foreach (var problem in Problems(after, data))
        {
            // A problem that the draft had before is no news.
            if (FieldOf(after, problem) is { } field && !told.Contains(field.Id) && !known.Contains((field.Id, problem.Code)))
            {
                affected.Add(new(field.Id, problem.Code, problem.Message, data[field.Key]?.DeepClone()));
            }
        }

        return new(FormCompatibility.Of(before, after), data, affected);

        IReadOnlyList<Problem> Problems(FormDefinition form, JsonObject entered) => new FormSession(
            CompiledForm.Of(form),
            new FormOpening(step, lookups) { Now = now, FillsDefaults = false, Entries = FormEntries.Of(entered) }).Problems;
    }

    private static FormField? FieldOf(FormDefinition form, Problem problem) =>
        problem.Path.Split('/') is [_, var key, ..] ? form.Field(key.Replace("~1", "/", StringComparison.Ordinal)) : null;

    /// <param name="isClosed">Its author's step may not write it.</param>
    private static void Move(FormField old, FormField? field, bool isClosed, JsonNode value, JsonObject data, List<DraftChange> affected)
    {
        if (field is null || field.IsRetired || field.IsCalculated || isClosed || (field.IsFixed && !old.IsFixed))
        {
            var code = field is null ? "form-draft.no-field" : field.IsRetired ? "form-draft.retired" : field.IsCalculated ? "form-draft.computed" : "form-draft.read-only";
            affected.Add(Made(old, code, value));
        }
        else if (old.Type != field.Type)
        {
            data[field.Key] = AsText(value);
            affected.Add(Made(field, "form-draft.becomes-text", value));
        }
        else
        {
            data[field.Key] = field.Type == FieldType.Table && value is JsonArray rows ? Rows(old, field, rows, affected) : value.DeepClone();
        }
    }

    // Columns are the same where their ids are, too. What one has no place for is told once for all rows.
    private static JsonArray Rows(FormField old, FormField field, JsonArray rows, List<DraftChange> affected)
    {
        var moved = new JsonArray([.. rows.Select(r => r is JsonObject ? new JsonObject() : r?.DeepClone())]);
        foreach (var column in old.Columns)
        {
            var target = field.Columns.FirstOrDefault(c => c.Id == column.Id);
            var values = rows.Select(r => r is JsonObject cells ? FieldValue.In(cells, column) : null).ToList();
            var code = target is null ? "form-draft.no-field"
                : target.IsRetired ? "form-draft.retired"
                : target.IsCalculated ? "form-draft.computed"
                : target.IsFixed && !column.IsFixed ? "form-draft.read-only"
                : target.Type != column.Type ? "form-draft.becomes-text" : null;
            if (code is not null && !column.IsCalculated && values.Exists(v => !FieldValue.IsEmpty(v)))
            {
                affected.Add(new(column.Id, code, ProblemTexts.Of(code, $"{field.Label} / {column.Label}"), new JsonArray([.. values.Select(v => v?.DeepClone())])));
            }

            foreach (var (index, value) in values.Index().Where(v => v.Item is not null && code is null or "form-draft.becomes-text"))
            {
                moved[index]![target!.Key] = target.Type != column.Type && !FieldValue.IsEmpty(value) ? AsText(value!) : value!.DeepClone();
            }
        }

        return moved;
    }

    private static JsonNode AsText(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? value.DeepClone() : JsonValue.Create(value.ToJsonString());

    private static DraftChange Made(FormField field, string code, JsonNode value) => new(field.Id, code, ProblemTexts.Of(code, field.Label), value.DeepClone());
}
