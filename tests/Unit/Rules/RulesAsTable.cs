using System.Globalization;
using System.Text.Json;
using LowCode.Definitions.Rules;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Dmn.Models;

namespace LowCode.Tests.Unit.Rules;

/// <summary>
/// Condition rules as one decision table that collects the ids of the rows that hold: a column for each header field, for the lines (quantified tests and
/// totals of those that are taken), for each comparison of two documents, and one for whatever asks several of them at once. Lists are an input of the decision.
/// </summary>
internal static class RulesAsTable
{
    public const string Decision = "hits";

    // Alternatives and opposites are no test of one value: their column is both documents.
    private const string Both = "{d: d, m: m}";

    /// <summary>False: a cell could not say it as it is meant.</summary>
    public static bool CanBe(RuleDefinition rule, DocumentSchema schema) => Leaves(rule.When).All(c => c switch
    {
        // Days are texts in a document and compare as such; a list of texts has no tests but of being there.
        RuleCondition.Field { Test: { Operator: not (TestOperator.IsNull or TestOperator.NotNull) } test } => schema.Field(test.Field)!.Kind != FieldKind.Texts,
        _ => true,
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
        string[] documents = ["d", "m", "lists"];
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

    private static IEnumerable<RuleCondition> Leaves(RuleCondition condition) => condition switch
    {
        RuleCondition.All all => all.Conditions.SelectMany(Leaves),
        RuleCondition.Any any => any.Conditions.SelectMany(Leaves),
        RuleCondition.Not not => Leaves(not.Condition),
        _ => [condition],
    };

    private static (string Column, string Test) Cell(RuleCondition condition) => condition switch
    {
        RuleCondition.Field field => (field.Test.Field, Test("?", field.Test)),
        RuleCondition.AnyLine or RuleCondition.Aggregate => ("d.lines", OfLines("?", condition)),
        RuleCondition.RelativeDifference d => (d.A, $"abs(? - {d.B}) {Sign(d.Comparison)} {Number(d.Share)} * {d.B}"),
        RuleCondition.Ratio r => (r.A, $"? {Sign(r.Comparison)} {Number(r.Share)} * {r.B}"),
        RuleCondition.FieldsDiffer differ => (differ.A, $"? != null and {differ.B} != null and ? != {differ.B}"),
        RuleCondition.MissingIn missing => (missing.A, $"{missing.B} != null and (some x in ? satisfies not(list contains({missing.B}, x)))"),
        _ => (Both, Expression(condition)),
    };

    private static string Expression(RuleCondition condition) => condition switch
    {
        RuleCondition.All all => string.Join(" and ", all.Conditions.Select(c => $"({Expression(c)})")),
        RuleCondition.Any any => string.Join(" or ", any.Conditions.Select(c => $"({Expression(c)})")),

        // The opposite of what is unknown holds: absent values satisfy no test.
        RuleCondition.Not not => $"not(({Expression(not.Condition)}) = true)",
        RuleCondition.Field field => Test("?." + field.Test.Field, field.Test),
        RuleCondition.AnyLine or RuleCondition.Aggregate => OfLines("?.d.lines", condition),
        RuleCondition.FieldsDiffer differ => $"?.{differ.A} != null and ?.{differ.B} != null and ?.{differ.A} != ?.{differ.B}",
        RuleCondition.RelativeDifference d => $"abs(?.{d.A} - ?.{d.B}) {Sign(d.Comparison)} {Number(d.Share)} * ?.{d.B}",
        RuleCondition.Ratio r => $"?.{r.A} {Sign(r.Comparison)} {Number(r.Share)} * ?.{r.B}",
        RuleCondition.MissingIn missing => $"?.{missing.B} != null and (some x in ?.{missing.A} satisfies not(list contains(?.{missing.B}, x)))",
        _ => throw new ArgumentException($"Expected a condition that a table can ask, but got {condition}.", nameof(condition)),
    };

    private static string OfLines(string lines, RuleCondition condition)
    {
        if (condition is RuleCondition.AnyLine line)
        {
            return $"some l in {lines} satisfies {And("l", line.Tests)}";
        }

        var aggregate = (RuleCondition.Aggregate)condition;
        var taken = aggregate.Where.Count == 0 ? lines : $"{lines}[{And("item", aggregate.Where)}]";
        var values = $"(for l in {taken} return l.{aggregate.Of})[item != null]";
        var total = aggregate.Function switch
        {
            AggregateFunction.Count => $"count({taken})",
            AggregateFunction.Sum => $"sum(append({values}, 0))",
            AggregateFunction.Distinct => $"count(distinct values({values}))",
            AggregateFunction.Max => $"max({values})",
            _ => $"min({values})",
        };
        return $"{total} {Sign(aggregate.Comparison)} {Number(aggregate.Value)}";
    }

    private static string And(string line, IReadOnlyList<ValueTest> tests) => string.Join(" and ", tests.Select(t => $"({Test($"{line}.{t.Field}", t)})"));

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
            TestOperator.InList => $"list contains(lists.{test.Operands[0].Text}, {value})",
            TestOperator.ContainsAny => string.Join(" or ", operands.Select(o => $"contains({value}, {o})")),
            _ => throw new ArgumentException($"Expected a test that a table can ask, but got {test.Operator}.", nameof(test)),
        };
    }

    private static string Literal(RuleValue value) => value.Kind switch
    {
        FieldKind.Text => Quoted(value.Text),
        FieldKind.Boolean => value.Number != 0 ? "true" : "false",
        FieldKind.Date => Quoted(((int)value.Number).ToString("0000-00-00", CultureInfo.InvariantCulture)),
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
