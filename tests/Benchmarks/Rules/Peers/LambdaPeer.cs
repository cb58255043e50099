using System.Diagnostics;
using System.Text.Json;
using RulesEngine.Models;

namespace LowCode.Tests.Benchmarks.Rules.Peers;

/// <summary>Microsoft's RulesEngine in this process, its lambdas compiled before the time is taken.</summary>
internal static class LambdaPeer
{
    private const string Name = "rules";

    public static async Task<PeerRound> JudgeAsync(IReadOnlyList<(string Id, string When)> rules, IReadOnlyList<string> documents, TimeSpan time)
    {
        var workflow = new Workflow
        {
            WorkflowName = Name,
            Rules = [.. rules.Select(r => new Rule { RuleName = r.Id, Expression = r.When, RuleExpressionType = RuleExpressionType.LambdaExpression })],
        };
        var settings = new ReSettings { CustomTypes = [typeof(StringComparison)], EnableExceptionAsErrorMessage = false };
        var engine = new RulesEngine.RulesEngine([workflow], settings);
        var hits = new List<IReadOnlyList<string>>();
        foreach (var document in documents)
        {
            hits.Add(await HitsAsync(engine, document));
        }

        var (watch, processor, judged) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, 0);
        while (watch.Elapsed < time)
        {
            await HitsAsync(engine, documents[judged++ % documents.Count]);
        }

        return new PeerRound(hits, judged, watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    // From JSON, as ours.
    private static async Task<IReadOnlyList<string>> HitsAsync(RulesEngine.RulesEngine engine, string document)
    {
        var read = JsonSerializer.Deserialize<PeerDocument>(document)!;
        var results = await engine.ExecuteAllRulesAsync(Name, new RuleParameter("x", read));
        return [.. results.Where(r => r.IsSuccess).Select(r => r.Rule.RuleName)];
    }
}
