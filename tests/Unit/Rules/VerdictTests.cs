using System.Text;
using LowCode.Definitions.Rules;
using LowCode.Rules;
using Xunit;

namespace LowCode.Tests.Unit.Rules;

public sealed class VerdictTests
{
    [Fact]
    public void Verdicts_on_500_declarations_equal_those_of_the_reference()
    {
        var wrong =
            from i in Enumerable.Range(0, CustomsWorkload.Declarations.Count)
            let evaluation = CustomsWorkload.Index.Evaluate(CustomsWorkload.Declarations[i].Span)
            let came = evaluation.Verdict is { } verdict ? Screened.Json(verdict) : evaluation.Problems![0].Message
            let expected = Encoding.UTF8.GetString(CustomsWorkload.Verdicts[i].Span)
            where came != expected
            select $"{i}: expected {expected}, but got {came}";

        Assert.Equal(500, CustomsWorkload.Declarations.Count);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Verdicts_do_not_depend_on_samples()
    {
        var blind = RuleIndex.Compile(CustomsWorkload.Rules);

        foreach (var (declaration, expected) in CustomsWorkload.Declarations.Zip(CustomsWorkload.Verdicts).Take(100))
        {
            Assert.Equal(Encoding.UTF8.GetString(expected.Span), Screened.Json(blind.Evaluate(declaration.Span).Verdict!));
        }
    }

    [Fact]
    public void Evaluating_allocates_nothing_but_the_verdict()
    {
        var index = CustomsWorkload.Index;
        Evaluate(index);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var hits = Evaluate(index);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The verdict itself, its number of 18 letters, and its hits: headers of at most 24 bytes, everything rounded up to 8.
        var verdicts = (CustomsWorkload.Declarations.Count * (56 + 24 + 36 + 24 + 16)) + (hits * sizeof(int));
        Assert.InRange(allocated, 1, verdicts);
    }

    [Fact]
    public void An_empty_set_lets_everything_pass()
    {
        var verdict = RuleIndex.Compile(Screened.Set("")).Evaluate(Screened.Document()).Verdict!;

        Assert.Equal($$"""{"no":"{{Screened.Number}}","hits":[],"score":0,"action":"PASS"}""", Screened.Json(verdict));
    }

    [Fact]
    public void Score_is_the_sum_and_action_the_gravest()
    {
        var set = RuleSetJson.Read("""
            {"rules":[
              {"id":"B","action":"SCAN","score":5,"when":{"all":[]}},
              {"id":"A","action":"HOLD","score":20,"when":{"all":[]}},
              {"id":"C","action":"HOLD","score":100,"when":{"any":[]}}]}
            """u8.ToArray()).Value!;

        var verdict = RuleIndex.Compile(set).Evaluate(Screened.Document()).Verdict!;

        Assert.Equal($$"""{"no":"{{Screened.Number}}","hits":["A","B"],"score":25,"action":"HOLD"}""", Screened.Json(verdict));
    }

    private static int Evaluate(RuleIndex index)
    {
        var hits = 0;
        foreach (var declaration in CustomsWorkload.Declarations)
        {
            hits += index.Evaluate(declaration.Span).Verdict!.HitCount;
        }

        return hits;
    }
}
