using Quartz;
using Quartz.Extensibility;

namespace LowCode.Scheduling;

/// <summary>
/// Makes jobs without the container: a job that is due at the moment at which the container is being disposed must not ask it for anything.
/// </summary>
internal sealed class SystemJobFactory(SystemJobRunner runner) : IJobFactory
{
    public ValueTask<JobScope> CreateJob(TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new JobScope(new SystemJobExecution(runner), null));

    public ValueTask ReturnJob(JobScope scope, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
