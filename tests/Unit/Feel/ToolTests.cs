using System.Text.RegularExpressions;
using LowCode.Feel;
using LowCode.Feel.Compiling;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Times;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using Xunit;
using static LowCode.Tests.Unit.Feel.Evaluations;

namespace LowCode.Tests.Unit.Feel;

public sealed partial class ToolTests
{
    private static readonly FeelScope _scope = FeelLibrary.Scope.With(
        new FeelVariable("金额", FeelType.Number),
        new FeelVariable("类型", FeelType.String),
        new FeelVariable("申请人", FeelType.ContextOf(("姓名", FeelType.String), ("出生日期", FeelType.Date))),
        new FeelVariable("明细", FeelType.ListOf(FeelType.ContextOf(("单价", FeelType.Number), ("数量", FeelType.Number)))),
        new FeelVariable("monthly income", FeelType.Number),
        new FeelVariable("收到", FeelType.DateTime));

    [Fact]
    public void Every_example_of_the_readme_gives_what_it_says()
    {
        (string, FeelValue)[] variables =
        [
            ("金额", 12800.5m), ("税率", 0.06m), ("类型", "紧急"), ("申请人", FeelContext.Of(("姓名", "张三"), ("年龄", 34))),
            ("明细", FeelList.Of(FeelContext.Of(("名称", "管"), ("单价", 35.5m), ("数量", 4)), FeelContext.Of(("名称", "泵"), ("单价", 980), ("数量", 1)))),
            ("提交日", FeelDate.Parse("2026-03-01")!.Value),
        ];
        var examples = Examples().Matches(File.ReadAllText(Repository.PathOf("runtime/Feel/README.md")));

        Assert.Equal(10, examples.Count);
        Assert.All(examples, e => Assert.Equal(e.Groups[2].Value, Show(e.Groups[1].Value, variables)));
    }

    [Theory]
    [InlineData("金额 > 5", "boolean")]
    [InlineData("sum(明细.单价)", "number")]
    [InlineData("明细[单价 > 1]", "list<context<单价: number, 数量: number>>")]
    [InlineData("明细.单价", "list<number>")]
    [InlineData("for 项 in 明细 return 项.单价 * 项.数量", "list<number>")]
    [InlineData("申请人.出生日期 + @\"P1D\"", "date")]
    [InlineData("申请人.出生日期.year", "number")]
    [InlineData("if 金额 > 1 then 1 else \"x\"", "Any")]
    [InlineData("{a: 1, b: [a]}", "context<a: number, b: list<number>>")]
    [InlineData("date(\"2026-01-01\")", "date")]
    [InlineData("date and time(\"2026-01-01T00:00:00\")", "date and time")]
    [InlineData("time(1, 2, 3)", "time")]
    [InlineData("duration(\"P1D\")", "days and time duration")]
    [InlineData("duration(\"P1Y\")", "years and months duration")]
    [InlineData("floor(金额)", "number")]
    [InlineData("abs(-金额)", "number")]
    [InlineData("coincides(1, 2)", "boolean")]
    [InlineData("sort(明细.单价)", "list<number>")]
    [InlineData("append([1], 2)", "list<number>")]
    [InlineData("append([1], 2, 3)", "list<number>")]
    [InlineData("list replace([1], 1, \"a\")", "list<Any>")]
    [InlineData("concatenate([1], [2])", "list<number>")]
    [InlineData("max(1, 2)", "number")]
    [InlineData("min(明细.单价)", "number")]
    [InlineData("(0)[round up(1.5, 0)]", "Any")]
    [InlineData("明细[1].单价", "number")]
    [InlineData("for date in [1] return date(\"2026-01-01\")", "list<date>")]
    public void What_an_expression_yields_is_known_before_it_runs(string expression, string type) =>
        Assert.Equal(type, FeelParser.ParseExpression(expression, _scope).Root.Type.ToString());

    [Theory]
    [InlineData("类型 > 5", FeelProblemCode.NotComparable)]
    [InlineData("金额 + 类型", FeelProblemCode.NotCalculable)]
    [InlineData("if 金额 then 1 else 2", FeelProblemCode.NotCondition)]
    [InlineData("申请人.年龄", FeelProblemCode.NoEntry)]
    [InlineData("申请人.出生日期.hour", FeelProblemCode.NoProperty)]
    [InlineData("substring(金额, 1)", FeelProblemCode.ArgumentType)]
    [InlineData("substring(类型)", FeelProblemCode.ArgumentCount)]
    [InlineData("-类型", FeelProblemCode.NotNegatable)]
    [InlineData("收到 > date(\"2026-01-01\")", FeelProblemCode.NotComparable)]
    [InlineData("金额 in (\"a\", 1)", FeelProblemCode.NotComparable)]
    [InlineData("金额 in [\"a\"..\"b\"]", FeelProblemCode.NotComparable)]
    [InlineData("not(金额)", FeelProblemCode.ArgumentType)]
    [InlineData("sum([\"a\"])", FeelProblemCode.ArgumentType)]
    [InlineData("sum(1, \"a\")", FeelProblemCode.ArgumentType)]
    [InlineData("mean(申请人.姓名)", FeelProblemCode.ArgumentType)]
    [InlineData("[1..\"a\"]", FeelProblemCode.RangeOfMixed)]
    [InlineData("day of week(\"2026-01-01\")", FeelProblemCode.ArgumentType)]
    public void What_can_only_fail_is_reported_before_it_runs(string expression, FeelProblemCode code) =>
        Assert.Equal(code, Assert.Single(Checks.Of(FeelParser.ParseExpression(expression, _scope))).Code);

    [Theory]
    [InlineData("金额 in [\"a\", 1]")]
    [InlineData("sum(明细.单价)")]
    [InlineData("sum(null)")]
    [InlineData("not(金额 > 1)")]
    [InlineData("date(收到) > date(\"2026-01-01\")")]
    [InlineData("years and months duration(收到, date(\"2027-01-01\")).months")]
    [InlineData("max(\"a\", \"b\")")]
    [InlineData("abs(duration(\"-P1D\"))")]
    [InlineData("string join(明细.名, \", \")")]
    [InlineData("number(类型)")]
    public void What_may_give_a_value_is_not_reported(string expression) =>
        Assert.DoesNotContain(Checks.Of(FeelParser.ParseExpression(expression, _scope)), p => p.Code is FeelProblemCode.ArgumentType or FeelProblemCode.NotComparable);

    [Theory]
    [InlineData("> \"a\"", FeelProblemCode.NotComparable)]
    [InlineData("not(\"a\")", FeelProblemCode.NotComparable)]
    [InlineData("1, [2..3]", null)]
    [InlineData("contains(string(?), \"1\")", null)]
    public void Tests_are_checked_against_what_they_test(string tests, FeelProblemCode? code) =>
        Assert.Equal(code, Checks.Of(FeelParser.ParseUnaryTests(tests, FeelLibrary.Scope.With("?", FeelType.Number))).Select(p => (FeelProblemCode?)p.Code).SingleOrDefault());

    [Fact]
    public void An_expression_says_what_it_reads()
    {
        var reads = Reads.Of(FeelParser.ParseExpression("for 金额 in [1] return 金额 + count(明细[单价 > 2]) + string length(申请人.姓名)", _scope));

        Assert.Equal(["明细", "明细.单价", "申请人.姓名"], reads.Paths.Order(StringComparer.Ordinal));
        Assert.Equal(["count", "string length"], reads.Functions.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Computed_fields_are_ordered_and_cycles_named()
    {
        var scope = FeelLibrary.Scope.With(new FeelVariable("a", FeelType.Any), new FeelVariable("b", FeelType.Any), new FeelVariable("c", FeelType.Any));
        ParsedExpression Parse(string text) => FeelParser.ParseExpression(text, scope);

        Assert.Equal(["c", "b", "a"], ComputationOrder.Of(new Dictionary<string, ParsedExpression> { ["a"] = Parse("b + c"), ["b"] = Parse("c"), ["c"] = Parse("1") }).Names);
        Assert.Equal(["a", "b"], ComputationOrder.Of(new Dictionary<string, ParsedExpression> { ["a"] = Parse("b"), ["b"] = Parse("a"), ["c"] = Parse("1") }).Cycle);
    }

    [Theory]
    [InlineData("金额 + 申请人.", "姓名", false)]
    [InlineData("for 项 in 明细 return 项.单", "数量", false)]
    [InlineData("for 项 in 明细 return ", "项", true)]
    [InlineData("明细[", "单价", true)]
    [InlineData("1 + su", "金额", true)]
    [InlineData("sum(", "金额", true)]
    [InlineData("sum(明", "明细", true)]
    [InlineData("sum(1, ", "金额", true)]
    [InlineData("string length(", "金额", true)]
    [InlineData("not(", "金额", true)]
    [InlineData("[", "金额", true)]
    [InlineData("[金", "金额", true)]
    [InlineData("[1, ", "金额", true)]
    [InlineData("金额 in [", "金额", true)]
    [InlineData("if 申请人.", "姓名", false)]
    [InlineData("if 金额 > 1 then 申请人.", "姓名", false)]
    [InlineData("for x in 申请人.", "姓名", false)]
    [InlineData("some x in 申请人.", "姓名", false)]
    [InlineData("金额 between 申请人.", "姓名", false)]
    [InlineData("date(\"2026-01-01\").", "year", false)]
    [InlineData("duration(\"P1D\").", "days", false)]
    [InlineData("\"//\" + ", "类型", true)]
    public void An_editor_is_offered_what_may_stand_there(string text, string name, bool functions)
    {
        var completion = Completion.At(text, text.Length, _scope);

        Assert.Contains(completion.Fields, f => f.Name == name);
        Assert.Equal(functions, completion.Functions.Contains("sum"));
    }

    [Theory]
    [InlineData("金额 > monthly inc", 5)]
    [InlineData("monthly ", 0)]
    [InlineData("string len", 0)]
    [InlineData("if 金", 3)]
    public void An_offered_name_takes_the_place_of_all_its_words(string text, int start) => Assert.Equal(start, Completion.At(text, text.Length, _scope).Start);

    [Theory]
    [InlineData("1 + /* mon")]
    [InlineData("1 + // mon")]
    [InlineData("\"mon")]
    public void Nothing_is_offered_within_a_comment_or_a_text(string text)
    {
        var completion = Completion.At(text, text.Length, _scope);

        Assert.Empty(completion.Fields);
        Assert.Empty(completion.Functions);
    }

    [Fact]
    public void Types_are_offered_where_one_is_wanted() => Assert.Contains("number", Completion.At("金额 instance of num", 18, _scope).Types);

    [Fact]
    public void Both_snippets_of_the_readme_run()
    {
        var readme = File.ReadAllText(Repository.PathOf("runtime/Feel/README.md")).ReplaceLineEndings("\n");
        var snippets = readme.Split("```csharp\n").Skip(1).Select(s => s[..s.IndexOf("```", StringComparison.Ordinal)]).ToList();
        var lines = snippets.SelectMany(s => s.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(l => l.Trim());
        var source = File.ReadAllLines(Repository.PathOf("tests/Unit/Feel/ReadmeSnippet.cs")).Select(l => l.Trim()).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(2, snippets.Count);
        Assert.All(lines, l => Assert.Contains(l, source));
        Assert.Equal("true", ReadmeSnippet.Run(TestContext.Current.CancellationToken).ToString());
        Assert.Equal(("处长", "金额 是 12800.5，满足 > 10000"), ReadmeSnippet.Decide(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void An_explanation_shows_each_part_with_its_value()
    {
        var parsed = FeelParser.ParseExpression("金额 > 5 and 类型 = \"急\"", _scope);

        var (result, explanation) = FeelExplanation.Of(parsed, [10, "缓", FeelValue.Null, FeelValue.Null, FeelValue.Null, FeelValue.Null], null, TestContext.Current.CancellationToken);

        Assert.True(result.Value.IsFalse);
        Assert.Equal(["true", "false"], explanation.Parts.Select(p => p.Value.ToString()));
        Assert.Equal("金额", Printer.Print(explanation.Parts[0].Parts[0].Node));
        Assert.Equal("10", explanation.Parts[0].Parts[0].Value.ToString());
    }

    [Fact]
    public void A_function_of_ones_own_is_called_by_name()
    {
        var days = FeelFunction.Native(
            "工作日", [new("从", FeelType.Date), new("天数", FeelType.Number)], FeelType.Date, (run, a) => a[1].AsInt64() is { } n ? new FeelDate(a[0].AsDate!.Value.EpochDay + n) : run.FailWith("天数应为整数。"));
        var parsed = FeelParser.ParseExpression("工作日(天数: 3, 从: @\"2026-03-01\")", FeelLibrary.Scope.WithFunctions(days));

        Assert.Equal("2026-03-04", FeelProgram.Compile(parsed).Evaluate(Array.Empty<FeelValue>(), null, TestContext.Current.CancellationToken).Value.ToString());
        Assert.Equal(FeelType.Date, parsed.Root.Type);
    }

    [Theory]
    [InlineData("-", 5, true)]
    [InlineData("< 3, [5..7]", 5, true)]
    [InlineData("not(1, 2)", 5, true)]
    [InlineData("5", 5, true)]
    [InlineData("? > 10", 5, false)]
    [InlineData("odd(?)", 5, true)]
    public void Unary_tests_try_the_value(string tests, int value, bool holds)
    {
        var parsed = FeelParser.ParseUnaryTests(tests, FeelLibrary.Scope.With("?", FeelType.Number));

        Assert.Equal(holds, FeelProgram.Compile(parsed).Evaluate([value], null, TestContext.Current.CancellationToken).Value.AsBoolean);
    }

    [GeneratedRegex(@"^\| `(.+)` \| `(.+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Examples();
}
