using LowCode.Feel.Compiling;
using LowCode.Feel.Dmn.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Expressions;

/// <summary>A FEEL text of a model, compiled.</summary>
internal sealed class CompiledText
{
    private readonly ParsedExpression _parsed;
    private readonly FeelProgram _program;
    private FeelProgram? _explaining;

    private CompiledText(ParsedExpression parsed)
    {
        _parsed = parsed;
        _program = FeelProgram.Compile(parsed);
    }

    public string Text => _parsed.Text;

    /// <summary>What it yields, as far as known.</summary>
    public FeelType Type => _program.Type;

    /// <summary>A text with mistakes is reported, and gives null and its problems when it is evaluated.</summary>
    public static CompiledText Compile(string text, FeelScope scope, string path, int line, List<DmnProblem> problems)
    {
        var parsed = FeelParser.ParseExpression(text, scope);
        Report(parsed, path, line, problems);
        return new CompiledText(parsed);
    }

    public FeelValue Evaluate(FeelEvaluation run, FeelValue[] slots) => _program.Run(run, slots);

    /// <summary>Evaluates, and tells how each part of the text came to its value.</summary>
    public FeelExplanation Explain(FeelEvaluation run, FeelValue[] slots, ExplanationBudget budget) =>
        FeelExplanation.Within(run, _explaining ??= FeelProgram.Compile(_parsed, explains: true), slots, budget);

    public static void Report(ParsedExpression parsed, string path, int line, List<DmnProblem> problems)
    {
        foreach (var problem in parsed.Problems)
        {
            var before = parsed.Text.AsSpan(0, Math.Min(problem.Span.Start, parsed.Text.Length)).Count('\n');
            problems.Add(DmnProblem.Of(path, line == 0 ? 0 : line + before, "dmn.expression", problem.Span.Start + 1, problem.Text));
        }

        foreach (var problem in parsed.Problems.Count > 0 ? [] : Checks.Of(parsed))
        {
            var before = parsed.Text.AsSpan(0, Math.Min(problem.Span.Start, parsed.Text.Length)).Count('\n');
            problems.Add(DmnProblem.Of(path, line == 0 ? 0 : line + before, "dmn.types", problem.Span.Start + 1, problem.Text) with { IsWarning = true });
        }
    }
}
