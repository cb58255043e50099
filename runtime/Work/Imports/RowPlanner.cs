using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Imports;

namespace LowCode.Work.Imports;

/// <summary>Reads a row by the mapping: a plan, or everything that is wrong with the row.</summary>
/// <param name="classes">Null: the mapping has no class.</param>
internal sealed class RowPlanner(
    ImportMapping mapping,
    ClassCodes? classes,
    CaseForms forms,
    IReadOnlyDictionary<string, int> columns)
{
    private readonly LocalTimes _times = new(mapping.File.TimeFormats, mapping.Tenant.Zone);
    private readonly FieldValues _values = new(new LocalTimes(mapping.File.TimeFormats, mapping.Tenant.Zone), mapping.Tenant.Zone);

    public string KeyColumn => mapping.KeyColumn;

    public (RowPlan? Plan, IReadOnlyList<RowProblem> Problems) Plan(TableRow row)
    {
        var cells = new RowCells(columns, row);
        var problems = new List<RowProblem>();
        var key = Required(mapping.KeyColumn, cells, problems);
        var created = Time(mapping.Times.Created, cells, problems, isRequired: true);
        var due = Time(mapping.Times.Due, cells, problems);
        var closed = Time(mapping.Times.Closed, cells, problems);
        var department = mapping.Department is { } d ? Required(d.CodeColumn, cells, problems) : null;
        var classCode = mapping.Class is null ? null : ClassCode(mapping.Class, cells, problems);
        var data = Data(forms.Start, mapping.Fields, cells, classCode, department, problems);
        var known = mapping.Known.ToDictionary(k => k.Key, k => _values.Read(k.Value, forms.Field(k.Key)!.Type, cells, classCode, department, problems));
        var done = Done(closed, cells, problems);
        var reported = done.Select((s, i) => i == mapping.Steps.Count - 1 ? closed : Time(s.AtColumn, cells, problems)).ToList();
        var stepData = done.Select(s => Data(forms.Of(s.Step)!, s.Data, cells, classCode, department, problems)).ToList();
        var comments = done.Select(s => s.Comment is { } c ? _values.Read(c, FieldType.LongText, cells, classCode, department, problems)?.ToString() : null).ToList();
        if (problems.Count > 0 || created is not { } start)
        {
            // A column that is read for two purposes is wrong once.
            return (null, [.. problems.DistinctBy(p => p.Column)]);
        }

        var times = StepTimes.Of(start, reported);
        var steps = done.Select((s, i) => new PlannedStep(s.Step, s.Outcome, times[i], stepData[i], comments[i])).ToList();
        return (new RowPlan(row.Number, key, start, due, closed, data, new JsonObject(known), steps), []);
    }

    /// <summary>All steps where there is a time of closing, else those before the one at which the row's status waits.</summary>
    private IReadOnlyList<StepMapping> Done(DateTimeOffset? closed, RowCells cells, List<RowProblem> problems)
    {
        if (closed is not null)
        {
            return mapping.Steps;
        }

        var status = cells[mapping.Status.Column];
        if (mapping.Status.WaitsAt.TryGetValue(status, out var waitsAt))
        {
            return [.. mapping.Steps.TakeWhile(s => s.Step != waitsAt)];
        }

        problems.Add(RowProblem.Of(cells.Row, mapping.Status.Column, "value-unknown", string.Join(", ", mapping.Status.WaitsAt.Keys), status));
        return [];
    }

    private string ClassCode(ClassMapping mapped, RowCells cells, List<RowProblem> problems)
    {
        var text = Required(mapped.Column, cells, problems);
        var code = text.Length > 0 ? classes!.Find(text) : "";
        if (code is null)
        {
            problems.Add(RowProblem.Of(cells.Row, mapped.Column, "class-unknown", mapped.Dictionary, text));
        }

        return code ?? "";
    }

    private JsonObject Data(
        FormDefinition form,
        IReadOnlyDictionary<string, RowValue> values,
        RowCells cells,
        string? classCode,
        string? department,
        List<RowProblem> problems)
    {
        var data = new JsonObject();
        foreach (var (field, value) in values)
        {
            if (_values.Read(value, form.Field(field)!.Type, cells, classCode, department, problems) is { } node)
            {
                data[field] = node;
            }
        }

        return data;
    }

    private static string Required(string column, RowCells cells, List<RowProblem> problems)
    {
        var text = cells[column];
        if (text.Length == 0)
        {
            problems.Add(RowProblem.Of(cells.Row, column, "value-missing"));
        }

        return text;
    }

    private DateTimeOffset? Time(string? column, RowCells cells, List<RowProblem> problems, bool isRequired = false)
    {
        var text = column is null ? "" : cells[column];
        if (text.Length == 0)
        {
            if (isRequired)
            {
                problems.Add(RowProblem.Of(cells.Row, column, "value-missing"));
            }

            return null;
        }

        var time = _times.Read(text);
        if (time is null)
        {
            problems.Add(RowProblem.Of(cells.Row, column, "time", string.Join(" / ", mapping.File.TimeFormats), text));
        }

        return time;
    }
}
