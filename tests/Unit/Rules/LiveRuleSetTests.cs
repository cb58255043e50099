using System.Text;
using LowCode.Rules;
using Xunit;

namespace LowCode.Tests.Unit.Rules;

public sealed class LiveRuleSetTests
{
    [Fact]
    public async Task No_verdict_comes_from_a_half_loaded_set_while_versions_change()
    {
        // Every version marks both rules with its own score, so a verdict of two versions would give another sum.
        var live = new LiveRuleSet(RuleIndex.Compile(Version(1)));
        var document = Screened.Document("\"packages\":3");
        using var stop = new CancellationTokenSource();
        var judges = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            var (seen, wrong) = (0, 0);
            while (!stop.IsCancellationRequested || seen == 0)
            {
                var verdict = live.Current.Evaluate(document).Verdict!;
                wrong += verdict.HitCount == 2 && verdict.Score % 2 == 0 && verdict.Score / 2 is >= 1 and <= 50 ? 0 : 1;
                seen++;
            }

            return wrong;
        })).ToList();

        for (var version = 2; version <= 50; version++)
        {
            live.Publish(Version(version));
        }

        await stop.CancelAsync();
        Assert.Equal(0, (await Task.WhenAll(judges)).Sum());
        Assert.Equal(100, live.Current.Evaluate(document).Verdict!.Score);
    }

    [Fact]
    public void One_changed_rule_is_taken_up_and_the_others_stay()
    {
        var live = new LiveRuleSet(CustomsWorkload.Index);
        var declaration = CustomsWorkload.Declarations[0].Span;
        var before = live.Current.Evaluate(declaration).Verdict!.Hits.Select(r => r.Id).ToList();
        var changed = RuleOf("""{"id":"R00000","action":"HOLD","when":{"anyLine":[{"f":"desc","op":"containsAny","v":["品牌"]}]}}""");

        live.Publish(changed);

        Assert.Equal(before.Append("R00000").Distinct().Order(StringComparer.Ordinal), live.Current.Evaluate(declaration).Verdict!.Hits.Select(r => r.Id));
        Assert.Equal(5000, live.Current.Rules.Count);
    }

    [Fact]
    public void Version_that_was_changed_rule_by_rule_judges_as_one_compiled_anew()
    {
        // Scores, other thresholds, texts that no rule had, a list, and back again: what is taken over must fit each time.
        var live = new LiveRuleSet(CustomsWorkload.Index);
        string[] conditions =
        [
            """{"f":"d.packages","op":"gt","v":3}""",
            """{"all":[{"f":"d.tradeMode","op":"eq","v":"9999"},{"f":"d.packages","op":"gt","v":3}]}""",
            """{"anyLine":[{"f":"hs","op":"prefix","v":["84"]}]}""",
            """{"anyLine":[{"f":"desc","op":"containsAny","v":["机","new word"]}]}""",
            """{"f":"d.tradeMode","op":"ne","v":"0110"}""",
        ];
        foreach (var (index, when) in conditions.Concat(conditions.Reverse()).Index())
        {
            live.Publish(RuleOf($$"""{"id":"{{(index % 2 == 0 ? "R00017" : "NEW")}}","score":{{index + 1}},"action":"NOTE","when":{{when}}}"""));
            live.Publish(live.Current.Definition.Rules[index * 31] with { Score = 90 + index });

            var anew = RuleIndex.Compile(live.Current.Definition);
            Assert.All(CustomsWorkload.Declarations.Take(60), declaration =>
            {
                var (fresh, taken) = (anew.Evaluate(declaration.Span).Verdict!, live.Current.Evaluate(declaration.Span).Verdict!);
                Assert.Equal(fresh.Hits.Select(r => r.Id), taken.Hits.Select(r => r.Id));
                Assert.Equal((fresh.Score, fresh.Action), (taken.Score, taken.Action));
            });
        }
    }

    [Fact]
    public void Running_version_stays_when_a_new_one_does_not_compile()
    {
        var live = new LiveRuleSet(RuleIndex.Compile(Version(1)));
        var running = live.Current;

        var published = live.Publish("""{"rules":[{"id":"R","action":"NOTE","when":{"f":"d.consignee","op":"inList","v":"gone"}}]}"""u8.ToArray());

        Assert.Equal("rule.unknown-list", Assert.Single(published.Problems).Code);
        Assert.Same(running, live.Current);
    }

    private static LowCode.Definitions.Rules.RuleDefinition RuleOf(string json) =>
        LowCode.Definitions.Rules.RuleSetJson.ReadRule(Encoding.UTF8.GetBytes(json), CustomsWorkload.Rules).Value!;

    private static LowCode.Definitions.Rules.RuleSetDefinition Version(int score)
    {
        var set = Screened.Set("", """{"f":"d.packages","op":"ge","v":1}""", """{"f":"d.packages","op":"le","v":9}""");
        return set with { Rules = [.. set.Rules.Select(r => r with { Score = score })] };
    }
}
