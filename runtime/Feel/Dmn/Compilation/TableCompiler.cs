using LowCode.Feel.Dmn.Expressions;
using LowCode.Feel.Dmn.Logic;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Problems;
using LowCode.Feel.Dmn.Tables;
using LowCode.Feel.Dmn.Types;
using LowCode.Feel.Scopes;
using LowCode.Feel.Types;

namespace LowCode.Feel.Dmn.Compilation;

/// <summary>Makes a decision table ready to run.</summary>
internal sealed class TableCompiler(LogicCompiler logic, TypeBook types, List<DmnProblem> problems)
{
    public TableNode Compile(BoxedExpression.Table table, FeelScope scope, string path, DmnType type)
    {
        var definition = table.Definition;
        List<TableInput> inputs = [.. definition.Inputs.Select((input, i) => Input(input, scope, $"{path}/input[{i + 1}]"))];
        List<TableOutput> outputs = [.. definition.Outputs.Select((output, i) => Output(output, i, definition, scope, $"{path}/output[{i + 1}]"))];
        List<FeelScope> cellScopes = [.. inputs.Select(i => scope.With(CompiledTests.Tested, i.Type.IsAny ? i.Logic.Yields : i.Type.Feel))];
        List<TableRule> rules = [.. definition.Rules.Select((rule, r) => Rule(rule, inputs, cellScopes, outputs, scope, $"{path}/rule[{r + 1}]"))];
        Check(definition, table.Notes.Line, path);
        return new TableNode(path, definition.HitPolicy, definition.Aggregation, inputs, outputs, rules, scope.Functions, scope.With(CompiledTests.Tested, FeelType.Any), type)
        {
            Yields = Yields(definition, outputs, rules),
        };
    }

    private TableInput Input(InputClause input, FeelScope scope, string path)
    {
        var type = types.Of(input.Expression.TypeRef, path, input.Expression.Notes.Line);
        var expression = logic.Literal(input.Expression, scope, $"{path}/inputExpression", DmnType.Any);
        var tested = scope.With(CompiledTests.Tested, type.IsAny ? expression.Yields : type.Feel);
        return new TableInput(path, input.Expression.Text ?? "", expression, type, input.Values is null ? null : Tests(input.Values, tested, $"{path}/inputValues"));
    }

    private TableOutput Output(OutputClause output, int index, DecisionTable table, FeelScope scope, string path)
    {
        var type = types.Of(output.TypeRef, path, output.Notes.Line);
        var tested = scope.With(CompiledTests.Tested, type.Feel);
        return new TableOutput(
            path,
            output.Name ?? (table.Outputs.Count == 1 ? table.OutputLabel : null) ?? output.Notes.Label ?? $"output {index + 1}",
            type,
            output.Values is null ? null : Tests(output.Values, tested, $"{path}/outputValues"),
            output.Values is null ? [] : CompiledTests.Separately(output.Values.Text, tested),
            output.Default is null ? null : logic.Literal(output.Default, scope, $"{path}/defaultOutputEntry", type));
    }

    // A cell that is missing holds for nothing, so that a rule that is broken decides nothing.
    private TableRule Rule(DecisionRule rule, List<TableInput> inputs, List<FeelScope> cellScopes, List<TableOutput> outputs, FeelScope scope, string path)
    {
        if (rule.Tests.Count != inputs.Count)
        {
            problems.Add(DmnProblem.Of(path, rule.Notes.Line, "dmn.rule-inputs", inputs.Count, rule.Tests.Count));
        }

        if (rule.Outputs.Count != outputs.Count)
        {
            problems.Add(DmnProblem.Of(path, rule.Notes.Line, "dmn.rule-outputs", outputs.Count, rule.Outputs.Count));
        }

        return new(
            [.. inputs.Select((input, i) => Cell(rule.Tests.ElementAtOrDefault(i), input.Text, cellScopes[i], $"{path}/inputEntry[{i + 1}]"))],
            [.. outputs.Select((_, i) => OutputCell(rule.Outputs.ElementAtOrDefault(i), scope, path, i))]);
    }

    private LogicNode OutputCell(BoxedExpression.Literal? entry, FeelScope scope, string path, int index)
    {
        var own = $"{path}/outputEntry[{index + 1}]";
        return entry is null ? new UnusableNode(own, "reason.no-expression") : logic.Literal(entry, scope, own, types.Of(entry.TypeRef, path, entry.Notes.Line));
    }

    private TableCell Cell(UnaryTestsText? tests, string input, FeelScope scope, string path) =>
        new(path, tests is null ? CompiledTests.Never(scope) : Tests(tests, scope, path), input);

    private CompiledTests Tests(UnaryTestsText tests, FeelScope scope, string path) => CompiledTests.Compile(tests.Text, scope, path, tests.Notes.Line, problems);

    private void Check(DecisionTable table, int line, string path)
    {
        if (table.Outputs.Count > 1 && table.Outputs.Any(o => string.IsNullOrEmpty(o.Name)))
        {
            problems.Add(DmnProblem.Of(path, line, "dmn.output-name"));
        }

        foreach (var twice in table.Outputs.Where(o => !string.IsNullOrEmpty(o.Name)).GroupBy(o => o.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            problems.Add(DmnProblem.Of(path, twice.Last().Notes.Line, "dmn.duplicate-name", twice.Key));
        }

        if (table.HitPolicy is HitPolicy.Priority or HitPolicy.OutputOrder && table.Outputs.All(o => o.Values is null))
        {
            problems.Add(DmnProblem.Of(path, line, "dmn.output-order"));
        }
    }

    private static FeelType Yields(DecisionTable table, List<TableOutput> outputs, List<TableRule> rules)
    {
        FeelType Column(int i) => !outputs[i].Type.IsAny ? outputs[i].Type.Feel : FeelType.Common(rules.Select(r => r.Outputs[i].Yields));
        var single = outputs.Count == 1 ? Column(0) : new FeelType.ContextType([.. outputs.Select((o, i) => new FeelField(o.Name, Column(i)))]);
        return table.HitPolicy switch
        {
            HitPolicy.Collect when table.Aggregation is null => FeelType.ListOf(single),
            HitPolicy.Collect when table.Aggregation == Aggregation.Count => FeelType.Number,
            HitPolicy.RuleOrder or HitPolicy.OutputOrder => FeelType.ListOf(single),
            _ => single,
        };
    }
}
