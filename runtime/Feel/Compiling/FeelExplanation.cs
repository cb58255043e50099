using System.Globalization;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Syntax;
using LowCode.Feel.Values;

namespace LowCode.Feel.Compiling;

/// <summary>A part of an expression with the value that it had, and below it the parts that were run for it, in that order.</summary>
public sealed class FeelExplanation
{
    /// <summary>One explanation tells no more parts than these; see <see cref="LeftOut"/>.</summary>
    public const int MostParts = ExplanationBudget.MostParts;

    /// <summary>Parts that lie deeper in one another than this are left out too.</summary>
    public const int MostLevels = ExplanationBudget.MostLevels;

    private readonly List<FeelExplanation> _parts = [];

    private FeelExplanation(FeelNode node) => Node = node;

    /// <summary>The part of the expression; its span says where in the text it stands.</summary>
    public FeelNode Node { get; }

    /// <summary>What the part gave; null where it had no value or the run ended in it.</summary>
    public FeelValue Value { get; private set; }

    /// <summary>The parts below that were run, in the order in which they were; empty for one that was decided without them.</summary>
    public IReadOnlyList<FeelExplanation> Parts => _parts;

    /// <summary>How many parts below were run and are not told, because the explanation would be too long or too deep.</summary>
    public long LeftOut { get; private set; }

    /// <summary>What was left out below, for people; null where nothing was. See <see cref="LeftOut"/>.</summary>
    public string? LeftOutIn(CultureInfo language) =>
        LeftOut == 0 ? null : FeelTexts.Format("explanation.parts-left-out", [LeftOut, MostParts, MostLevels], language);

    /// <summary>Evaluates, and tells how: at most <see cref="MostParts"/> parts, at most <see cref="MostLevels"/> deep.</summary>
    public static (FeelResult Result, FeelExplanation Explanation) Of(ParsedExpression parsed, FeelValue[] inputs, FeelOptions? options = null, CancellationToken cancellation = default)
    {
        var run = new FeelEvaluation(options, cancellation);
        var root = new FeelExplanation(parsed.Root);
        run.Trace = new ExplanationTrace(root, new ExplanationBudget());
        var value = FeelProgram.Compile(parsed, explains: true).Run(run, inputs);
        var top = root._parts.Count > 0 ? root._parts[0] : root;
        top.Value = value;
        return (new(value, run.Problems), top);
    }

    /// <summary>Like <see cref="Of"/>, within an evaluation that others share.</summary>
    /// <param name="program">Compiled to explain.</param>
    internal static FeelExplanation Within(FeelEvaluation run, FeelProgram program, FeelValue[] inputs, ExplanationBudget budget)
    {
        var root = new FeelExplanation(program.Root);
        var outer = run.Trace;
        run.Trace = new ExplanationTrace(root, budget);
        var value = program.Run(run, inputs);
        run.Trace = outer;
        var top = root._parts.Count > 0 ? root._parts[0] : root;
        top.Value = value;
        return top;
    }

    internal static FeelValue Run(FeelEvaluation run, FeelNode node, Executable code)
    {
        if (run.Trace is not ExplanationTrace trace)
        {
            return code.Run(run);
        }

        var (outer, level) = (trace.Current, trace.Budget.Level);
        if (!trace.Budget.TryEnter())
        {
            outer.LeftOut++;
            return code.Run(run);
        }

        var mine = new FeelExplanation(node);
        outer._parts.Add(mine);
        trace.Current = mine;
        mine.Value = code.Run(run);
        trace.Current = outer;
        trace.Budget.LeaveTo(level);
        return mine.Value;
    }
}

internal sealed class ExplanationTrace(FeelExplanation root, ExplanationBudget budget)
{
    public FeelExplanation Current { get; set; } = root;

    public ExplanationBudget Budget => budget;
}

internal sealed class ExplainCode(FeelNode node, Executable code) : Executable(node.Span)
{
    public Executable Explained => code;

    public override FeelValue Run(FeelEvaluation run) => FeelExplanation.Run(run, node, code);
}
