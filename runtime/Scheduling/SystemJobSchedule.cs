using LowCode.Work.WakeUps;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace LowCode.Scheduling;

/// <summary>Puts every system job into the schedule; in a cluster the last node that started says how often each runs.</summary>
internal sealed class SystemJobSchedule(ISchedulerFactory factory, IEnumerable<ISystemJob> jobs) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken);
        foreach (var job in jobs)
        {
            var detail = JobBuilder.Create<SystemJobExecution>().WithIdentity(job.Name).Build();
            var trigger = TriggerBuilder.Create()
                .WithIdentity(job.Name)
                .ForJob(job.Name)
                .WithSimpleSchedule(schedule => schedule.WithInterval(job.Period).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))
                .Build();
            await scheduler.ScheduleJobs(
                new Dictionary<IJobDetail, IReadOnlyCollection<ITrigger>> { [detail] = [trigger] }, ScheduleJobOptions.Replacing, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
