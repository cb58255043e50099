using System.Globalization;
using LowCode.Feel;
using LowCode.Feel.Compiling;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Syntax;
using Xunit;
using static LowCode.Tests.Unit.Feel.Evaluations;

namespace LowCode.Tests.Unit.Feel;

public sealed class ProblemTests
{
    private static readonly CultureInfo _chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en-US");

    [Fact]
    public void A_comparison_of_different_kinds_is_null_and_says_why()
    {
        var result = Evaluate("金额 > 100", ("金额", "一百"));

        Assert.True(result.Value.IsNull);
        var problem = Assert.Single(result.Problems);
        Assert.Equal("“金额”是文字，不能与数字比较。", problem.TextIn(_chinese));
        Assert.Equal("'金额' is a text and cannot be compared with a number.", problem.TextIn(_english));
        Assert.Equal(new TextSpan(0, 8), problem.Span);
    }

    [Theory]
    [InlineData("(function(a: number) a)(\"x\")", "函数“无名称”的参数“a”应为数字，但“x”是文字。")]
    [InlineData("replace(\"abc\", \"b\", \"$\")", "“$”不能用来替换：$ 后面应为数字，\\ 后面应为 \\ 或 $。")]
    [InlineData("replace(\"abc\", \"b\", \"c\", \"w\")", "“w”不是可用的匹配选项，可用的有 s、m、i、x、q。")]
    [InlineData("5 in > \"a\"", "“5”是数字，不能与文字比较。")]
    public void A_problem_names_what_is_wrong(string expression, string text) =>
        Assert.Equal(text, Assert.Single(Evaluate(expression, FeelLimits.Standard).Problems).TextIn(_chinese));

    [Fact]
    public void A_sum_of_too_many_terms_is_one_problem()
    {
        var parsed = FeelParser.ParseExpression(string.Join(" + ", Enumerable.Repeat("1", 2000)), FeelLibrary.Scope);

        Assert.Equal(FeelProblemCode.TooDeep, Assert.Single(Checks.Of(parsed)).Code);
    }

    [Theory]
    [InlineData("if", FeelProblemCode.Expected, 2)]
    [InlineData("1 +", FeelProblemCode.Expected, 3)]
    [InlineData("(1 + 2", FeelProblemCode.Expected, 6)]
    [InlineData("[1, 2", FeelProblemCode.Expected, 5)]
    [InlineData("\"abc", FeelProblemCode.UnclosedText, 0)]
    [InlineData("1 2", FeelProblemCode.ExpectedEnd, 2)]
    [InlineData("@\"2024-13-01\"", FeelProblemCode.WrongTemporal, 0)]
    [InlineData("{a: 1, a: 2}", FeelProblemCode.EntryTwice, 7)]
    [InlineData("1 + nobody knows me", FeelProblemCode.UnknownName, 4)]
    [InlineData("frobnicate(1)", FeelProblemCode.UnknownFunction, 0)]
    public void A_mistake_is_reported_where_it_is(string text, FeelProblemCode code, int start)
    {
        var parsed = FeelParser.ParseExpression(text, FeelLibrary.Scope);

        var problem = Assert.Single(parsed.Problems);
        Assert.Equal((code, start), (problem.Code, problem.Span.Start));
    }

    [Theory]
    [InlineData("{f: function(n) f(n + 1), r: f(1)}.r", FeelProblemCode.DepthLimit)]
    [InlineData("for i in 1..1000000000 return i", FeelProblemCode.SizeLimit)]
    [InlineData("count(for i in 1..100000, j in 1..100000 return i)", FeelProblemCode.SizeLimit)]
    [InlineData("some i in 1..1000000000 satisfies i < 0", FeelProblemCode.StepLimit)]
    [InlineData("for i in 1..100000 return partial", FeelProblemCode.SizeLimit)]
    [InlineData("{f: function(n, s) if n = 0 then s else f(n - 1, s + s), r: f(100, \"ab\")}.r", FeelProblemCode.SizeLimit)]
    public void What_would_never_end_ends_with_a_problem(string expression, FeelProblemCode code)
    {
        var result = Evaluate(expression, FeelLimits.Standard);

        Assert.True(result.Value.IsNull);
        Assert.Contains(result.Problems, p => p.Code == code);
    }

    [Fact]
    public void A_step_that_would_go_beyond_the_budget_is_not_taken()
    {
        var run = new FeelEvaluation(new FeelOptions { Limits = FeelLimits.Standard with { Steps = 100 } });

        FeelProgram.Compile(FeelParser.ParseExpression("every x in 1..9 satisfies sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]) > 0", FeelLibrary.Scope)).Run(run, []);

        Assert.Equal(100, run.Steps);
        Assert.Contains(run.Problems, p => p.Code == FeelProblemCode.StepLimit);
    }

    [Fact]
    public void Time_that_runs_out_ends_an_evaluation()
    {
        var result = Evaluate("some i in 1..1000000000 satisfies i < 0", FeelLimits.Standard with { Steps = long.MaxValue, Time = TimeSpan.FromMilliseconds(1) }, TimeProvider.System);

        Assert.Contains(result.Problems, p => p.Code == FeelProblemCode.TimeLimit);
    }

    [Fact]
    public void Name_that_begins_with_a_keyword_is_told_with_a_place_and_its_text()
    {
        // The parameter is named "for x in"; where "for x in m" follows, no other name can begin.
        var problems = FeelParser.ParseExpression("function(n, for x in {r: f(for x in m return 1)}) 2", FeelLibrary.Scope).Problems;

        Assert.All(problems, p => Assert.True(p.Span.Length > 0, p.ToString()));
        Assert.DoesNotContain(problems, p => p.TextIn(_chinese).Contains("“”", StringComparison.Ordinal));
    }
}
