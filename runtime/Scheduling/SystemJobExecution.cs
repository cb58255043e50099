using Quartz;

namespace LowCode.Scheduling;

/// <summary>What the scheduler calls: the job's key is the name of the system job. One at a time, over all nodes.</summary>
[DisallowConcurrentExecution]
internal sealed class SystemJobExecution(SystemJobRunner runner) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await runner.RunAsync(context.JobDetail.Key.Name, cancellationToken);
}
