using System.Globalization;
using LowCode.Feel;
using LowCode.Feel.Compiling;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Dmn.Explanations;
using LowCode.Feel.Running;
using LowCode.Feel.Syntax;
using LowCode.Feel.Values;
using Xunit;

namespace LowCode.Tests.Unit.Feel.Dmn;

/// <summary>An explanation is for people: it ends somewhere, and says what it leaves out.</summary>
public sealed class ExplanationLimitTests
{
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en");

    [Theory]
    [InlineData("zh-CN", "还有 {0} 条规则没有说明（共 10000 条）：起作用的规则优先说明")]
    [InlineData("en", "{0} more rules are not told (of 10000): those that decided come first")]
    public void Of_a_long_table_the_rules_that_decided_are_told_and_how_many_are_not(string language, string text)
    {
        var rules = Enumerable.Range(0, 10_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i} | {i}"));
        var model = Models.Sound(Models.Table("UNIQUE", 1, "<output/>", [.. rules]));

        var table = Explained(model, Models.Inputs(("a", 9_998))).Single().Parts.Single().Table!;

        Assert.Equal(Enumerable.Range(1, table.Rules.Count - 1).Append(9_999), table.Rules.Select(r => r.Number));
        Assert.Equal(9_999, Assert.Single(table.Rules, r => r.Matches).Number);
        Assert.InRange(table.Rules.Count, 4_900, FeelExplanation.MostParts / 2);
        Assert.Equal(10_000 - table.Rules.Count, table.RulesLeftOut);
        Assert.Equal(text.Replace("{0}", table.RulesLeftOut.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), In(language, () => table.LeftOutText));
    }

    [Fact]
    public void A_table_that_is_asked_in_a_loop_is_told_as_often_as_there_is_room()
    {
        var rules = string.Concat(Enumerable.Range(0, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $"<rule><inputEntry><text>{i}</text></inputEntry><outputEntry><text>{i}</text></outputEntry></rule>")));
        var model = Models.Sound($"""
            <decision name="d" id="d"><for iteratorVariable="i"><in><literalExpression><text>for i in 1..1000 return i</text></literalExpression></in>
              <return><decisionTable><input><inputExpression><text>i</text></inputExpression></input><output/>{rules}</decisionTable></return></for></decision>
            """);

        var all = Flat(Explained(model, DecisionInputs.None)).ToList();

        Assert.InRange(all.Sum(e => 1 + (e.Table?.Rules.Count * 2 ?? 0)), 5_000, FeelExplanation.MostParts);
        Assert.Contains(all, e => e.LeftOut > 900);
        Assert.Equal(99, model.Ask("d", DecisionInputs.None, new DecisionOptions { Explain = true }).Value.AsList![98]);
    }

    [Fact]
    public void A_long_loop_says_how_many_of_its_parts_are_not_told()
    {
        var (result, explanation) = FeelExplanation.Of(FeelParser.ParseExpression("sum(for i in 1..20000 return i * 2)", FeelLibrary.Scope), [], null, TestContext.Current.CancellationToken);

        Assert.Equal(400_020_000, result.Value);
        Assert.InRange(Flat(explanation).Count(), 9_000, FeelExplanation.MostParts);
        var cut = Assert.Single(Flat(explanation), e => e.LeftOut > 20_000);
        Assert.Equal($"{cut.LeftOut} more parts below are not told: an explanation tells at most 10000 parts, at most 100 deep", cut.LeftOutIn(_english));
        Assert.Equal($"其下还有 {cut.LeftOut} 个部分没有说明：一次说明最多 10000 个部分、100 层", cut.LeftOutIn(CultureInfo.GetCultureInfo("zh-CN")));
    }

    [Fact]
    public void A_function_that_calls_itself_is_told_down_to_a_depth()
    {
        const string Sum = "{f: function(n) if n = 0 then 0 else n + f(n - 1), r: f(90)}.r";
        var (result, explanation) = FeelExplanation.Of(FeelParser.ParseExpression(Sum, FeelLibrary.Scope), [], null, TestContext.Current.CancellationToken);

        Assert.Equal(4_095, result.Value);
        Assert.Equal(FeelExplanation.MostLevels, Depth(explanation));
        Assert.Contains(Flat(explanation), e => e.LeftOutIn(_english) is not null);
    }

    [Fact]
    public void Knowledge_that_calls_itself_is_told_down_to_a_depth()
    {
        var model = Models.Sound("""
            <businessKnowledgeModel name="f" id="k"><encapsulatedLogic><formalParameter name="n" typeRef="number"/><literalExpression><text>if n = 0 then 0 else n + f(n - 1)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
            <decision name="d" id="d"><knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement><literalExpression><text>f(60)</text></literalExpression></decision>
            """);

        var explanation = Explained(model, DecisionInputs.None);

        Assert.Equal(1_830, explanation.Single().Value);
        Assert.InRange(explanation.Max(Depth), 2, FeelExplanation.MostLevels);
        Assert.Contains(Flat(explanation), e => e.LeftOut > 0 || (e.Feel is { } feel && Flat(feel).Any(p => p.LeftOut > 0)));
    }

    [Fact]
    public void A_decision_that_is_explained_ends_where_the_decision_alone_does()
    {
        // The first rule decides at once; to tell the others takes far more steps than the decision may.
        var rules = Enumerable.Range(0, 50).Select(i => string.Create(CultureInfo.InvariantCulture, $"count(for i in 1..f(? + 1000) return i) > {i} | {i}"));
        var model = Models.Sound($"""
            <businessKnowledgeModel name="f" id="k"><encapsulatedLogic><formalParameter name="n"/><literalExpression><text>count(for i in 1..n return [date("2026-03-01"), [1, 2, 3]])</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
            {Models.Table("FIRST", 1, "<output/>", [.. rules]).Replace("<decisionTable", "<knowledgeRequirement><requiredKnowledge href=\"#k\"/></knowledgeRequirement><decisionTable", StringComparison.Ordinal)}
            """);
        var limits = FeelLimits.Standard with { Steps = StepsOf(model) + 10 };
        var options = new DecisionOptions { Feel = new FeelOptions { Limits = limits, Clock = StoppedClock.Instance } };

        var plain = model.Ask("d", Models.Inputs(("a", 1)), options);
        var explained = model.Ask("d", Models.Inputs(("a", 1)), options with { Explain = true });

        Assert.Equal("0", plain.Value.ToString());
        Assert.Equal((plain.Value, 0), (explained.Value, explained.Reasons.Count));
        var table = explained.Explanation.Single().Parts.Single(p => p.Table is not null).Table!;
        Assert.True(table.Rules[0].Matches && table.RulesLeftOut > 0 && table.RulesLeftOut + table.Rules.Count == 50);

        static long StepsOf(DecisionModel model) => Enumerable.Range(1, 30).Select(i => 1L << i).First(steps => model.Ask(
            "d", Models.Inputs(("a", 1)), new DecisionOptions { Feel = new FeelOptions { Limits = FeelLimits.Standard with { Steps = steps }, Clock = StoppedClock.Instance } }).Reasons.Count == 0);
    }

    [Fact]
    public void What_explaining_meets_is_no_reason_of_the_decision()
    {
        var model = Models.Sound($"""
            <businessKnowledgeModel name="f" id="k"><encapsulatedLogic><formalParameter name="n"/><literalExpression><text>n + "a"</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
            {Models.Table("FIRST", 1, "<output/>", "1 | 1", "f(?) = 1 | 2").Replace("<decisionTable", "<knowledgeRequirement><requiredKnowledge href=\"#k\"/></knowledgeRequirement><decisionTable", StringComparison.Ordinal)}
            """);

        var result = model.Ask("d", Models.Inputs(("a", 1)), new DecisionOptions { Explain = true });

        Assert.Empty(result.Reasons);
        Assert.Equal([true, false], result.Explanation.Single().Parts.Single(p => p.Table is not null).Table!.Rules.Select(r => r.Cells[0].Holds));
    }

    [Fact]
    public void Constants_cost_nothing_more_where_they_are_explained()
    {
        const string Text = "count(for i in 1..1000 return [i, date(\"2026-03-01\"), [1, 2, 3]])";
        var (parsed, plain) = (FeelParser.ParseExpression(Text, FeelLibrary.Scope), new FeelEvaluation(null, TestContext.Current.CancellationToken));
        FeelProgram.Compile(parsed).Run(plain, []);

        var options = new FeelOptions { Limits = FeelLimits.Standard with { Steps = plain.Steps, Memory = 250_000 } };
        var (result, explanation) = FeelExplanation.Of(parsed, [], options, TestContext.Current.CancellationToken);

        Assert.Equal(1_000, result.Value);
        Assert.Contains(Flat(explanation), e => e.Value.ToString() == "2026-03-01");
    }

    private static IReadOnlyList<DecisionExplanation> Explained(DecisionModel model, DecisionInputs inputs) =>
        model.Ask("d", inputs, new DecisionOptions { Explain = true }).Explanation;

    private static string? In(string language, Func<string?> text)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return text();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static IEnumerable<DecisionExplanation> Flat(IEnumerable<DecisionExplanation> parts) => parts.SelectMany(p => Flat(p.Parts).Prepend(p));

    private static IEnumerable<FeelExplanation> Flat(FeelExplanation part) => part.Parts.SelectMany(Flat).Prepend(part);

    private static int Depth(FeelExplanation part) => 1 + part.Parts.Select(Depth).DefaultIfEmpty(0).Max();

    private static int Depth(DecisionExplanation part) => 1 + part.Parts.Select(Depth).Append(part.Feel is { } feel ? Depth(feel) : 0).Max();
}
