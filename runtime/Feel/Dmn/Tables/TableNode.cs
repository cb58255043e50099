using LowCode.Feel.Dmn.Expressions;
using LowCode.Feel.Dmn.Logic;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Types;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Tables;

/// <summary>A decision table, ready to run: input columns of constants are looked up in an index, other cells are evaluated.</summary>
internal sealed class TableNode : LogicNode
{
    private readonly IReadOnlyList<TableInput> _inputs;
    private readonly IReadOnlyList<TableOutput> _outputs;
    private readonly IReadOnlyList<TableRule> _rules;
    private readonly RuleMatcher _matcher;
    private readonly TableAnswer _answer;
    private readonly int _size;
    private readonly int _tested;
    private readonly DmnType _type;

    public TableNode(
        string path,
        HitPolicy hitPolicy,
        Aggregation? aggregation,
        IReadOnlyList<TableInput> inputs,
        IReadOnlyList<TableOutput> outputs,
        IReadOnlyList<TableRule> rules,
        FunctionLibrary functions,
        FeelScope cellScope,
        DmnType type)
        : base(path)
    {
        _inputs = inputs;
        _outputs = outputs;
        _rules = rules;
        _tested = cellScope.IndexOf(CompiledTests.Tested);
        _size = cellScope.Variables.Count;
        _matcher = new RuleMatcher(rules, inputs.Count, _tested, stopsAtFirst: hitPolicy == HitPolicy.First);
        _answer = new TableAnswer(path, hitPolicy, aggregation, outputs, functions);
        _type = type;
    }

    public override FeelValue Evaluate(DecisionRun run, FeelValue[] slots)
    {
        using var part = run.Explanation?.Begin(Path);
        var own = Widened(slots, _size);
        var values = new FeelValue[_inputs.Count];
        var isAllowed = true;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Input(run, own, _inputs[i], ref isAllowed);
        }

        var value = FeelValue.Null;
        var hits = new List<int>();
        if (isAllowed)
        {
            _matcher.Match(run, own, values, hits);
            value = run.Convert(Path, hits.Count == 0 ? Defaults(run, own, slots) : _answer.Of(run, own, Results(run, slots, hits)), _type);
        }

        if (part is not null)
        {
            part.Give(TableExplainer.Explain(run, own, _tested, _inputs, values, _rules, hits, part.Budget));
            part.Give(value);
        }

        return value;
    }

    private static FeelValue Input(DecisionRun run, FeelValue[] own, TableInput input, ref bool isAllowed)
    {
        var value = run.Convert(input.Path, input.Logic.Evaluate(run, own), input.Type);
        if (input.Allowed is not null && !value.IsNull && Holds(run, own, input.Allowed, value) != true)
        {
            run.Fail(input.Path, "reason.constraint", value, input.Allowed.Text);
            isAllowed = false;
        }

        return value;
    }

    private static bool? Holds(DecisionRun run, FeelValue[] own, CompiledTests tests, FeelValue value)
    {
        own[tests.Slot] = value;
        return tests.Holds(run.Feel, own);
    }

    private List<FeelValue[]> Results(DecisionRun run, FeelValue[] slots, List<int> hits)
    {
        var results = new List<FeelValue[]>(hits.Count);
        foreach (var hit in hits)
        {
            var result = new FeelValue[_outputs.Count];
            for (var o = 0; o < result.Length; o++)
            {
                var output = _rules[hit].Outputs[o];
                result[o] = run.Convert(output.Path, output.Evaluate(run, slots), _outputs[o].Type);
            }

            results.Add(result);
        }

        return results;
    }

    private FeelValue Defaults(DecisionRun run, FeelValue[] own, FeelValue[] slots) => _outputs.All(o => o.Default is null)
        ? _answer.WithoutHits(run)
        : _answer.Checked(run, own, [.. _outputs.Select(o => o.Default?.Evaluate(run, slots) ?? FeelValue.Null)]);
}
