using System.Diagnostics;
using System.Runtime.CompilerServices;
using LowCode.Feel.Dmn.Compilation;
using LowCode.Feel.Dmn.Logic;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Problems;
using LowCode.Feel.Dmn.Types;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Types;

namespace LowCode.Feel.Dmn.Graph;

/// <summary>Makes the graph of a set of models: nodes first, then their arrows, then their logic, each after what it needs.</summary>
internal sealed class GraphCompiler
{
    private readonly ModelSet _set;
    private readonly FunctionLibrary _functions;
    private readonly List<GraphNode> _nodes = [];
    private readonly Dictionary<(string Namespace, string Id), GraphNode> _byId = [];
    private readonly Dictionary<GraphNode, (MemberModel Model, DrgElement Element)> _origins = [];
    private readonly HashSet<GraphNode> _compiled = [];
    private readonly List<GraphNode> _chain = [];
    private readonly HashSet<GraphNode> _open = [];

    private GraphCompiler(ModelSet set, FunctionLibrary functions)
    {
        _set = set;
        _functions = functions;
    }

    public static IReadOnlyList<GraphNode> Compile(ModelSet set, FunctionLibrary functions)
    {
        var compiler = new GraphCompiler(set, functions);
        foreach (var member in set.All)
        {
            compiler.Declare(member);
        }

        compiler._nodes.ForEach(compiler.Link);
        compiler._nodes.ForEach(compiler.CompileNode);
        return compiler._nodes;
    }

    private void Declare(MemberModel member)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in member.Model.Elements)
        {
            var path = PathOf(element);
            if (element is not DrgElement.KnowledgeSource && !names.Add(element.VariableName))
            {
                member.Problems.Add(DmnProblem.Of(path, element.Notes.Line, "dmn.duplicate-name", element.VariableName));
            }

            var (index, space, id) = (_nodes.Count, member.Model.Namespace, element.Notes.Id);
            GraphNode? node = element switch
            {
                DrgElement.InputData => new InputNode(index, space, id, element.Name, element.VariableName, TypeOf(member, element)),
                DrgElement.Decision => new DecisionNode(index, space, id, element.Name, element.VariableName, TypeOf(member, element), path),
                DrgElement.BusinessKnowledgeModel => new KnowledgeNode(index, space, id, element.Name, element.VariableName, path),
                DrgElement.DecisionService => new ServiceNode(index, space, id, element.Name, element.VariableName, path),
                DrgElement.KnowledgeSource => null,
                _ => throw new UnreachableException(),
            };
            if (node is null)
            {
                continue;
            }

            _nodes.Add(node);
            _origins.Add(node, (member, element));
            if (id is not null)
            {
                _byId.TryAdd((space, id), node);
            }
        }
    }

    private void Link(GraphNode node)
    {
        var (member, element) = _origins[node];
        switch (node)
        {
            case DecisionNode decision:
                decision.Needs = [.. Required(member, element, ((DrgElement.Decision)element).Requirements).Where(n => n is InputNode or DecisionNode)];
                break;
            case ServiceNode service:
                var written = (DrgElement.DecisionService)element;
                service.Parameters =
                [
                    .. written.Inputs.Select(r => Find(member, element, r)).OfType<InputNode>(),
                    .. written.InputDecisions.Select(r => Find(member, element, r)).OfType<DecisionNode>(),
                ];
                service.Outputs = [.. written.OutputDecisions.Select(r => Find(member, element, r)).OfType<DecisionNode>()];
                service.Result = ResultOf(TypeOf(member, element));
                break;
        }
    }

    private void CompileNode(GraphNode node)
    {
        if (_open.Contains(node))
        {
            if (node is DecisionNode)
            {
                ReportCycle(node);
            }

            return;
        }

        if (!_compiled.Add(node))
        {
            return;
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            var (member, element) = _origins[node];
            member.Problems.Add(DmnProblem.Of(PathOf(element), element.Notes.Line, "dmn.chain-too-long", element.Name));
            return;
        }

        _open.Add(node);
        _chain.Add(node);
        switch (node)
        {
            case DecisionNode decision:
                Compile(decision);
                break;
            case KnowledgeNode knowledge:
                Compile(knowledge);
                break;
            case ServiceNode service:
                service.Outputs.ToList().ForEach(CompileNode);
                service.Yields = new FeelType.FunctionType([.. service.Parameters.Select(p => p.Yields)], service.ResultYields);
                break;
        }

        _open.Remove(node);
        _chain.RemoveAt(_chain.Count - 1);
    }

    private void ReportCycle(GraphNode node)
    {
        var (member, element) = _origins[node];
        List<GraphNode> circle = [.. _chain.SkipWhile(n => n != node)];
        var names = string.Join(" → ", circle.Append(node).Select(n => n.Name));
        member.Problems.Add(DmnProblem.Of(PathOf(element), element.Notes.Line, "dmn.cycle", names));
        if (circle.All(n => n is DecisionNode))
        {
            circle.ForEach(n => ((DecisionNode)n).Cycle ??= names);
        }
    }

    private void Compile(DecisionNode node)
    {
        var (member, element) = _origins[node];
        var decision = (DrgElement.Decision)element;
        var required = Required(member, element, decision.Requirements);
        required.ForEach(CompileNode);
        if (decision.Logic is null)
        {
            return;
        }

        var (scope, sources) = ScopeOf(member, required);
        node.Sources = sources;
        node.Logic = new LogicCompiler(member.Types, member.Model.ExpressionLanguage, member.Problems).Compile(decision.Logic, scope, node.Path);
        node.Yields = node.Type.IsAny ? node.Logic.Yields : node.Type.Feel;
    }

    private void Compile(KnowledgeNode node)
    {
        var (member, element) = _origins[node];
        var knowledge = (DrgElement.BusinessKnowledgeModel)element;
        var required = Required(member, element, knowledge.Requirements);
        required.ForEach(CompileNode);
        var (scope, sources) = ScopeOf(member, [.. required, node]);
        node.Sources = sources;
        var logic = knowledge.Logic ?? new BoxedExpression.Function(FunctionKind.Feel, [], null);
        var compiler = new LogicCompiler(member.Types, member.Model.ExpressionLanguage, member.Problems);
        (node.Signature, node.Body) = compiler.Body(logic, scope, node.Path, ResultOf(TypeOf(member, element)));
        node.Yields = new FeelType.FunctionType([.. node.Signature.Parameters.Select(p => p.Feel)], node.Signature.Feel.Result);
    }

    // Own elements stand by their names, imported ones below the name of their import.
    private (FeelScope Scope, IReadOnlyList<ValueSource> Sources) ScopeOf(MemberModel member, List<GraphNode> required)
    {
        var variables = new List<FeelVariable>();
        var sources = new List<ValueSource>();
        foreach (var group in required.Distinct().GroupBy(n => ImportNameOf(member, n)))
        {
            if (group.Key.Length > 0)
            {
                List<GraphNode> imported = [.. group];
                variables.Add(new(group.Key, new FeelType.ContextType([.. imported.Select(n => new FeelField(n.VariableName, n.Yields))])));
                sources.Add(new ValueSource(null, imported));
                continue;
            }

            foreach (var node in group.DistinctBy(n => n.VariableName))
            {
                variables.Add(new(node.VariableName, node.Yields));
                sources.Add(new ValueSource(node, null));
            }
        }

        return (new FeelScope(_functions, variables, member.Types.Feel), sources);
    }

    private static string ImportNameOf(MemberModel member, GraphNode node) => node.Namespace == member.Model.Namespace
        ? ""
        : member.Imports.Where(i => i.Model.Model.Namespace == node.Namespace).Select(i => i.Import.Name).FirstOrDefault("");

    private List<GraphNode> Required(MemberModel member, DrgElement element, IReadOnlyList<Requirement> requirements) =>
    [
        .. requirements
            .Where(r => r.Kind is RequirementKind.Input or RequirementKind.Decision or RequirementKind.Knowledge)
            .Select(r => Find(member, element, r.Source))
            .OfType<GraphNode>(),
    ];

    private GraphNode? Find(MemberModel member, DrgElement element, ElementReference reference)
    {
        var space = reference.Namespace.Length == 0 ? member.Model.Namespace : reference.Namespace;
        if (_byId.TryGetValue((space, reference.Id), out var node))
        {
            return node;
        }

        var problem = DmnProblem.Of(PathOf(element), reference.Notes.Line, "dmn.unknown-reference", reference.Href);
        if (!member.Problems.Contains(problem))
        {
            member.Problems.Add(problem);
        }

        return null;
    }

    private static DmnType TypeOf(MemberModel member, DrgElement element) =>
        member.Types.Of(element.Variable?.TypeRef, PathOf(element), element.Variable?.Notes.Line ?? element.Notes.Line);

    // The variable of a function has the type of the function; many documents give it the type of the result.
    private static DmnType ResultOf(DmnType variable) =>
        variable.Feel is FeelType.FunctionType function ? new PlainType(function.Result.ToString(), function.Result) : variable;

    private static string PathOf(DrgElement element) => element switch
    {
        DrgElement.InputData => $"definitions/inputData[{element.Name}]",
        DrgElement.Decision => $"definitions/decision[{element.Name}]",
        DrgElement.BusinessKnowledgeModel => $"definitions/businessKnowledgeModel[{element.Name}]",
        DrgElement.DecisionService => $"definitions/decisionService[{element.Name}]",
        DrgElement.KnowledgeSource => $"definitions/knowledgeSource[{element.Name}]",
        _ => throw new UnreachableException(),
    };
}
