using System.Globalization;
using LowCode.Feel;
using LowCode.Feel.Compiling;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Syntax;
using LowCode.Feel.Values;
using LowCode.Tests.Unit.Feel.Dmn;
using Xunit;
using static LowCode.Tests.Unit.Feel.Evaluations;

namespace LowCode.Tests.Unit.Feel;

/// <summary>A problem is told so that a person who does not program can mend it.</summary>
public sealed class ProblemTextTests
{
    private static readonly CultureInfo _chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en");

    [Theory]
    [InlineData("5 ＞ 3", 2, "＞", ">")]
    [InlineData("abs(5)＞3", 6, "＞", ">")]
    [InlineData("if 金额＞3 then 1 else 2", 5, "＞", ">")]
    [InlineData("\"a\" ＝ \"b\"", 4, "＝", "=")]
    [InlineData("（1 + 2）", 0, "（", "(")]
    [InlineData("(1 + 2）", 6, "）", ")")]
    [InlineData("[1，2]", 2, "，", ",")]
    [InlineData("sum(1；2)", 5, "；", ",")]
    [InlineData("\"a\" = “b”", 6, "“", "\"")]
    [InlineData("[{价: 1}][价＞0]", 10, "＞", ">")]
    public void A_full_width_sign_is_told_with_what_to_write_instead(string text, int start, string sign, string wanted)
    {
        var problem = FeelParser.ParseExpression(text, FeelLibrary.Scope).Problems[0];

        Assert.Equal((FeelProblemCode.FullWidthSign, start, 1), (problem.Code, problem.Span.Start, problem.Span.Length));
        Assert.Equal($"“{sign}”是全角符号，请改用“{wanted}”。", problem.TextIn(_chinese));
        Assert.Equal($"'{sign}' is a full-width sign: write '{wanted}' instead.", problem.TextIn(_english));
    }

    [Fact]
    public void A_name_with_a_full_width_sign_that_is_known_is_a_name()
    {
        Assert.Equal("3", Show("单价（元） + 1", ("单价（元）", 2)));
        Assert.Equal("[{单价（元）: 2}]", Show("[{单价（元）: 2}][单价（元） > 1]"));
    }

    [Theory]
    [InlineData("true > false", "“true”是真假值，两个真假值之间不能这样比较。", "'true' is a truth value, and two of that kind cannot be compared like this.")]
    [InlineData("min(true, false)", "“true”是真假值，两个真假值之间不能这样比较。", "'true' is a truth value, and two of that kind cannot be compared like this.")]
    [InlineData("true > 1", "“true”是真假值，不能与数字比较。", "'true' is a truth value and cannot be compared with a number.")]
    [InlineData("date(\"2024-02-30\")", "函数“date”的参数“from”不能是“2024-02-30”，应为日历上有的日期，例如 2024-02-29。", "The argument \"from\" of the function \"date\" cannot be '2024-02-30': expected a date of the calendar such as 2024-02-29.")]
    [InlineData("duration(\"5 days\")", "函数“duration”的参数“from”不能是“5 days”，应为时长，例如 P5D、PT8H 或 P1Y6M。", "The argument \"from\" of the function \"duration\" cannot be '5 days': expected a duration such as P5D, PT8H or P1Y6M.")]
    [InlineData("date(2024, 2, 30)", "函数“date”的参数“year, month, day”不能是“[2024, 2, 30]”，应为日历上有的日期，例如 2024-02-29。", "The argument \"year, month, day\" of the function \"date\" cannot be '[2024, 2, 30]': expected a date of the calendar such as 2024-02-29.")]
    [InlineData("sublist([1, 2], 5)", "函数“sublist”的参数“position”不能是“5”，应为不超过实际长度的序号：从 1 起，或用负数从末尾数起。", "The argument \"position\" of the function \"sublist\" cannot be '5': expected a position within the length: from 1, or negative from the end.")]
    public void What_is_wrong_with_a_value_is_told_with_what_was_expected(string expression, string chinese, string english)
    {
        var problem = Assert.Single(Evaluate(expression).Problems);

        Assert.Equal(chinese, problem.TextIn(_chinese));
        Assert.Equal(english, problem.TextIn(_english));
    }

    [Fact]
    public void An_own_function_may_refuse_a_value_too()
    {
        var half = FeelFunction.Native("half", [new("n", LowCode.Feel.Types.FeelType.Number)], LowCode.Feel.Types.FeelType.Number, (run, a) => run.Fail(FeelProblemCode.ArgumentValue, "n", a[0]));

        var result = FeelProgram.Compile(FeelParser.ParseExpression("half(3)", FeelLibrary.Scope.WithFunctions(half))).Evaluate(Array.Empty<FeelValue>(), null, TestContext.Current.CancellationToken);

        Assert.Equal("函数“half”的参数“n”不能是“3”，应为别的值。", Assert.Single(result.Problems).TextIn(_chinese));
    }

    [Fact]
    public void A_problem_with_too_few_arguments_has_a_text_all_the_same() =>
        Assert.All(Enum.GetValues<FeelProblemCode>(), c => Assert.NotNull(new FeelProblem(c, default, []).TextIn(_english)));

    [Theory]
    [InlineData("sum(1, \"a\")")]
    [InlineData("not(5)")]
    [InlineData("1 + sum(1, 2, \"a\")")]
    [InlineData("day of week(\"2026-01-01\")")]
    [InlineData("substring(5, 1)")]
    public void A_mistake_stands_in_the_same_place_before_the_run_and_in_it(string expression)
    {
        var check = Assert.Single(Checks.Of(FeelParser.ParseExpression(expression, FeelLibrary.Scope)));

        Assert.Equal((check.Code, check.Span), Evaluate(expression).Problems.Select(p => (p.Code, p.Span)).First());
    }

    [Fact]
    public void A_cell_that_cannot_test_null_names_the_input_of_its_column()
    {
        var reasons = Models.Sound(Models.Table("UNIQUE", 1, "<output/>", "> 5 | 1")).Ask("d", Models.Inputs()).Reasons;

        Assert.DoesNotContain(reasons, r => r.Text.Contains('?', StringComparison.Ordinal));
        Assert.Contains(reasons, r => r.Path.EndsWith("inputEntry[1]", StringComparison.Ordinal) && r.Text.Contains("“a”", StringComparison.Ordinal));
    }
}
