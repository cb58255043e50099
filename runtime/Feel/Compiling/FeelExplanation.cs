using LowCode.Feel.Running;
using LowCode.Feel.Syntax;
using LowCode.Feel.Values;

namespace LowCode.Feel.Compiling;

/// <summary>A part of an expression with the value that it had, and below it the parts that were run for it, in that order.</summary>
public sealed class FeelExplanation
{
    // What a long loop did nobody reads; and it would hold every value that ever was.
    private const int MostParts = 10_000;

    private readonly List<FeelExplanation> _parts = [];

    private FeelExplanation(FeelNode node) => Node = node;

    /// <summary>The part of the expression; its span says where in the text it stands.</summary>
    public FeelNode Node { get; }

    /// <summary>What the part gave; null where it had no value or the run ended in it.</summary>
    public FeelValue Value { get; private set; }

    /// <summary>The parts below that were run, in the order in which they were; empty for one that was decided without them.</summary>
    public IReadOnlyList<FeelExplanation> Parts => _parts;

    /// <summary>Evaluates, and tells how. At most 10,000 parts are kept.</summary>
    public static (FeelResult Result, FeelExplanation Explanation) Of(ParsedExpression parsed, FeelValue[] inputs, FeelOptions? options = null, CancellationToken cancellation = default)
    {
        var run = new FeelEvaluation(options, cancellation);
        var root = new FeelExplanation(parsed.Root);
        run.Trace = new ExplanationTrace(root);
        var value = FeelProgram.Compile(parsed, explains: true).Run(run, inputs);
        var top = root._parts.Count > 0 ? root._parts[0] : root;
        top.Value = value;
        return (new(value, run.Problems), top);
    }

    /// <summary>Like <see cref="Of"/>, within an evaluation that others share.</summary>
    /// <param name="program">Compiled to explain.</param>
    internal static FeelExplanation Within(FeelEvaluation run, FeelProgram program, FeelValue[] inputs)
    {
        var root = new FeelExplanation(program.Root);
        var outer = run.Trace;
        run.Trace = new ExplanationTrace(root);
        var value = program.Run(run, inputs);
        run.Trace = outer;
        var top = root._parts.Count > 0 ? root._parts[0] : root;
        top.Value = value;
        return top;
    }

    internal static FeelValue Run(FeelEvaluation run, FeelNode node, Executable code)
    {
        if (run.Trace is not ExplanationTrace trace || trace.Count >= MostParts)
        {
            return code.Run(run);
        }

        var (outer, mine) = (trace.Current, new FeelExplanation(node));
        outer._parts.Add(mine);
        trace.Count++;
        trace.Current = mine;
        mine.Value = code.Run(run);
        trace.Current = outer;
        return mine.Value;
    }
}

internal sealed class ExplanationTrace(FeelExplanation root)
{
    public FeelExplanation Current { get; set; } = root;

    public int Count { get; set; }
}

internal sealed class ExplainCode(FeelNode node, Executable code) : Executable(node.Span)
{
    public override FeelValue Run(FeelEvaluation run) => FeelExplanation.Run(run, node, code);
}
