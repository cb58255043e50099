using LowCode.Feel;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Rules.Tables;

/// <summary>A decision table as a grid.</summary>
/// <param name="Grid">Null: some cell is no comparison with numbers, texts or prefixes.</param>
/// <param name="NotDecided">That cell, for people: <c>rule 3, weight</c>.</param>
/// <param name="IsComplete">Where no row applies a default does, so that gaps are meant.</param>
/// <param name="MayOverlap">Rows are meant to apply together: only what no row covers, and rows that are the same, are mistakes.</param>
public sealed record DecisionGrid(string Decision, TableGrid? Grid, string? NotDecided, bool IsComplete, bool MayOverlap);

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
    public static IReadOnlyList<GridFinding> Check(DecisionGrid table) => table.Grid is null
        ? []
        : [.. GridChecks.Check(table.Grid).Where(f => IsMistake(table, f.Kind))];

    private static bool IsMistake(DecisionGrid table, GridFindingKind kind) => kind switch
    {
        GridFindingKind.Gap => !table.IsComplete,
        GridFindingKind.Duplicate => true,
        _ => !table.MayOverlap,
    };

    private static DecisionGrid Of(string name, DecisionTable table)
    {
        var mayOverlap = table.HitPolicy is HitPolicy.Collect or HitPolicy.RuleOrder or HitPolicy.OutputOrder or HitPolicy.Priority;
        var isComplete = mayOverlap || table.Outputs.Any(o => o.Default is not null);
        var rows = new List<GridRow>();
        foreach (var (index, rule) in table.Rules.Index())
        {
            var cells = rule.Tests.Select(t => CellOf(t.Text)).ToList();
            if (cells.FindIndex(c => c is null) is var bad and >= 0)
            {
                return new DecisionGrid(name, null, $"{index + 1} / {NameOf(table.Inputs[bad])}", isComplete, mayOverlap);
            }

            rows.Add(new GridRow([.. cells.Select(c => c!)], string.Join('\n', rule.Outputs.Select(o => o.Text))));
        }

        var columns = table.Inputs.Select((input, i) => ColumnOf(input, [.. rows.Select(r => r.Cells[i])])).ToList();
        return columns.FindIndex(c => c is null) is var mixed and >= 0
            ? new DecisionGrid(name, null, NameOf(table.Inputs[mixed]), isComplete, mayOverlap)
            : new DecisionGrid(name, new TableGrid([.. columns.Select(c => c!)], rows, table.HitPolicy == HitPolicy.First), null, isComplete, mayOverlap);
    }

    private static string NameOf(InputClause input) => input.Notes.Label ?? input.Expression.Text ?? "";

    // A column that compares with numbers and with texts at once says that no value fits; that is not for here to tell.
    private static GridColumn? ColumnOf(InputClause input, IReadOnlyList<GridCell> cells)
    {
        var isNumber = cells.Any(c => c is GridCell.Intervals);
        var isText = cells.Any(c => c is GridCell.Values or GridCell.Prefixes);
        var allowed = input.Values is { } values ? CellOf(values.Text) : null;
        return (isNumber, isText) switch
        {
            (true, true) => null,
            (true, _) => allowed is GridCell.Intervals { Parts: [var range] }
                ? new GridColumn.Number(NameOf(input), false, range.Low, range.High)
                : new GridColumn.Number(NameOf(input)),
            _ when input.Expression.TypeRef == "boolean" => new GridColumn.Text(NameOf(input), ["true", "false"]),
            _ => new GridColumn.Text(NameOf(input), allowed is GridCell.Values { IsNegated: false } texts ? texts.Texts : null),
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

    private static decimal? NumberOf(FeelNode node) => node switch
    {
        LiteralNode { Value.Kind: FeelKind.Number } literal => DecimalOf(literal.Value),
        NegationNode { Operand: var operand } => -NumberOf(operand),
        _ => null,
    };

    private static decimal? DecimalOf(FeelValue value) =>
        value.AsNumber?.ToDecimal();
}
