using System.Globalization;
using LowCode.Feel;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Rules.Tables;

/// <summary>A decision table as a grid.</summary>
/// <param name="NotDecided">Cells (<c>rule 3, weight</c>) and columns that are no comparisons with numbers, texts or prefixes, for people.</param>
/// <param name="IsComplete">Where no row applies a default does, so that gaps are meant.</param>
/// <param name="Overlaps">What it means that rows apply together.</param>
public sealed record DecisionGrid(string Decision, TableGrid Grid, IReadOnlyList<string> NotDecided, bool IsComplete, RowOverlaps Overlaps);

/// <summary>What a hit policy says of rows that apply together.</summary>
public enum RowOverlaps
{
    /// <summary>They must not.</summary>
    AreMistakes,

    /// <summary>They may, where they give the same result.</summary>
    MustAgree,

    /// <summary>They are meant to: only what no row covers, rows that are the same, and rows that never apply are mistakes.</summary>
    AreMeant,
}

/// <summary>The decision tables of a model, for <see cref="GridChecks"/>.</summary>
public static class DecisionGrids
{
    private static readonly FeelScope _scope = FeelLibrary.Scope.With("?", FeelType.Any);

    public static IReadOnlyList<DecisionGrid> Of(DmnModel model) =>
    [
        .. from decision in model.Elements.OfType<DrgElement.Decision>()
           where decision.Logic is BoxedExpression.Table
           select Of(decision.Name, ((BoxedExpression.Table)decision.Logic!).Definition),
    ];

    /// <summary>What is wrong with a table; what its hit policy means to be so is left out.</summary>
    public static IReadOnlyList<GridFinding> Check(DecisionGrid table) => [.. GridChecks.Check(table.Grid).Where(f => IsMistake(table, f))];

    private static bool IsMistake(DecisionGrid table, GridFinding finding) => finding.Kind switch
    {
        GridFindingKind.Gap => !table.IsComplete,
        GridFindingKind.Duplicate => true,
        GridFindingKind.Contradiction => table.Overlaps != RowOverlaps.AreMeant,
        GridFindingKind.Dead => table.Overlaps == RowOverlaps.AreMistakes || finding.NeverApplies,
        _ => table.Overlaps == RowOverlaps.AreMistakes,
    };

    private static DecisionGrid Of(string name, DecisionTable table)
    {
        var overlaps = table.HitPolicy switch
        {
            HitPolicy.Collect or HitPolicy.RuleOrder or HitPolicy.OutputOrder or HitPolicy.Priority => RowOverlaps.AreMeant,
            HitPolicy.Any => RowOverlaps.MustAgree,
            _ => RowOverlaps.AreMistakes,
        };
        var isComplete = overlaps == RowOverlaps.AreMeant || table.Outputs.Any(o => o.Default is not null);
        var notDecided = new List<string>();
        var cells = table.Rules.Select(r => r.Tests.Select(t => CellOf(t.Text) ?? new GridCell.Undecided(t.Text)).ToList()).ToList();
        var columns = table.Inputs.Select((_, column) => ColumnOf(table, column, cells, notDecided)).ToList();
        notDecided.AddRange(
            from row in cells.Index()
            from cell in row.Item.Index()
            where cell.Item is GridCell.Undecided && !notDecided.Contains(columns[cell.Index].Name)
            select $"{row.Index + 1} / {columns[cell.Index].Name}");
        var rows = cells.Zip(table.Rules, (c, rule) => new GridRow(c, string.Join('\n', rule.Outputs.Select(o => ResultOf(o.Text))))).ToList();
        return new DecisionGrid(name, new TableGrid(columns, rows, table.HitPolicy == HitPolicy.First), notDecided, isComplete, overlaps);
    }

    // 1 and 1.0 are the same result, however they are written.
    private static string? ResultOf(string? text) =>
        text is not null && NumberOf(FeelParser.ParseExpression(text, _scope).Root) is { } number ? (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : text?.Trim();

    private static string NameOf(InputClause input) => input.Notes.Label ?? input.Expression.Text ?? "";

    // Of a column that compares with numbers and with texts at once it cannot be told which values occur.
    private static GridColumn ColumnOf(DecisionTable table, int column, List<List<GridCell>> rows, List<string> notDecided)
    {
        var input = table.Inputs[column];
        var cells = rows.ConvertAll(r => r[column]);
        var isNumber = cells.Exists(c => c is GridCell.Intervals);
        if (isNumber && cells.Exists(c => c is GridCell.Values or GridCell.Prefixes))
        {
            notDecided.Add(NameOf(input));
            foreach (var (row, rule) in rows.Zip(table.Rules).Where(r => r.First[column] is not GridCell.Any))
            {
                row[column] = new GridCell.Undecided(rule.Tests[column].Text);
            }

            return new GridColumn.Text(NameOf(input));
        }

        var allowed = input.Values is { } values ? CellOf(values.Text) : null;
        return (isNumber, allowed) switch
        {
            (true, GridCell.Intervals { Parts: [var range] }) => new GridColumn.Number(NameOf(input), false, range.Low, range.High),
            (true, _) => new GridColumn.Number(NameOf(input)),
            _ when input.Expression.TypeRef == "boolean" => new GridColumn.Text(NameOf(input), ["true", "false"]),
            (_, GridCell.Values { IsNegated: false } texts) => new GridColumn.Text(NameOf(input), texts.Texts),
            _ => new GridColumn.Text(NameOf(input)),
        };
    }

    private static GridCell? CellOf(string text)
    {
        var parsed = FeelParser.ParseUnaryTests(string.IsNullOrWhiteSpace(text) ? "-" : text, _scope);
        if (parsed.Root is not UnaryTestsNode tests)
        {
            return null;
        }

        if (tests.Tests.Count == 0)
        {
            return new GridCell.Any();
        }

        if (tests.Tests.All(t => PrefixOf(t) is not null))
        {
            return new GridCell.Prefixes([.. tests.Tests.Select(t => PrefixOf(t)!)], tests.IsNegated);
        }

        if (tests.Tests.All(t => TextOf(t) is not null))
        {
            return new GridCell.Values([.. tests.Tests.Select(t => TextOf(t)!)], tests.IsNegated);
        }

        return !tests.IsNegated && tests.Tests.All(t => IntervalOf(t) is not null) ? new GridCell.Intervals([.. tests.Tests.Select(t => IntervalOf(t)!)]) : null;
    }

    private static string? TextOf(FeelNode node) => node is LiteralNode { Value.Kind: FeelKind.String or FeelKind.Boolean } literal ? literal.Value.AsString ?? (literal.Value.IsTrue ? "true" : "false") : null;

    // starts with(?, "84")
    private static string? PrefixOf(FeelNode node) =>
        node is CallNode { Function: NameNode { Name: "starts with" }, Arguments: [{ Name: null, Value: NameNode { Name: "?" } }, { Name: null, Value: LiteralNode literal }] }
            ? TextOf(literal)
            : null;

    private static GridInterval? IntervalOf(FeelNode node) => node switch
    {
        UnaryRangeNode range when NumberOf(range.End) is { } end => range.Form switch
        {
            RangeForm.Less => new GridInterval(null, false, end, false),
            RangeForm.LessOrEqual => new GridInterval(null, false, end, true),
            RangeForm.Greater => new GridInterval(end, false, null, false),
            RangeForm.GreaterOrEqual => new GridInterval(end, true, null, false),
            RangeForm.Equal => new GridInterval(end, true, end, true),
            _ => null,
        },
        RangeNode range when NumberOf(range.Start) is { } start && NumberOf(range.End) is { } end => new GridInterval(start, range.StartIncluded, end, range.EndIncluded),
        _ => NumberOf(node) is { } value ? new GridInterval(value, true, value, true) : null,
    };

    private static decimal? NumberOf(FeelNode? node) => node switch
    {
        LiteralNode { Value.Kind: FeelKind.Number } literal => DecimalOf(literal.Value),
        NegationNode { Operand: var operand } => -NumberOf(operand),
        _ => null,
    };

    private static decimal? DecimalOf(FeelValue value) =>
        value.AsNumber?.ToDecimal();
}
