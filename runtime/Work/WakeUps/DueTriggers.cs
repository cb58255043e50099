using LowCode.Engine;
using LowCode.Engine.Stimuli;
using LowCode.Engine.Timers;
using LowCode.Engine.Triggers;
using LowCode.Work.Failpoints;
using LowCode.Work.Instances;
using LowCode.Work.Nodes;
using LowCode.Work.Releases;
using Microsoft.Extensions.Logging;

namespace LowCode.Work.WakeUps;

/// <summary>
/// Starts the instances of timer triggers. The start carries the trigger and its time as message id, so that one time starts one instance,
/// whatever happens between the start and the next time's row. Of times that passed while nothing ran the trigger's <see cref="Misfire"/>
/// says how many start one.
/// </summary>
internal sealed partial class DueTriggers(
    ITriggerTimers timers, StartInstance startInstance, PublishedDefinitions definitions, INodeChannel nodes, TimeProvider time, ILogger<DueTriggers> log) : ISystemJob
{
    private const int BatchSize = 100;

    /// <summary>Instances that one trigger catches up with at most; what passed besides starts none.</summary>
    private const int MostCaughtUp = 1_000;

    /// <summary>What a process leased that ended waits so long.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    public string Name => "due-triggers";

    public TimeSpan Period => TimeSpan.FromSeconds(1);

    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var due = await timers.LeaseAsync(now, nodes.IsAlone ? now : now + Lease, BatchSize, cancellation);
        foreach (var trigger in due)
        {
            try
            {
                if (trigger.Begun >= Recovery.Most)
                {
                    LogSetAside(trigger.ActivityId, trigger.DefinitionId, trigger.Tenant.Value, trigger.Begun);
                    await timers.SetAsideAsync(trigger, now, cancellation);
                    continue;
                }

                await FireAsync(trigger, cancellation);
            }
#pragma warning disable CA1031 // One definition's bug must not stop the triggers of the others.
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(failure, trigger.ActivityId, trigger.DefinitionId, trigger.Tenant.Value);
                await timers.PostponeAsync(trigger, time.GetUtcNow() + Backoff.After(trigger.Attempts), cancellation);
            }
        }

        return due.Count == BatchSize;
    }

    private async Task FireAsync(DueTrigger due, CancellationToken cancellation)
    {
        if (await TriggerAsync(due, cancellation) is not { Schedule: { } schedule } trigger)
        {
            // Published anew without it since the look.
            await timers.AdvanceAsync(due, next: null, cancellation);
            return;
        }

        var now = time.GetUtcNow();
        switch (trigger.Misfire)
        {
            case Misfire.Skip when Misfires.IsMissed(due.DueAt, now):
                LogSkipped(due.ActivityId, due.DefinitionId, due.Tenant.Value, due.DueAt);
                await timers.AdvanceAsync(due, schedule.NextInBeat(due.DueAt, now), cancellation);
                break;
            case Misfire.CatchUp:
                await CatchUpAsync(due, schedule, now, cancellation);
                break;
            default:
                await StartAsync(due, cancellation);
                await timers.AdvanceAsync(due, schedule.NextInBeat(due.DueAt, now), cancellation);
                break;
        }
    }

    /// <summary>The row moves on after each start, so that a crash between them repeats none and loses none.</summary>
    private async Task CatchUpAsync(DueTrigger due, TimerSchedule schedule, DateTimeOffset now, CancellationToken cancellation)
    {
        for (var started = 1; ; started++)
        {
            await StartAsync(due, cancellation);
            var next = schedule.Next(due.DueAt);
            if (next <= now && started >= MostCaughtUp)
            {
                LogTooMany(due.ActivityId, due.DefinitionId, due.Tenant.Value, started);
                next = schedule.NextInBeat(due.DueAt, now);
            }

            await timers.AdvanceAsync(due, next, cancellation);
            if (next is not { } later || later > now)
            {
                return;
            }

            due = due with { DueAt = later };
        }
    }

    private async Task StartAsync(DueTrigger due, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await timers.BeginAsync(due, cancellation);
        Failpoint.Pass("before-trigger");
        var answer = await startInstance.StartAsync(
            new CommandOrigin(due.Tenant, InstanceId.New(now), now),
            due.DefinitionId,
            $"timer/{due.ActivityId}/{due.DueAt:O}",
            new Stimulus.Start([], TriggerActivityId: due.ActivityId),
            cancellation);
        if (!answer.IsAccepted)
        {
            LogRefused(due.ActivityId, due.DefinitionId, due.Tenant.Value, answer.Rejection.Message);
        }
    }

    private async Task<Trigger?> TriggerAsync(DueTrigger due, CancellationToken cancellation)
    {
        var release = await definitions.CurrentAsync(due.Tenant, cancellation);
        if (release.WorkflowHash(due.DefinitionId) is not { } hash)
        {
            return null;
        }

        var workflow = await definitions.WorkflowAsync(due.Tenant, hash, cancellation);
        return workflow.Triggers.FirstOrDefault(t => t.ActivityId == due.ActivityId);
    }

    [LoggerMessage(LogLevel.Information, "Trigger {ActivityId} of {DefinitionId} of {Tenant} passes over {DueAt}: nothing ran then.")]
    private partial void LogSkipped(string activityId, string definitionId, string tenant, DateTimeOffset dueAt);

    [LoggerMessage(LogLevel.Warning, "Trigger {ActivityId} of {DefinitionId} of {Tenant} started {Count} instances for times that passed; the other times are passed over.")]
    private partial void LogTooMany(string activityId, string definitionId, string tenant, int count);

    [LoggerMessage(LogLevel.Warning, "Trigger {ActivityId} of {DefinitionId} of {Tenant} did not start an instance: {Reason}")]
    private partial void LogRefused(string activityId, string definitionId, string tenant, string reason);

    [LoggerMessage(
        LogLevel.Critical,
        "Trigger {ActivityId} of {DefinitionId} of {Tenant} is set aside: {Count} times the process ended while it started an instance. It starts none until the definition is mended and published, or an administrator takes it up again.")]
    private partial void LogSetAside(string activityId, string definitionId, string tenant, int count);

    [LoggerMessage(LogLevel.Error, "Trigger {ActivityId} of {DefinitionId} of {Tenant} failed and waits.")]
    private partial void LogFailed(Exception failure, string activityId, string definitionId, string tenant);
}
