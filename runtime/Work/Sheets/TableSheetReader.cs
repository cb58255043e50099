using LowCode.Definitions.Problems;
using LowCode.Feel.Dmn.Models;

namespace LowCode.Work.Sheets;

/// <summary>Makes a decision table of a sheet. What did not change stays the very object that it was, so that nothing is lost of it.</summary>
/// <param name="before">The table as it is.</param>
internal sealed class TableSheetReader(Sheet sheet, DecisionTable before)
{
    private readonly List<Problem> _problems = [];

    public static Parsed<DecisionTable> Read(Sheet sheet, DecisionTable before) => new TableSheetReader(sheet, before).Read();

    private Parsed<DecisionTable> Read()
    {
        foreach (var (index, head) in TableSheet.Heads.Index())
        {
            if (sheet.Cell(index + 1, 0) != head)
            {
                Report(index + 1, 0, "sheet.header", head, sheet.Cell(index + 1, 0));
            }
        }

        var (policy, aggregation) = Policy();
        var (inputs, outputs, annotations) = (ColumnsOf(TableSheet.Input), ColumnsOf(TableSheet.Output), ColumnsOf(TableSheet.Annotation));
        CheckColumns();
        if (_problems.Count > 0)
        {
            return Parsed<DecisionTable>.Failed(_problems);
        }

        var rules = RulesOf(inputs, outputs, annotations);
        return _problems.Count > 0
            ? Parsed<DecisionTable>.Failed(_problems)
            : Parsed<DecisionTable>.Of(before with
            {
                HitPolicy = policy,
                Aggregation = aggregation,
                Inputs = [.. inputs.Select(InputOf)],
                Outputs = [.. outputs.Select(OutputOf)],
                Annotations = [.. annotations.Select((column, i) => TextOf(before.Annotations.ElementAtOrDefault(i), sheet.Cell(1, column)))],
                Rules = rules,
            });
    }

    private (HitPolicy Policy, Aggregation? Aggregation) Policy()
    {
        var aggregations = Enum.GetValues<Aggregation>().Select(a => (HitPolicy.Collect, (Aggregation?)a));
        var all = Enum.GetValues<HitPolicy>().Select(p => (p, (Aggregation?)null)).Concat(aggregations)
            .ToDictionary(p => TableSheet.PolicyOf(new DecisionTable { HitPolicy = p.Item1, Aggregation = p.Item2 }), StringComparer.Ordinal);
        if (!all.TryGetValue(sheet.Cell(0, 0), out var found))
        {
            Report(0, 0, "sheet.hit-policy", string.Join(", ", all.Keys), sheet.Cell(0, 0));
        }

        return found;
    }

    private List<int> ColumnsOf(string role) => [.. Enumerable.Range(1, Math.Max(sheet.Columns - 1, 0)).Where(c => sheet.Cell(0, c) == role)];

    private void CheckColumns()
    {
        string[] roles = [TableSheet.Input, TableSheet.Output, TableSheet.Annotation];
        var last = 0;
        for (var column = 1; column < sheet.Columns; column++)
        {
            var role = Array.IndexOf(roles, sheet.Cell(0, column));
            if (role < last)
            {
                var filled = Enumerable.Range(0, sheet.Rows.Count).FirstOrDefault(r => sheet.Cell(r, column).Length > 0, -1);
                if (filled >= 0)
                {
                    Report(0, column, "sheet.role", string.Join(", ", roles.Skip(last)), sheet.Cell(0, column));
                }
            }

            last = Math.Max(last, role);
        }

        if (ColumnsOf(TableSheet.Output).Count == 0)
        {
            Report(0, Math.Max(sheet.Columns, 1), "sheet.role", TableSheet.Output, "");
        }
    }

    private List<DecisionRule> RulesOf(List<int> inputs, List<int> outputs, List<int> annotations)
    {
        var known = before.Rules.Where(r => r.Notes.Id is not null).GroupBy(r => r.Notes.Id!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var (rules, seen) = (new List<DecisionRule>(), new HashSet<string>(StringComparer.Ordinal));
        for (var row = TableSheet.FirstRule; row < sheet.Rows.Count; row++)
        {
            var id = sheet.Cell(row, 0);
            if (id.Length > 0 && !seen.Add(id))
            {
                Report(row, 0, "sheet.twice", id);
            }

            // Rules without an id are known by their place.
            var old = id.Length > 0 ? known.GetValueOrDefault(id) : before.Rules.ElementAtOrDefault(row - TableSheet.FirstRule) is { Notes.Id: null } same ? same : null;
            foreach (var column in outputs.Where(c => string.IsNullOrWhiteSpace(sheet.Cell(row, c)) && old?.Outputs.ElementAtOrDefault(outputs.IndexOf(c)) is not { Text: null or "" }))
            {
                Report(row, column, "sheet.no-value");
            }

            rules.Add(new DecisionRule(
                [.. inputs.Select((column, i) => TestsOf(old?.Tests.ElementAtOrDefault(i), sheet.Cell(row, column)))],
                [.. outputs.Select((column, i) => LiteralOf(old?.Outputs.ElementAtOrDefault(i), sheet.Cell(row, column)))],
                AnnotationsOf(old, row, annotations),
                old?.Notes ?? (id.Length > 0 ? ElementNotes.Of(id) : ElementNotes.None)));
        }

        return rules;
    }

    // A rule may have fewer annotations than there are columns.
    private List<AnnotationText> AnnotationsOf(DecisionRule? old, int row, List<int> columns)
    {
        var count = Math.Max(old?.Annotations.Count ?? 0, columns.FindLastIndex(c => sheet.Cell(row, c).Length > 0) + 1);
        return [.. columns.Take(count).Select((column, i) => TextOf(old?.Annotations.ElementAtOrDefault(i), sheet.Cell(row, column)))];
    }

    private InputClause InputOf(int column, int index)
    {
        var old = before.Inputs.ElementAtOrDefault(index);
        var expression = LiteralOf(old?.Expression, sheet.Cell(2, column)) with { TypeRef = OrNull(old?.Expression.TypeRef, sheet.Cell(3, column)) };
        var notes = old?.Notes ?? ElementNotes.None;
        return new InputClause(expression, ValuesOf(old?.Values, column), notes with { Label = OrNull(notes.Label, sheet.Cell(1, column)) });
    }

    private OutputClause OutputOf(int column, int index)
    {
        var old = before.Outputs.ElementAtOrDefault(index);
        return new OutputClause(
            OrNull(old?.Name, sheet.Cell(1, column)),
            OrNull(old?.TypeRef, sheet.Cell(3, column)),
            ValuesOf(old?.Values, column),
            old?.Default is null && sheet.Cell(5, column).Length == 0 ? null : LiteralOf(old?.Default, sheet.Cell(5, column)),
            old?.Notes ?? ElementNotes.None);
    }

    private UnaryTestsText? ValuesOf(UnaryTestsText? old, int column) =>
        old is null && sheet.Cell(4, column).Length == 0 ? null : TestsOf(old, sheet.Cell(4, column));

    private static UnaryTestsText TestsOf(UnaryTestsText? old, string text) => old is null ? UnaryTestsText.Of(text) : old.Text == text ? old : old with { Text = text };

    private static BoxedExpression.Literal LiteralOf(BoxedExpression.Literal? old, string text) =>
        old is null ? new BoxedExpression.Literal(text) : (old.Text ?? "") == text ? old : old with { Text = text };

    private static AnnotationText TextOf(AnnotationText? old, string text) => old is null ? new AnnotationText(text, ElementNotes.None) : old with { Text = text };

    // Nothing and an empty text look alike in a sheet.
    private static string? OrNull(string? old, string text) => (old ?? "") == text ? old : text;

    private void Report(int row, int column, string code, params object?[] values) => _problems.Add(Sheet.ProblemAt(row, column, code, values));
}
