using LowCode.Definitions;
using LowCode.Storage;
using LowCode.Tests.Benchmarks.Crash;
using LowCode.Work;
using LowCode.Work.Instances;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Tests.Benchmarks.Races;

/// <summary>Two owners, as two processes have them, resume the same bookmark of the same instance at the same moment.</summary>
internal sealed class RaceBattery(CrashHostOptions options)
{
    private const int AtOnce = 8;

    /// <summary>Races in which not exactly one burst was committed.</summary>
    public int Wrong { get; private set; }

    public int FirstWins { get; private set; }

    public async Task RunAsync(int races, CancellationToken cancellation)
    {
        await using var one = Open();
        await using var two = Open();
        await CrashHost.PrepareAsync(one);
        var (wrong, firstWins) = (0, 0);
        await Parallel.ForAsync(0, races, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (race, token) =>
        {
            var starter = race % 2 == 0 ? one : two;
            var tenant = CrashWorkload.Tenants[race % CrashWorkload.Tenants.Count];
            var (_, started) = await new CrashRequest(tenant, $"{race}-start", CrashProcesses.Branches, null).HandleAsync(starter, "start", token);
            var instance = (string)started["instance"]!;

            // Both must load it: an owner that has it in memory would be through before the other is there.
            starter.GetRequiredService<IInstanceOwner>().Forget(new TenantId(tenant), new LowCode.Engine.InstanceId(instance));
            using var barrier = new Barrier(2);
            var outcomes = await Task.WhenAll(new[] { one, two }.Select(owner => Task.Run(
                async () =>
                {
                    var command = new InstanceCommand.Resume(
                        new CommandOrigin(new TenantId(tenant), new LowCode.Engine.InstanceId(instance), TimeProvider.System.GetUtcNow()), "b1");
                    barrier.SignalAndWait(token);
                    return await owner.GetRequiredService<IInstanceOwner>().RunAsync(command, token);
                },
                token)));
            if (outcomes.Count(o => o is BurstOutcome.Committed) != 1 || outcomes.Count(o => o is BurstOutcome.Gone) != 1)
            {
                Interlocked.Increment(ref wrong);
            }

            Interlocked.Add(ref firstWins, outcomes[0] is BurstOutcome.Committed ? 1 : 0);
        });
        var doubled = await CrashDatabase.Of(options).ReadAsync(view => view.CountAsync(
            "SELECT COUNT(*) FROM instance i WHERE row_version <> 2 OR (SELECT COUNT(*) FROM journal j WHERE j.tenant_id = i.tenant_id AND j.instance_id = i.instance_id) <> 2"));
        (Wrong, FirstWins) = (wrong + (int)doubled, firstWins);
    }

    private ServiceProvider Open() => new ServiceCollection().AddLogging().AddStorage(options.Storage()).AddWork().BuildServiceProvider();
}
