using System.Diagnostics;
using LowCode.Feel.Dmn.Logic;
using LowCode.Feel.Running;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Graph;

/// <summary>Knowledge models and decision services as functions.</summary>
internal static class GraphFunctions
{
    public static FeelValue Of(DecisionRun run, GraphNode node, int nodes) => node switch
    {
        KnowledgeNode { Signature: not null } knowledge => new KnowledgeFunction(run, knowledge, nodes),
        ServiceNode service => new ServiceFunction(run, service, nodes),
        KnowledgeNode => FeelValue.Null,
        _ => throw new UnreachableException(),
    };

    private sealed class KnowledgeFunction(DecisionRun run, KnowledgeNode node, int nodes) : FeelFunction(node.VariableName)
    {
        private LogicFunction? _function;

        public override IReadOnlyList<FeelSignature> Signatures { get; } = [node.Signature!.Feel];

        public override FeelValue Invoke(FeelEvaluation feel, int signature, ReadOnlySpan<FeelValue> arguments)
        {
            // Made at the first call: knowledge that needs itself would never be ready.
            _function ??= new LogicFunction(Name, node.Path, node.Signature!, node.Body!, run, [.. node.Sources.Select(Source)]);
            return _function.Invoke(feel, signature, arguments);
        }

        private FeelValue Source(ValueSource source) => source.Node is { } one
            ? one == node ? this : Of(run, one, nodes)
            : FeelContext.Of(source.Imported!.Select(n => (n.VariableName, Of(run, n, nodes))));
    }

    private sealed class ServiceFunction(DecisionRun run, ServiceNode node, int nodes) : FeelFunction(node.VariableName)
    {
        public override IReadOnlyList<FeelSignature> Signatures { get; } = [node.Signature];

        public override FeelValue Invoke(FeelEvaluation feel, int signature, ReadOnlySpan<FeelValue> arguments)
        {
            feel.Step(1 + (nodes >> 2));
            var layer = new Layer(run, nodes);
            for (var i = 0; i < arguments.Length; i++)
            {
                var before = run.ReasonCount;
                layer.Give(node.Parameters[i], run.Convert(node.Path, arguments[i], node.Parameters[i].Type));
                if (run.ReasonCount > before)
                {
                    return FeelValue.Null;
                }
            }

            var frame = feel.Enter(0);
            var value = Services.Call(run, node, layer);
            feel.Leave(frame);
            return value;
        }
    }
}
