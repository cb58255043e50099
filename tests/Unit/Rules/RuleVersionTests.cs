using System.Text;
using LowCode.Definitions.Rules;
using LowCode.Rules;
using LowCode.Rules.Checks;
using LowCode.Rules.Documents;
using LowCode.Rules.Index;
using Xunit;

namespace LowCode.Tests.Unit.Rules;

public sealed class RuleVersionTests
{
    [Fact]
    public async Task No_verdict_comes_from_a_half_loaded_set_while_versions_change()
    {
        // Every version marks both rules with its own score, so a verdict of two versions would give another sum.
        var current = RuleIndex.Compile(Version(1));
        var document = Screened.Document("\"packages\":3");
        using var stop = new CancellationTokenSource();
        var judges = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            var (seen, wrong) = (0, 0);
            while (!stop.IsCancellationRequested || seen == 0)
            {
                var verdict = Volatile.Read(ref current).Evaluate(document).Verdict!;
                wrong += verdict.HitCount == 2 && verdict.Score % 2 == 0 && verdict.Score / 2 is >= 1 and <= 50 ? 0 : 1;
                seen++;
            }

            return wrong;
        })).ToList();

        for (var version = 2; version <= 50; version++)
        {
            Volatile.Write(ref current, current.With(Version(version)));
        }

        await stop.CancelAsync();
        Assert.Equal(0, (await Task.WhenAll(judges)).Sum());
        Assert.Equal(100, current.Evaluate(document).Verdict!.Score);
    }

    [Fact]
    public void One_changed_rule_is_taken_up_and_the_others_stay()
    {
        var declaration = CustomsWorkload.Declarations[0].Span;
        var before = CustomsWorkload.Index.Evaluate(declaration).Verdict!.Hits.Select(r => r.Id).ToList();
        var changed = RuleOf("""{"id":"R00000","action":"HOLD","when":{"anyLine":[{"f":"desc","op":"containsAny","v":["品牌"]}]}}""");

        var after = Changed(CustomsWorkload.Index, changed);

        Assert.Equal(before.Append("R00000").Distinct().Order(StringComparer.Ordinal), after.Evaluate(declaration).Verdict!.Hits.Select(r => r.Id));
        Assert.Equal(5000, after.Rules.Count);
    }

    [Fact]
    public void Version_that_was_changed_rule_by_rule_judges_as_one_compiled_anew()
    {
        // Scores, other thresholds, texts that no rule had, a list, and back again: what is taken over must fit each time.
        var current = CustomsWorkload.Index;
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
            current = Changed(current, RuleOf($$"""{"id":"{{(index % 2 == 0 ? "R00017" : "NEW")}}","score":{{index + 1}},"action":"NOTE","when":{{when}}}"""));
            current = Changed(current, current.Definition.Rules[index * 31] with { Score = 90 + index });

            AssertJudgesAlike(RuleIndex.Compile(current.Definition), current);
        }
    }

    [Fact]
    public void Texts_that_nobody_asks_for_any_more_are_forgotten_in_time()
    {
        // Each version asks for other words.
        var (current, isForgotten) = (RuleIndex.Compile(Asking(0)), false);
        var layout = new DocumentLayout(current.Definition.Document);
        var vocabulary = new Vocabulary(current.Definition, layout, before: null);
        for (var version = 1; version < 10; version++)
        {
            current = current.With(Asking(version));
            vocabulary = new Vocabulary(current.Definition, layout, vocabulary);
            isForgotten |= vocabulary.IsWornOut;

            Assert.Equal((0, 1), (current.Evaluate(Trading(version - 1)).Verdict!.HitCount, current.Evaluate(Trading(version)).Verdict!.HitCount));
        }

        Assert.True(isForgotten);
        Assert.False(new Vocabulary(current.Definition, layout, before: null).IsWornOut);

        static byte[] Trading(int version) => Screened.Document($"\"tradeMode\":\"{version}-1\"");

        static RuleSetDefinition Asking(int version) =>
            Screened.Set("", $$"""{"f":"d.tradeMode","op":"in","v":[{{string.Join(',', Enumerable.Range(0, 500).Select(w => $"\"{version}-{w}\""))}}]}""");
    }

    [Fact]
    public void Changed_list_is_taken_up_by_rules_that_stay()
    {
        var set = Screened.Set("\"watched\":[\"A\"]", """{"f":"d.consignee","op":"inList","v":"watched"}""");
        var before = RuleIndex.Compile(set);

        var after = before.With(set with { Lists = new Dictionary<string, IReadOnlyList<string>> { ["watched"] = ["B"] } });

        Assert.Equal((1, 0), (Hits(before, "A"), Hits(before, "B")));
        Assert.Equal((0, 1), (Hits(after, "A"), Hits(after, "B")));
    }

    [Fact]
    public void Set_holds_on_its_days_only_and_rules_within_them()
    {
        const string rules = """[{"id":"A","action":"NOTE","when":{"all":[]}},{"id":"B","action":"NOTE","validFrom":"2026-06-15","when":{"all":[]}},{"id":"C","action":"NOTE","validFrom":"2026-07-01","when":{"all":[]}}]""";
        var june = Read($$"""{"validFrom":"2026-06-01","validTo":"2026-06-30","rules":{{rules}}}""");
        var july = Read($$"""{"validFrom":"2026-07-01","rules":{{rules}}}""");
        var document = Screened.Document();

        Assert.Equal(["A", "B"], RuleIndex.Compile(june).Evaluate(document).Verdict!.Hits.Select(r => r.Id));
        Assert.Equal(["A", "B"], RuleIndex.Compile(july).With(june).Evaluate(document).Verdict!.Hits.Select(r => r.Id));
        Assert.Equal(0, RuleIndex.Compile(july).Evaluate(document).Verdict!.HitCount);
        Assert.False(RuleIndex.Compile(july).Explain(document, "A")!.IsInForce);
        Assert.Contains(RuleChecks.Check(june).Findings, f => (f.Kind, f.Rule.Id) == (RuleFindingKind.NeverHolds, "C"));
        Assert.Equal((june.ValidFrom, june.ValidTo), Days(Read(Encoding.UTF8.GetString(RuleSetJson.Write(june)))));
        Assert.Equal("rule.validity", Assert.Single(RuleSetJson.Read("""{"validFrom":"2026-07-01","validTo":"2026-06-30","rules":[]}"""u8.ToArray()).Problems).Code);

        static (DateOnly, DateOnly) Days(RuleSetDefinition set) => (set.ValidFrom, set.ValidTo);

        static RuleSetDefinition Read(string json) => RuleSetJson.Read(Encoding.UTF8.GetBytes(json)).Value!;
    }

    private static int Hits(RuleIndex index, string consignee) => index.Evaluate(Screened.Document($"\"consignee\":\"{consignee}\"")).Verdict!.HitCount;

    private static RuleIndex Changed(RuleIndex index, RuleDefinition rule) => index.With(index.Definition.With(rule));

    private static void AssertJudgesAlike(RuleIndex anew, RuleIndex changed) =>
        Assert.All(CustomsWorkload.Declarations.Take(60), declaration =>
        {
            var (fresh, taken) = (anew.Evaluate(declaration.Span).Verdict!, changed.Evaluate(declaration.Span).Verdict!);
            Assert.Equal(fresh.Hits.Select(r => r.Id), taken.Hits.Select(r => r.Id));
            Assert.Equal((fresh.Score, fresh.Action), (taken.Score, taken.Action));
        });

    private static RuleDefinition RuleOf(string json) =>
        RuleSetJson.ReadRule(Encoding.UTF8.GetBytes(json), CustomsWorkload.Rules).Value!;

    private static RuleSetDefinition Version(int score)
    {
        var set = Screened.Set("", """{"f":"d.packages","op":"ge","v":1}""", """{"f":"d.packages","op":"le","v":9}""");
        return set with { Rules = [.. set.Rules.Select(r => r with { Score = score })] };
    }
}
