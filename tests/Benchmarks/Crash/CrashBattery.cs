using System.Runtime.CompilerServices;
using LowCode.Tests.Databases;
using Npgsql;

namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>
/// Kills the product again and again under load and holds what is left against an oracle outside: at named points two times of three,
/// else at a random moment.
/// </summary>
internal sealed class CrashBattery(CrashBatteryOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan LongestStandstill = TimeSpan.FromSeconds(90);

    private readonly Oracle _oracle = new(Path.Combine(Directory.CreateDirectory(options.Folder).FullName, "oracle.jsonl"));
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _gaps = [];
    private readonly Random _random = new(options.Seed);

    public CrashPoints Points { get; } = new(options.Store);

    public CrashFindings Findings { get; } = new();

    public CrashTotals Totals { get; } = new();

    /// <summary>A line per kill; ends when all is checked.</summary>
    public async IAsyncEnumerable<CrashKill> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var effects = await EffectsAsync();
        await using var cluster = options.Store == "postgres" ? await ClusterAsync() : null;

        var host = new CrashHostOptions(cluster?.Connection("crash") ?? "", Path.Combine(options.Folder, "data"), effects.Address, options.Mutation, EndsUnderLoad: true);
        await using var process = new CrashProcess(host);
        var client = new CrashClient(_oracle, process, stop.Token);
        var workload = new CrashWorkload(_oracle, client, options.Callers, options.Seed, withCalls: true);
        var checker = new CrashChecker(CrashDatabase.Of(host), _oracle, Findings);
        _oracle.Kills.Where(Points.Hits.ContainsKey).ToList().ForEach(Points.Restore);

        var plan = Draw(1);
        var life = await process.StartAsync(plan.Failpoint, cancellation);
        var callers = workload.RunAsync();
        for (var cycle = _oracle.CyclesBefore; cycle < options.Cycles;)
        {
            var answered = client.Answered.Value;
            var isHit = await UntilKilledAsync(life, plan, client.Answered, callers, cancellation);
            var kill = Count(cycle + 1, plan, isHit, client.Answered.Value - answered);
            var killedAt = TimeProvider.System.GetUtcNow();
            cycle += kill.IsUnderLoad ? 1 : 0;
            await _oracle.KilledAsync(cycle, kill.Point);
            var acknowledged = _oracle.TakeFresh();
            plan = cycle < options.Cycles ? Draw(cycle + 1) : Plan.None;
            var next = await process.StartAsync(plan.Failpoint, cancellation);
            await life.DisposeAsync();
            _gaps.Add((killedAt, next.ReadyAt ?? TimeProvider.System.GetUtcNow()));
            Totals.Restarts.Add((next.ReadyAt ?? killedAt) - next.StartedAt);
            await checker.CheckAsync(acknowledged, _gaps, isLast: false);
            kill = kill with { InFlight = life.InFlight };
            yield return kill;
            Totals.Kill(kill);
            life = next;
            if (!Findings.IsEmpty && options.StopsAtFirst)
            {
                break;
            }
        }

        workload.End();
        if (Findings.IsEmpty)
        {
            await callers;
            await DrainAsync(checker, cancellation);
            await checker.CheckAsync([.. _oracle.All], _gaps, isLast: true);
        }

        Totals.Take(client, checker, _oracle);
        await stop.CancelAsync();
        await callers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public ValueTask DisposeAsync() => _oracle.DisposeAsync();

    private async Task<PostgresCluster> ClusterAsync()
    {
        var cluster = options.Cluster is { } name ? await PostgresCluster.StartKeptAsync(name) : await PostgresCluster.StartDurableAsync();
        try
        {
            await cluster.SqlAsync("CREATE DATABASE crash");
        }
        catch (PostgresException there) when (there.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // Of the run that this one goes on with.
        }

        return cluster;
    }

    /// <summary>A run that is gone on with has definitions that call the port of its beginning.</summary>
    private async Task<EffectServer> EffectsAsync()
    {
        var kept = Path.Combine(options.Folder, "effects-port");
        var effects = await EffectServer.StartAsync(
            _oracle, File.Exists(kept) ? int.Parse(await File.ReadAllTextAsync(kept), System.Globalization.CultureInfo.InvariantCulture) : 0);
        await File.WriteAllTextAsync(kept, effects.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return effects;
    }

    /// <summary>True: it ended itself at the point that was planned.</summary>
    private async Task<bool> UntilKilledAsync(CrashProcess.Life life, Plan plan, AnswerCount answers, Task callers, CancellationToken cancellation)
    {
        // A point that is passed too rarely must not hold up the battery.
        var most = plan.Point is null ? plan.Answers : plan.Answers * 4;
        await await Task.WhenAny(life.Exited, answers.ReachAsync(answers.Value + most), callers).WaitAsync(cancellation);
        if (plan.Point is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(plan.Moment), cancellation);
        }

        var isHit = plan.Point is not null && life.EndedItself;
        if (!life.Exited.IsCompleted)
        {
            await life.EndAsync(cancellation);
        }

        await life.Exited;
        if (!life.WasKilled && !life.EndedItself)
        {
            throw new InvalidOperationException($"Expected the process to live until it was killed, but it ended with {life.ExitCode}:\n{await life.ErrorsAsync()}");
        }

        return isHit;
    }

    private CrashKill Count(int cycle, Plan plan, bool isHit, int answered)
    {
        if (plan.Point is null || !isHit)
        {
            if (plan.Point is not null)
            {
                Points.Missed(plan.Point);
            }

            return new CrashKill(cycle, "random", answered, 0, IsUnderLoad: true);
        }

        Points.Hit(plan.Point, plan.Passage, answered);
        return new CrashKill(cycle, plan.Point, answered, 0, IsUnderLoad: answered > 0 || !CrashPoints.IsOfStart(plan.Point));
    }

    private async Task DrainAsync(CrashChecker checker, CancellationToken cancellation)
    {
        // What a dead worker leased comes back when its lease ends; on a busy machine the rest takes its time, but goes on.
        var (least, since) = (long.MaxValue, TimeProvider.System.GetTimestamp());
        while (await checker.UnfinishedAsync() is > 0 and var unfinished && TimeProvider.System.GetElapsedTime(since) < LongestStandstill)
        {
            (least, since) = unfinished < least ? (unfinished, TimeProvider.System.GetTimestamp()) : (least, since);
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
        }
    }

    private Plan Draw(int cycle)
    {
        var answers = _random.Next(options.Answers, options.Answers * 2);
        if (cycle % 3 == 0)
        {
            return new Plan(null, 0, answers, _random.Next(50));
        }

        var (point, passage) = Points.Draw(_random, answers);
        return new Plan(point, passage, answers, 0);
    }

    private sealed record Plan(string? Point, int Passage, int Answers, int Moment)
    {
        public static Plan None { get; } = new(null, 0, 0, 0);

        public string? Failpoint => Point is null ? null : FormattableString.Invariant($"{Point}:{Passage}");
    }
}

/// <param name="Folder">Of data and oracle; an earlier run of the same seed in it is gone on with.</param>
/// <param name="Answers">At least about so many requests are answered between two kills.</param>
/// <param name="Callers">A caller waits for the syncs of the oracle too, so there are far more of them than requests that must be in flight.</param>
/// <param name="StopsAtFirst">At the first finding, as mutations do.</param>
/// <param name="Cluster">Name of the PostgreSQL server that is kept for a run that goes on; null: it goes with this run.</param>
internal sealed record CrashBatteryOptions(
    string Store, string Folder, int Cycles, int Seed, string Mutation = "", int Callers = 64, int Answers = 1200, bool StopsAtFirst = false, string? Cluster = null);

/// <param name="InFlight">Requests that the process had taken and not answered.</param>
/// <param name="IsUnderLoad">False: it died again while it took up what the life before had left, before it had a request; not counted as a cycle.</param>
internal sealed record CrashKill(int Cycle, string Point, int Answered, int InFlight, bool IsUnderLoad);
