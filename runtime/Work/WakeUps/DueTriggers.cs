using LowCode.Engine;
using LowCode.Engine.Stimuli;
using LowCode.Engine.Timers;
using LowCode.Work.Instances;
using LowCode.Work.Releases;
using Microsoft.Extensions.Logging;

namespace LowCode.Work.WakeUps;

/// <summary>
/// Starts the instances of timer triggers. The start carries the trigger and its time as message id, so that one time starts one instance,
/// whatever happens between the start and the next time's row. Times that passed while nothing ran start one instance, not one each.
/// </summary>
internal sealed partial class DueTriggers(
    ITriggerTimers timers, StartInstance startInstance, PublishedDefinitions definitions, TimeProvider time, ILogger<DueTriggers> log) : ISystemJob
{
    private const int BatchSize = 100;

    public string Name => "due-triggers";

    public TimeSpan Period => TimeSpan.FromSeconds(1);

    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var due = await timers.DueAsync(time.GetUtcNow(), BatchSize, cancellation);
        foreach (var trigger in due)
        {
            try
            {
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
        if (await ScheduleAsync(due, cancellation) is not { } schedule)
        {
            // Published anew without it since the look.
            await timers.AdvanceAsync(due, next: null, cancellation);
            return;
        }

        var now = time.GetUtcNow();
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

        var next = schedule.Next(due.DueAt);
        await timers.AdvanceAsync(due, next <= now ? schedule.Next(now) : next, cancellation);
    }

    private async Task<TimerSchedule?> ScheduleAsync(DueTrigger due, CancellationToken cancellation)
    {
        var release = await definitions.CurrentAsync(due.Tenant, cancellation);
        if (release.WorkflowHash(due.DefinitionId) is not { } hash)
        {
            return null;
        }

        var workflow = await definitions.WorkflowAsync(due.Tenant, hash, cancellation);
        return workflow.Triggers.FirstOrDefault(t => t.ActivityId == due.ActivityId)?.Schedule;
    }

    /// <summary>The rows that a release asks for.</summary>
    public static IReadOnlyList<TriggerTimerWrite> Of(IEnumerable<CompiledWorkflow> workflows, DateTimeOffset now) =>
    [
        .. from workflow in workflows
           from trigger in workflow.Triggers
           let due = trigger.Schedule?.Next(now)
           where due is not null
           select new TriggerTimerWrite(workflow.DefinitionId, trigger.ActivityId, trigger.Hash, due.Value),
    ];

    [LoggerMessage(LogLevel.Warning, "Trigger {ActivityId} of {DefinitionId} of {Tenant} did not start an instance: {Reason}")]
    private partial void LogRefused(string activityId, string definitionId, string tenant, string reason);

    [LoggerMessage(LogLevel.Error, "Trigger {ActivityId} of {DefinitionId} of {Tenant} failed and waits.")]
    private partial void LogFailed(Exception failure, string activityId, string definitionId, string tenant);
}
