using System.Globalization;
using System.Text.Json;
using LowCode.Definitions.Rules;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Dmn.Models;

namespace LowCode.Tests.Unit.Rules;

/// <summary>
/// Condition rules as one decision table that collects the ids of the rows that hold: a column for each header field, for the lines, and for each
/// comparison of two documents. What asks a list, an aggregate or one of several is no row of a table.
/// </summary>
internal static class RulesAsTable
{
    public const string Decision = "hits";

    public static bool CanBe(RuleDefinition rule, DocumentSchema schema) => Conjuncts(rule.When).All(c => c switch
    {
        RuleCondition.Field field => field.Test.Operator != TestOperator.InList && schema.Field(field.Test.Field)!.Kind is FieldKind.Text or FieldKind.Number or FieldKind.Boolean,
        RuleCondition.AnyLine line => line.Tests.All(t => t.Operator != TestOperator.InList),
        RuleCondition.RelativeDifference or RuleCondition.Ratio => true,
        _ => false,
    });

    public static DecisionModel Compile(IReadOnlyList<RuleDefinition> rules, DocumentSchema schema)
    {
        var rows = rules.Select(r => Conjuncts(r.When).Select(Cell).Append((schema.Date, Validity(r, schema.Date)))
            .GroupBy(c => c.Item1, c => c.Item2, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => string.Join(" and ", g.Select(t => $"({t})")), StringComparer.Ordinal)).ToList();
        var columns = rows.SelectMany(r => r.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        var table = new DecisionTable
        {
            HitPolicy = HitPolicy.Collect,
            Inputs = [.. columns.Select(c => new InputClause(new BoxedExpression.Literal(c), null, ElementNotes.None))],
            Outputs = [new OutputClause(null, null, null, null, ElementNotes.None)],
            Rules =
            [
                .. rules.Zip(rows).Select(r => new DecisionRule(
                    [.. columns.Select(c => UnaryTestsText.Of(r.Second.GetValueOrDefault(c, "-")))],
                    [new BoxedExpression.Literal(Quoted(r.First.Id))],
                    [],
                    ElementNotes.None)),
            ],
        };
        string[] documents = ["d", "m"];
        return DecisionModel.Compile(
            new DmnModel
            {
                Name = "rules",
                Namespace = "urn:rules",
                Elements =
                [
                    .. documents.Select(d => new DrgElement.InputData { Name = d, Notes = ElementNotes.Of("i-" + d) }),
                    new DrgElement.Decision
                    {
                        Name = Decision,
                        Requirements = [.. documents.Select(d => new Requirement(RequirementKind.Input, ElementReference.To("i-" + d), ElementNotes.None))],
                        Logic = new BoxedExpression.Table(table),
                    },
                ],
            },
            []);
    }

    private static IEnumerable<RuleCondition> Conjuncts(RuleCondition condition) => condition is RuleCondition.All all ? all.Conditions.SelectMany(Conjuncts) : [condition];

    private static (string Column, string Test) Cell(RuleCondition condition) => condition switch
    {
        RuleCondition.Field field => (field.Test.Field, Test("?", field.Test)),
        RuleCondition.AnyLine line => ("d.lines", $"some l in ? satisfies {string.Join(" and ", line.Tests.Select(t => $"({Test("l." + t.Field, t)})"))}"),
        RuleCondition.RelativeDifference d => (d.A, $"abs(? - {d.B}) {Sign(d.Comparison)} {Number(d.Share)} * {d.B}"),
        RuleCondition.Ratio r => (r.A, $"? {Sign(r.Comparison)} {Number(r.Share)} * {r.B}"),
        _ => throw new ArgumentException($"Expected a condition that a table can ask, but got {condition}.", nameof(condition)),
    };

    private static string Validity(RuleDefinition rule, string date) => $"{Quoted(Day(rule.ValidFrom))} <= ? and ? <= {Quoted(Day(rule.ValidTo))}";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Test(string value, ValueTest test)
    {
        var operands = test.Operands.Select(Literal).ToList();
        return test.Operator switch
        {
            TestOperator.IsNull => $"{value} = null",
            TestOperator.NotNull => $"{value} != null",
            TestOperator.Eq => $"{value} = {operands[0]}",
            TestOperator.Ne => $"{value} != null and {value} != {operands[0]}",
            TestOperator.In => string.Join(" or ", operands.Select(o => $"{value} = {o}")),
            TestOperator.NotIn => $"{value} != null and {string.Join(" and ", operands.Select(o => $"{value} != {o}"))}",
            TestOperator.Lt => $"{value} < {operands[0]}",
            TestOperator.Le => $"{value} <= {operands[0]}",
            TestOperator.Gt => $"{value} > {operands[0]}",
            TestOperator.Ge => $"{value} >= {operands[0]}",
            TestOperator.Between => $"{value} >= {operands[0]} and {value} <= {operands[1]}",
            TestOperator.Prefix => string.Join(" or ", operands.Select(o => $"starts with({value}, {o})")),
            TestOperator.NotPrefix => $"{value} != null and {string.Join(" and ", operands.Select(o => $"not(starts with({value}, {o}))"))}",
            TestOperator.ContainsAny => string.Join(" or ", operands.Select(o => $"contains({value}, {o})")),
            _ => throw new ArgumentException($"Expected a test that a table can ask, but got {test.Operator}.", nameof(test)),
        };
    }

    private static string Literal(RuleValue value) => value.Kind switch
    {
        FieldKind.Text => Quoted(value.Text),
        FieldKind.Boolean => value.Number != 0 ? "true" : "false",
        _ => Number(value.Number),
    };

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Lt => "<",
        Comparison.Le => "<=",
        Comparison.Gt => ">",
        _ => ">=",
    };
}
