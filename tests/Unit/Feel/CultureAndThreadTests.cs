using System.Globalization;
using LowCode.Feel;
using LowCode.Feel.Compiling;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using LowCode.Tests.DmnTck;
using LowCode.Tests.Unit.Feel.Dmn;
using LowCode.Tests.Unit.Feel.Dmn.Conformance;
using Xunit;

namespace LowCode.Tests.Unit.Feel;

/// <summary>An expression gives the same answer wherever it runs, and however many run it at once.</summary>
public sealed class CultureAndThreadTests
{
    private const int Threads = 8;
    private const int Rounds = 25;

    private static readonly (string Expression, string Gives)[] _answers =
    [
        ("金额 * 1.06", "13568.53"),
        ("string(1234567.891) + \" / \" + string(-0.5)", "1234567.891 / -0.5"),
        ("number(\"1.234,5\", \".\", \",\")", "1234.5"),
        ("number(\"1,234.5\", \",\", \".\")", "1234.5"),
        ("upper case(\"title i\")", "TITLE I"),
        ("lower case(\"TITLE I\")", "title i"),
        ("matches(\"TITLE\", \"title\", \"i\")", "true"),
        ("contains(\"Straße\", \"ss\")", "false"),
        ("\"a\" < \"B\"", "false"),
        ("\"ä\" < \"z\"", "false"),
        ("sort([\"ç\", \"z\", \"c\", \"ı\", \"i\", \"I\"], function(x, y) x < y)", "[\"I\", \"c\", \"i\", \"z\", \"ç\", \"ı\"]"),
        ("date(\"2026-03-05\") + duration(\"P1M\")", "2026-04-05"),
        ("date(\"2026-03-05\").weekday", "4"),
        ("day of week(@\"2026-03-05\")", "Thursday"),
        ("month of year(@\"2026-03-05\")", "March"),
        ("week of year(@\"2026-01-01\")", "1"),
        ("string(@\"2026-03-05T10:20:30.5+08:00\")", "2026-03-05T10:20:30.5+08:00"),
        ("@\"10:20:30\" + duration(\"PT90M\")", "11:50:30"),
        ("decimal(1/3, 4)", "0.3333"),
        ("1e-7 * 1", "0.0000001"),
        ("some 项 in 明细 satisfies 项.数量 > 3", "true"),
        ("sum(for 项 in 明细 return 项.单价 * 项.数量)", "1122"),
        ("{f: function(n) if n < 2 then n else f(n - 1) + f(n - 2), r: f(12)}.r", "144"),
        ("明细[单价 > 100].名称", "[\"泵\"]"),
        ("replace(\"a1b22\", \"[0-9]+\", \"#\")", "a#b#"),
        ("split(\"a;b;;c\", \";\")", "[\"a\", \"b\", \"\", \"c\"]"),
        ("string join([\"a\", \"b\"], \", \")", "a, b"),
        ("log(2)", "0.6931471805599453094172321214581766"),
        ("now()", "2026-03-05T10:20:30+08:00"),
        ("[1, 2.50, -3]", "[1, 2.5, -3]"),
    ];

    private static readonly FeelScope _scope = FeelLibrary.Scope.With(
        new FeelVariable("金额", FeelType.Number),
        new FeelVariable("明细", FeelType.ListOf(FeelType.ContextOf(("名称", FeelType.String), ("单价", FeelType.Number), ("数量", FeelType.Number)))));

    private static readonly FeelValue[] _inputs =
    [
        12800.5m,
        FeelList.Of(FeelContext.Of(("名称", "管"), ("单价", 35.5m), ("数量", 4)), FeelContext.Of(("名称", "泵"), ("单价", 980), ("数量", 1))),
    ];

    private static readonly FeelOptions _options = new() { Now = Evaluations.Now };

    public static bool CasesExist => ConformanceFiles.Exist;

    public static TheoryData<string> Cultures => ["tr-TR", "de-DE", "zh-CN", "ar-SA", "fa-IR", "th-TH"];

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Expressions_are_read_and_evaluated_the_same_in_every_culture(string culture) => In(culture, () =>
    {
        var wrong = _answers.Select(a => (a.Expression, a.Gives, Got: Compile(a.Expression).Evaluate(_inputs, _options, TestContext.Current.CancellationToken).Value.ToString())).Where(a => a.Gives != a.Got);

        Assert.Empty(wrong);
    });

    [Theory]
    [MemberData(nameof(Cultures))]
    public void A_decision_table_decides_the_same_in_every_culture(string culture) => In(culture, () =>
    {
        var model = Models.Sound(Models.Table("UNIQUE", 2, "<output/>", "< 1.5 | \"title\" | \"I\"", ">= 1.5 | \"title\" | string(a)", "- | not(\"title\") | \"-\""));

        var result = model.Ask("d", Models.Inputs(("a", 1234.5m), ("b", "title")), new DecisionOptions { Explain = true });

        Assert.Equal("1234.5", result.Value.AsString);
        Assert.Contains("1234.5", result.Explanation.Single().Parts.Single().Table!.Rules[1].Cells[0].Why, StringComparison.Ordinal);
    });

    [Theory(Skip = ConformanceFiles.SkipReason, SkipUnless = nameof(CasesExist))]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void Every_published_case_passes_in_other_cultures(string culture) => In(culture, () =>
        Assert.Empty(TckKit.Read(TckKit.Files(ConformanceFiles.Folder)).SelectMany(TckRunner.Run).Where(v => v.Outcome == TckOutcome.Missed).SelectMany(v => v.Misses.Select(m => $"{v.Suite.File} {v.Case.Id} {m}"))));

    [Fact]
    public void One_program_runs_on_many_threads_at_once()
    {
        var programs = _answers.Select(a => (Program: Compile(a.Expression), a.Gives)).ToList();

        var wrong = AtOnce(() => programs.Select(p => (p.Gives, Got: p.Program.Evaluate(_inputs, _options, TestContext.Current.CancellationToken).Value.ToString())).Where(a => a.Gives != a.Got));

        Assert.Empty(wrong);
    }

    [Fact]
    public void One_model_decides_on_many_threads_at_once_and_explains()
    {
        var model = Models.Sound("""
            <businessKnowledgeModel name="f" id="k"><encapsulatedLogic><formalParameter name="n" typeRef="number"/><literalExpression><text>if n = 0 then 0 else n + f(n - 1)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
            <inputData name="a" id="a"><variable name="a" typeRef="number"/></inputData>
            <decision name="t" id="t"><informationRequirement><requiredInput href="#a"/></informationRequirement><decisionTable hitPolicy="COLLECT" aggregation="SUM">
              <input><inputExpression><text>a</text></inputExpression></input><output/>
              <rule><inputEntry><text>&lt; 10</text></inputEntry><outputEntry><text>a</text></outputEntry></rule>
              <rule><inputEntry><text>odd(?)</text></inputEntry><outputEntry><text>100</text></outputEntry></rule></decisionTable></decision>
            <decision name="d" id="d"><informationRequirement><requiredInput href="#a"/></informationRequirement><informationRequirement><requiredDecision href="#t"/></informationRequirement>
              <knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement><literalExpression><text>f(a) + (if t = null then 0 else t)</text></literalExpression></decision>
            """);
        var expected = Enumerable.Range(0, 20).Select(a => ((a * (a + 1)) / 2) + (a < 10 ? a : 0) + (a % 2 == 1 ? 100 : 0)).ToList();

        var wrong = AtOnce(() => expected.Index().SelectMany(e => new[] { false, true }.Select(explain => model.Ask("d", Models.Inputs(("a", e.Index)), new DecisionOptions { Explain = explain }))
            .Where(r => r.Value != e.Item || (r.Explanation.Count > 0 && r.Explanation[^1].Value != e.Item))));

        Assert.Empty(wrong);
    }

    // Threads of their own that wait for each other: all of them are within the same programs at once.
    private static List<T> AtOnce<T>(Func<IEnumerable<T>> attempt)
    {
        using var together = new Barrier(Threads);
        var found = new List<T>[Threads];
        var threads = Enumerable.Range(0, Threads).Select(t => new Thread(() =>
        {
            together.SignalAndWait();
            found[t] = [.. Enumerable.Range(0, Rounds).SelectMany(_ => attempt())];
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return [.. found.SelectMany(f => f)];
    }

    private static FeelProgram Compile(string expression) => FeelProgram.Compile(FeelParser.ParseExpression(expression, _scope));

    private static void In(string culture, Action act)
    {
        var (format, language) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            act();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (format, language);
        }
    }
}
