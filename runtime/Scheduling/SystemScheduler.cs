using LowCode.Work.Stores;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace LowCode.Scheduling;

/// <summary>
/// Runs every system job for as long as the host lives; in a cluster the last node that started says how often each runs. The scheduler is
/// this service's own and takes nothing from the host's container, so that it can be ended before anything that its jobs use is disposed,
/// also where the host was disposed without being stopped. Where nodes share it, the owner of the database makes its tables before it starts.
/// </summary>
/// <param name="tables">Null: the schedule is in memory.</param>
internal sealed class SystemScheduler(
    SchedulingOptions options, IScheduleTables? tables, IEnumerable<ISystemJob> jobs, SystemJobRunner runner, ILoggerFactory logs)
    : IHostedService, IAsyncDisposable
{
    /// <summary>Nodes find each other under this name.</summary>
    private const string Name = "lowcode";

    private StandaloneSchedulerFactory? _factory;
    private IScheduler? _scheduler;

    /// <summary>Null: not started.</summary>
    internal IScheduler? Scheduler => _scheduler;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (tables is not null)
        {
            await tables.ProvisionAsync(owner => MakeTablesAsync(owner, cancellationToken), cancellationToken);
        }

        _factory = QuartzSchedulerBuilder.Create(Configure).Build();
        _scheduler = await _factory.GetScheduler(cancellationToken);

        // The jobs are put into the schedule before it starts.
        foreach (var job in jobs)
        {
            var detail = JobBuilder.Create<SystemJobExecution>().WithIdentity(job.Name).Build();
            var trigger = TriggerBuilder.Create()
                .WithIdentity(job.Name)
                .ForJob(job.Name)
                .WithSimpleSchedule(schedule => schedule.WithInterval(job.Period).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))
                .Build();
            await _scheduler.ScheduleJobs(
                new Dictionary<IJobDetail, IReadOnlyCollection<ITrigger>> { [detail] = [trigger] }, ScheduleJobOptions.Replacing, cancellationToken);
        }

        await _scheduler.Start(cancellationToken);
    }

    /// <summary>Ends when the jobs have; they are told to come to their end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_scheduler is { Status: not (SchedulerStatus.ShuttingDown or SchedulerStatus.Shutdown) } scheduler)
        {
            await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
        }
    }

    // The container disposes last what was made first: this service was given the jobs, so it is disposed before them.
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        if (_factory is not null)
        {
            await _factory.DisposeAsync();
        }
    }

    /// <summary>A scheduler without a job, which is never started: it makes its tables when it is made.</summary>
    private async Task MakeTablesAsync(string owner, CancellationToken cancellation)
    {
        await using var factory = QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.Services.AddSingleton(logs);
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = $"{Name}-tables");
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(owner);
                store.ProvisionSchema();
            });
        }).Build();
        var scheduler = await factory.GetScheduler(cancellation);
        await scheduler.Shutdown(waitForJobsToComplete: false, cancellation);
    }

    private void Configure(IQuartzBuilder quartz)
    {
        quartz.Services.AddSingleton(logs);
        quartz.UseJobFactory(new SystemJobFactory(runner));
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = Name;
            scheduler.GenerateInstanceId = true;
            scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
        });
        if (tables is null)
        {
            quartz.UseInMemoryStore(_ => { });
            return;
        }

        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(tables.Connection);
            store.UseClustering(cluster =>
            {
                cluster.CheckinInterval = options.CheckIn;
                cluster.CheckinMisfireThreshold = options.CheckIn * 3;
            });
        });
    }
}
