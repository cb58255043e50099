using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Imports;
using LowCode.Definitions.Problems;
using LowCode.Work.Tasks;

namespace LowCode.Work.Imports;

/// <summary>
/// Fills every form of a row's way beforehand, as the process will ask for it: a row that would be refused at its last step is rejected
/// before its first one, so that no half of it is loaded.
/// </summary>
internal sealed class RowChecks(ImportMapping mapping, CaseForms forms, FormLookups lookups)
{
    /// <summary>The problems of the first step that would refuse the row: those of later ones follow from them.</summary>
    public IReadOnlyList<RowProblem> Check(RowPlan plan)
    {
        var current = new JsonObject();
        var problems = Fill(plan, forms.StartStep, plan.Data, current, mapping.Fields);
        foreach (var (step, planned) in mapping.Steps.Zip(plan.Steps).TakeWhile(_ => problems.Count == 0))
        {
            problems = Fill(plan, planned.Step, planned.Data, current, step.Data);
            if (TaskChecks.RefuseComment(planned.Comment) is { } refused)
            {
                problems.Add(new RowProblem(plan.Row, step.Comment?.Columns.FirstOrDefault(), refused.Code, refused.Message));
            }
        }

        return problems;
    }

    /// <summary>The column that the field came from; null for a field that the mapping gives no column.</summary>
    public static string? ColumnOf(Problem problem, IReadOnlyDictionary<string, RowValue> values)
    {
        var key = problem.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        return values.TryGetValue(key, out var value) ? value.Columns.FirstOrDefault() : null;
    }

    private List<RowProblem> Fill(RowPlan plan, string step, JsonObject data, JsonObject current, IReadOnlyDictionary<string, RowValue> values)
    {
        var problems = FormSubmission.Check(forms.Of(step)!, step, data, lookups, current: current);
        foreach (var (key, value) in data)
        {
            current[key] = value?.DeepClone();
        }

        return [.. problems.Select(p => new RowProblem(plan.Row, ColumnOf(p, values), p.Code, p.Message))];
    }
}
