using LowCode.Feel.Dmn.Logic;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Graph;

/// <summary>The values of nodes while they are evaluated: of a whole evaluation, or of one call of a decision service, which sees only its own.</summary>
internal sealed class Layer(DecisionRun run, int nodes)
{
    private readonly FeelValue[] _values = new FeelValue[nodes];
    private readonly bool[] _known = new bool[nodes];

    public bool Knows(GraphNode node) => _known[node.Index];

    public FeelValue this[GraphNode node] => _values[node.Index];

    public void Give(GraphNode node, FeelValue value)
    {
        _values[node.Index] = value;
        _known[node.Index] = true;
    }

    /// <summary>Evaluates the targets and what they need, as far as it is not known yet; without calls of calls, so that chains may be long.</summary>
    public void Evaluate(IReadOnlyList<DecisionNode> targets)
    {
        if (targets is [var only] && !Knows(only) && NeedsNoDecision(only))
        {
            Give(only, ValueOf(only));
            return;
        }

        var open = new Stack<DecisionNode>(targets.Reverse());
        var begun = new HashSet<DecisionNode>();
        while (open.TryPeek(out var node))
        {
            if (Knows(node))
            {
                open.Pop();
            }
            else if (begun.Add(node))
            {
                foreach (var need in node.Needs.OfType<DecisionNode>().Where(n => !Knows(n) && !begun.Contains(n)))
                {
                    open.Push(need);
                }
            }
            else
            {
                open.Pop();
                Give(node, ValueOf(node));
            }
        }
    }

    private bool NeedsNoDecision(DecisionNode node)
    {
        for (var i = 0; i < node.Needs.Count; i++)
        {
            if (node.Needs[i] is DecisionNode need && !Knows(need))
            {
                return false;
            }
        }

        return true;
    }

    private FeelValue ValueOf(DecisionNode node)
    {
        run.Feel.Step(1 + (node.Sources.Count >> 2));
        using var part = run.Explanation?.Begin(node.Path);
        var value = node.Cycle is not null ? run.Fail(node.Path, "reason.cycle", node.Cycle)
            : node.Logic is null ? run.Fail(node.Path, "reason.no-logic", node.Name)
            : run.Convert(node.Path, node.Logic.Evaluate(run, Slots(node.Sources)), node.Type);
        part?.Give(value);
        return value;
    }

    private FeelValue[] Slots(IReadOnlyList<ValueSource> sources)
    {
        var slots = new FeelValue[sources.Count];
        for (var i = 0; i < slots.Length; i++)
        {
            slots[i] = sources[i].Node is { } node ? Source(node) : FeelContext.Of(sources[i].Imported!.Select(n => (n.VariableName, Source(n))));
        }

        return slots;
    }

    private FeelValue Source(GraphNode node) => node switch
    {
        KnowledgeNode or ServiceNode => GraphFunctions.Of(run, node, _values.Length),
        _ => _values[node.Index],
    };
}
