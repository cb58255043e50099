using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Rules;
using LowCode.Rules;

namespace LowCode.Tests.Benchmarks.Rules.Peers;

/// <summary>The same rules and documents judged by ours, by RulesEngine and by ZEN, one thread each, JSON to the ids of the rules that hold.</summary>
internal static class PeerComparison
{
    public static async IAsyncEnumerable<Figure> RunAsync(
        RuleSetDefinition set, IReadOnlyList<ReadOnlyMemory<byte>> declarations, int mostRules, int documents, TimeSpan time,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var rules = set.Rules.Where(r => PeerLanguage.Says(r.When, set.Document)).Take(mostRules).ToList();
        var with = new Dictionary<string, string> { ["rules"] = $"{rules.Count}", ["documents"] = $"{documents}" };
        var index = RuleIndex.Compile(set with { Rules = rules, Tests = [] }, [.. declarations.Take(256)]);
        List<ReadOnlyMemory<byte>> taken = [.. declarations.Take(documents)];
        List<string> texts = [.. taken.Select(WithDay)];
        var ours = Judge(index, taken, time);
        yield return new Figure("ours_declarations_per_cpu_s", Rate(ours), "1/s", with);

        var lambdas = await LambdaPeer.JudgeAsync([.. rules.Select(r => (r.Id, new LambdaLanguage().Of(r)))], texts, time);
        foreach (var figure in Compared("rulesengine", lambdas, ours, with))
        {
            yield return figure;
        }

        var (zen, why) = await ZenPeer.JudgeAsync([.. rules.Select(r => (r.Id, new ZenLanguage().Of(r)))], texts, time, cancellation);
        if (zen is null)
        {
            throw new InvalidOperationException($"Expected Node.js to judge with ZEN, but: {why}");
        }

        foreach (var figure in Compared("zen", zen, ours, with))
        {
            yield return figure;
        }
    }

    private static IEnumerable<Figure> Compared(string name, PeerRound theirs, PeerRound ours, Dictionary<string, string> with) =>
    [
        new Figure($"{name}_declarations_per_cpu_s", Rate(theirs), "1/s", with),
        new Figure($"{name}_ratio", Rate(ours) / Rate(theirs), "x", with),
        new Figure($"{name}_verdicts_different", theirs.Hits.Zip(ours.Hits).Count(h => !h.First.Order(StringComparer.Ordinal).SequenceEqual(h.Second)), "", with),
    ];

    private static double Rate(PeerRound round) => round.Judged / round.CpuSeconds;

    private static PeerRound Judge(RuleIndex index, List<ReadOnlyMemory<byte>> documents, TimeSpan time)
    {
        List<IReadOnlyList<string>> hits = [.. documents.Select(d => (IReadOnlyList<string>)[.. index.Evaluate(d.Span).Verdict!.Hits.Select(h => h.Id)])];
        var (watch, processor, judged) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, 0);
        while (watch.Elapsed < time)
        {
            foreach (var document in documents)
            {
                index.Evaluate(document.Span);
            }

            judged += documents.Count;
        }

        return new PeerRound(hits, judged, watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    private static string WithDay(ReadOnlyMemory<byte> document)
    {
        var json = JsonNode.Parse(Encoding.UTF8.GetString(document.Span))!;
        json["day"] = int.Parse(((string)json["d"]!["declareDate"]!).Replace("-", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        return json.ToJsonString();
    }
}
