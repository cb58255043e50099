using System.Text;
using System.Text.Json.Nodes;
using LowCode.Engine;

namespace LowCode.Tests.Unit.Engine.Generated;

/// <summary>One drawn process against one run of the engine.</summary>
internal static class ProcessTrial
{
    /// <summary>Every so manieth process is run a second time, with a restart after every activity.</summary>
    public const int RestartEvery = 10;

    public static TrialResult Run(int seed, EngineOptions options, int size = ProcessArtist.UsualSize)
    {
        var process = ProcessArtist.Draw(seed, size);
        var driver = new ProcessDriver(process, seed, restarts: false, options);
        var failure = Failure(process, driver);
        var restarts = 0;
        if (failure is null && seed % RestartEvery == 0)
        {
            var stepped = new ProcessDriver(process, seed, restarts: true, options);
            failure = Failure(process, stepped);
            restarts = stepped.Restarts;
            failure = failure is not null ? $"with restarts: {failure}"
                : !driver.Trace.SequenceEqual(stepped.Trace) ? "with restarts: the order is another"
                : driver.StateHash != stepped.StateHash ? "with restarts: the state at the end is another"
                : null;
        }

        return new TrialResult(failure, driver.Executions, process.Features, MergeModes(process), restarts);
    }

    private static Dictionary<string, int> MergeModes(DrawnProcess process) => process.Mode == FlowchartMode.Counter
        ? []
        : process.Definitions.SelectMany(d => ProcessArtist.Members(d)).Select(a => (string?)(a["customProperties"] as JsonObject)?["mergeMode"]).OfType<string>()
            .CountBy(m => char.ToUpperInvariant(m[0]) + m[1..].ToLowerInvariant()).ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal);

    /// <summary>The seed, the smallest process of it that fails too, and what went wrong there.</summary>
    public static string Explain(int seed, EngineOptions options)
    {
        for (var size = 0; size <= ProcessArtist.UsualSize; size++)
        {
            if (Run(seed, options, size).Failure is { } failure)
            {
                var process = ProcessArtist.Draw(seed, size);
                var text = new StringBuilder($"seed {seed}, size {size}, {process.Mode} mode: {failure}\n");
                foreach (var definition in process.Definitions)
                {
                    text.AppendLine(definition.ToJsonString());
                }

                return text.ToString();
            }
        }

        return $"seed {seed}: does not fail when it is run alone";
    }

    private static string? Failure(DrawnProcess process, ProcessDriver driver)
    {
        try
        {
            driver.Run();
        }
#pragma warning disable CA1031 // Whatever is thrown is a finding.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            return $"{thrown.GetType().Name}: {thrown.Message}";
        }

        return TraceFailure(process, driver) ?? EndFailure(process, driver);
    }

    private static string? TraceFailure(DrawnProcess process, ProcessDriver driver)
    {
        var matcher = new TraceMatcher(process.Trace);
        for (var i = 0; i < driver.Trace.Count; i++)
        {
            if (!matcher.Accept(driver.Trace[i]))
            {
                return $"'{driver.Trace[i]}' was not to come at step {i} of {string.Join(' ', driver.Trace)}";
            }
        }

        return matcher.Missing() is { } missing ? $"'{missing}' did not come in {string.Join(' ', driver.Trace)}{Incidents(driver)}" : null;
    }

    private static string? EndFailure(DrawnProcess process, ProcessDriver driver)
    {
        var end = driver.End;
        if (end.SubStatus != process.End)
        {
            return $"expected {process.End}, but it is {end.SubStatus}{Incidents(driver)}";
        }

        if (end.OpenIncidents != process.OpenIncidents)
        {
            return $"expected {process.OpenIncidents} open incidents, but there are {end.OpenIncidents}{Incidents(driver)}";
        }

        var outputs = new JsonObject(process.Outputs.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => KeyValuePair.Create(o.Key, (JsonNode?)o.Value)));
        var given = new JsonObject(end.Output.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => KeyValuePair.Create(o.Key, o.Value?.DeepClone())));
        if (outputs.ToJsonString() != given.ToJsonString())
        {
            return $"expected outputs {outputs.ToJsonString()}, but got {given.ToJsonString()}";
        }

        var counted = driver.Trace.Count(process.Counting.Contains);
        var total = (long)driver.Variables["Total"]!;
        return counted == total ? null : $"expected Total to be {counted}, but it is {total}";
    }

    private static string Incidents(ProcessDriver driver) =>
        driver.End.Incidents.Count == 0 ? "" : $"; incidents: {string.Join(" | ", driver.End.Incidents.Select(i => $"{i.ActivityId}: {i.Message}"))}";
}

/// <param name="Failure">Null: the engine did what was predicted.</param>
/// <param name="Executions">By type of activity.</param>
/// <param name="MergeModes">How many activities have each, where the process runs in token mode.</param>
/// <param name="Restarts">Snapshots that were read back.</param>
internal sealed record TrialResult(string? Failure, IReadOnlyDictionary<string, int> Executions, Features Features, IReadOnlyDictionary<string, int> MergeModes, int Restarts);
