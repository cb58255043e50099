using System.Globalization;
using LowCode.Feel;
using LowCode.Feel.Compiling;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Tests.Unit.Feel;

/// <summary>What must hold for every text, whatever it is.</summary>
public sealed class FuzzTrial
{
    private static readonly CultureInfo[] _languages = [CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en")];

    private static readonly FeelScope _scope = FeelLibrary.Scope.With(
        new FeelVariable("金额", FeelType.Number),
        new FeelVariable("数量", FeelType.Any),
        new FeelVariable("申请人", FeelType.ContextOf(("年龄", FeelType.Number))),
        new FeelVariable("monthly income", FeelType.Number),
        new FeelVariable("标签", FeelType.ListOf(FeelType.String)),
        new FeelVariable("明细", FeelType.ListOf(FeelType.ContextOf(("单价", FeelType.Number)))),
        new FeelVariable("?", FeelType.Any));

    private static readonly FeelValue[] _inputs =
    [
        1280.5m, 3, FeelContext.Of(("年龄", 34)), 8000, FeelList.Of("水", "电"), FeelList.Of(FeelContext.Of(("单价", 3.5m)), FeelContext.Of(("单价", 12))), 5,
    ];

    private readonly FeelEvaluation _run = new();

    private readonly FeelOptions _options = new()
    {
        Now = new DateTimeOffset(2026, 3, 5, 10, 20, 30, TimeSpan.FromHours(8)),
        Limits = new() { Steps = 20_000, Depth = 100, Size = 5_000 },
    };

    /// <summary>Parts of expressions that the last text ran, at most as many as its limit.</summary>
    public long Steps { get; private set; }

    /// <summary>The same with the work that was refused at the limit.</summary>
    public long StepsAskedFor { get; private set; }

    /// <summary>How many steps an evaluation may take.</summary>
    public long StepBudget => _options.Limits.Steps;

    /// <summary>Null, or what does not hold.</summary>
    public string? Try(string text)
    {
        (Steps, StepsAskedFor) = (0, 0);
        return TryExpression(text) ?? TryTests(text) ?? TryTools(text);
    }

    private string? TryTests(string text)
    {
        var parsed = FeelParser.ParseUnaryTests(text, _scope);
        if (parsed.IsWellFormed)
        {
            var printed = Printer.Print(parsed.Root);
            if (Outline.Of(FeelParser.ParseUnaryTests(printed, _scope).Root) != Outline.Of(parsed.Root))
            {
                return $"printed as the tests '{printed}' it is another tree";
            }
        }

        return Run(parsed, text);
    }

    private string? TryTools(string text)
    {
        var parsed = FeelParser.ParseExpression(text, _scope);
        if (Checks.Of(parsed).FirstOrDefault(p => !IsTold(p, text)) is { } untold)
        {
            return $"a check without a place or text: {untold}";
        }

        foreach (var at in (int[])[text.Length, text.Length / 2])
        {
            if (Completion.At(text, at, _scope).Start is var start && (start < 0 || start > at))
            {
                return $"completion at {at} takes the place from {start}";
            }
        }

        var (result, explanation) = FeelExplanation.Of(parsed, _inputs, _options);
        return !result.Value.Equals(explanation.Value) && result.Value.Kind != FeelKind.Function ? "the explanation tells another value" : null;
    }

    private string? TryExpression(string text)
    {
        var parsed = FeelParser.ParseExpression(text, _scope);
        if (parsed.Problems.FirstOrDefault(p => !IsTold(p, text)) is { } untold)
        {
            return $"a problem without a place or text: {untold}";
        }

        if (parsed.IsWellFormed)
        {
            var printed = Printer.Print(parsed.Root);
            var again = FeelParser.ParseExpression(printed, _scope);
            if (Outline.Of(again.Root) != Outline.Of(parsed.Root))
            {
                return $"printed as '{printed}' it is another tree";
            }
        }

        return Run(parsed, text);
    }

    private string? Run(ParsedExpression parsed, string text)
    {
        _run.Restart(_options);
        FeelProgram.Compile(parsed).Run(_run, _inputs);
        (Steps, StepsAskedFor) = (Math.Max(Steps, _run.Steps), Math.Max(StepsAskedFor, _run.StepsAskedFor));
        if (_run.IsBeyondSteps && !_run.Problems.Any(p => p.Code == FeelProblemCode.StepLimit))
        {
            return "it went on beyond its steps";
        }

        return _run.Problems.FirstOrDefault(p => !IsTold(p, text)) is { } silent ? $"a problem without a place or text: {silent}" : null;
    }

    private static bool IsTold(FeelProblem problem, string text) =>
        problem.Span.Start >= 0 && problem.Span.End <= text.Length
        && (problem.Span.Length > 0 || problem.Span.Start >= text.TrimEnd().Length)
        && _languages.All(l => problem.TextIn(l) is { Length: > 0 } words && words != problem.Code.ToString());
}
