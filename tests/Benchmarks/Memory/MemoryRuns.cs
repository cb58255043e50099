using System.Diagnostics;
using LowCode.Engine;
using LowCode.Engine.Journal;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;

namespace LowCode.Tests.Benchmarks.Memory;

/// <summary>
/// Instances of one definition, one after the other on one thread, without a store: what the engine alone takes. The best of several
/// rounds counts, because whatever else the machine does only makes a round longer.
/// </summary>
internal static class MemoryRuns
{
    private const int WarmUp = 20_000;
    private const int Rounds = 5;

    /// <summary>Beside the container that holds them.</summary>
    private const int Activities = 5;

    private static readonly DateTimeOffset _now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <param name="file">Name of a file in Workloads/; every instance of it must finish in its first burst.</param>
    public static IEnumerable<Figure> Measure(string file, int instances)
    {
        var engine = new WorkflowEngine();
        var workflow = engine.Compile(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Workloads", file))).Value
            ?? throw new InvalidOperationException($"Expected {file} to be a definition that the engine runs, but it is not.");
        Run(engine, workflow, WarmUp);
        var rounds = Enumerable.Range(0, Rounds).Select(_ => Time(engine, workflow, instances / Rounds)).ToArray();
        var parameters = new Dictionary<string, string> { ["store"] = "none", ["file"] = file };
        yield return new Figure("instances_per_s", rounds.Max(r => r.PerSecond), "1/s", parameters);
        yield return new Figure("instances_per_cpu_s", rounds.Max(r => r.PerProcessorSecond), "1/s", parameters);
        yield return new Figure("alloc_bytes_per_instance", rounds.Average(r => r.AllocatedBytes), "B", parameters);
    }

    private static Round Time(WorkflowEngine engine, CompiledWorkflow workflow, int instances)
    {
        using var process = Process.GetCurrentProcess();
        GC.Collect();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var processor = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        Run(engine, workflow, instances);
        watch.Stop();
        process.Refresh();
        return new Round(
            instances / watch.Elapsed.TotalSeconds,
            instances / (process.TotalProcessorTime - processor).TotalSeconds,
            (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)instances);
    }

    private static void Run(WorkflowEngine engine, CompiledWorkflow workflow, int instances)
    {
        var id = InstanceId.New(_now);
        for (var i = 0; i < instances; i++)
        {
            var result = engine.Start(workflow, id, new Stimulus.Start([]), new BurstContext(_now, (ulong)i));
            if (result.State.SubStatus != InstanceSubStatus.Finished || result.Journal.Count(e => e.Kind == JournalKind.ActivityCompleted) <= Activities)
            {
                throw new InvalidOperationException($"Expected an instance of {workflow.DefinitionId} to run {Activities} activities and finish, but it is {result.State.SubStatus}.");
            }
        }
    }

    private sealed record Round(double PerSecond, double PerProcessorSecond, double AllocatedBytes);
}
