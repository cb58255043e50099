using System.Collections.Concurrent;
using LowCode.Feel.Dmn.Explanations;
using LowCode.Feel.Dmn.Graph;
using LowCode.Feel.Dmn.Logic;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Problems;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Evaluation;

/// <summary>
/// A model with all that it imports, compiled once and evaluated often. Immutable, for any number of threads. What is wrong with a part of it
/// is a problem; the other parts work all the same, and the broken part gives null with a reason.
/// </summary>
public sealed class DecisionModel
{
    [ThreadStatic]
    private static FeelEvaluation? _evaluation;

    private readonly ModelSet _set;
    private readonly IReadOnlyList<GraphNode> _nodes;
    private readonly ConcurrentDictionary<DecisionNode, List<GraphNode>> _inputs = new();
    private readonly Dictionary<string, GraphNode> _targets = new(StringComparer.Ordinal);

    private DecisionModel(ModelSet set, IReadOnlyList<GraphNode> nodes)
    {
        _set = set;
        _nodes = nodes;
        var own = nodes.Where(n => n.Namespace == set.Main.Model.Namespace && n is DecisionNode or ServiceNode).ToList();

        // An id beats a name where both are the same word.
        own.Where(n => n.Id is not null).ToList().ForEach(n => _targets.TryAdd(n.Id!, n));
        own.ForEach(n => _targets.TryAdd(n.Name, n));
        Decisions = [.. own.Select(Summary)];
        var problems = set.All.SelectMany(m => m.Problems).ToList();
        Problems = [.. problems.Where(p => !p.IsWarning)];
        Warnings = [.. problems.Where(p => p.IsWarning)];
    }

    /// <summary>What of this model can be asked for, in the order of the document.</summary>
    public IReadOnlyList<DecisionSummary> Decisions { get; }

    /// <summary>Everything that is wrong with this model and those it imports.</summary>
    public IReadOnlyList<DmnProblem> Problems { get; }

    /// <summary>What of these models works but can only fail by its types, such as a cell that compares a number with a text.</summary>
    public IReadOnlyList<DmnProblem> Warnings { get; }

    /// <param name="others">Models that it may import.</param>
    /// <param name="functions">What expressions may call; null: the functions of the standard.</param>
    public static DecisionModel Compile(DmnModel model, IEnumerable<DmnModel>? others = null, FunctionLibrary? functions = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var library = functions ?? FeelLibrary.Functions;
        var set = new ModelSet(model, others ?? [], library);
        return new DecisionModel(set, GraphCompiler.Compile(set, library));
    }

    /// <summary>The decision or the service of that name or id; null where there is none.</summary>
    public DecisionSummary? Find(string nameOrId) => _targets.GetValueOrDefault(nameOrId) is { } node ? Summary(node) : null;

    /// <summary>Evaluates a decision with all that it needs, or calls a decision service. Inputs that are not given are null.</summary>
    /// <param name="nameOrId">Of a decision or a decision service of this model.</param>
    /// <exception cref="ArgumentException">There is no such decision; see <see cref="Find"/>.</exception>
    public DecisionResult Evaluate(string nameOrId, DecisionInputs inputs, DecisionOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var target = _targets.GetValueOrDefault(nameOrId) ?? throw new ArgumentException($"Expected a decision '{nameOrId}', but the model has none.", nameof(nameOrId));
        options ??= DecisionOptions.Standard;
        var feel = _evaluation ?? new FeelEvaluation();
        _evaluation = null;
        feel.Restart(options.Feel, cancellation);
        var run = new DecisionRun(feel, options.Explain ? new ExplanationBuilder() : null);
        var value = FeelValue.Null;
        try
        {
            // Below a call, so that a limit that an expression meets ends all of the evaluation.
            run.Feel.Enter(0);
            value = Evaluate(run, target, inputs);
        }
        catch (LimitException limit)
        {
            run.Feel.Fail(limit.Code, default(TextSpan), limit.Limit);
            run.Adopt(target.Name);
        }

        var reasons = run.Reasons();

        // A function in the value would go on with the run that made it.
        if (value.Kind is not (FeelKind.Function or FeelKind.List or FeelKind.Context))
        {
            feel.Restart(null, CancellationToken.None);
            _evaluation = feel;
        }

        return new DecisionResult(value, reasons, run.Explanation?.Finished ?? []);
    }

    private FeelValue Evaluate(DecisionRun run, GraphNode target, DecisionInputs inputs)
    {
        var layer = new Layer(run, _nodes.Count);
        if (target is ServiceNode service)
        {
            Give(run, layer, service.Parameters, inputs);
            return Services.Call(run, service, layer);
        }

        var decision = (DecisionNode)target;
        Give(run, layer, _inputs.GetOrAdd(decision, InputsOf), inputs);
        layer.Evaluate([decision]);
        return layer[decision];
    }

    private void Give(DecisionRun run, Layer layer, IEnumerable<GraphNode> parameters, DecisionInputs inputs)
    {
        foreach (var parameter in parameters)
        {
            if (inputs.TryFind(parameter.Namespace, ImportName(parameter), parameter.VariableName, out var value))
            {
                run.Feel.CheckDepth(value);
                layer.Give(parameter, run.Convert(parameter.Name, value, parameter.Type));
            }
            else if (parameter is InputNode or DecisionNode { Logic: not null })
            {
                layer.Give(parameter, FeelValue.Null);
            }
        }
    }

    private string? ImportName(GraphNode node) => node.Namespace == _set.Main.Model.Namespace
        ? null
        : _set.Main.Imports.Where(i => i.Model.Model.Namespace == node.Namespace).Select(i => i.Import.Name).FirstOrDefault();

    private static DecisionSummary Summary(GraphNode node) => new(
        node.Id,
        node.Name,
        node is ServiceNode,
        node is ServiceNode s ? s.ResultYields : node.Yields,
        () => [.. (node is ServiceNode service ? service.Parameters : InputsOf((DecisionNode)node)).Select(i => new DecisionInput(i.Namespace, i.VariableName, i.Yields))]);

    /// <summary>Input data behind decisions, and decisions that people make.</summary>
    private static List<GraphNode> InputsOf(DecisionNode target)
    {
        var seen = new HashSet<GraphNode>();
        var inputs = new List<GraphNode>();
        var open = new Queue<GraphNode>([target]);
        while (open.TryDequeue(out var node))
        {
            if (!seen.Add(node))
            {
                continue;
            }

            if (node is not DecisionNode { Logic: not null } decision)
            {
                inputs.Add(node);
                continue;
            }

            foreach (var need in decision.Needs)
            {
                open.Enqueue(need);
            }
        }

        return inputs;
    }
}
