using LowCode.Work.WakeUps;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace LowCode.Scheduling;

/// <summary>Runs the system jobs of Work for as long as the host lives. Process timers are rows and no jobs: one job wakes what is due.</summary>
public static class SchedulingServices
{
    /// <summary>Nodes find each other under this name.</summary>
    private const string Scheduler = "lowcode";

    public static IServiceCollection AddScheduling(this IServiceCollection services, SchedulingOptions options)
    {
        options.Validate();
        services.AddSingleton<SystemJobRunner>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = Scheduler;
                scheduler.GenerateInstanceId = true;
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            if (options.PostgresConnection is { } connection)
            {
                quartz.UsePersistentStore(store =>
                {
                    store.UsePostgres(connection);
                    store.ProvisionSchema();
                    store.UseClustering(cluster =>
                    {
                        cluster.CheckinInterval = options.CheckIn;
                        cluster.CheckinMisfireThreshold = options.CheckIn * 3;
                    });
                });
            }
            else
            {
                quartz.UseInMemoryStore(_ => { });
            }
        });

        // The jobs are put into the schedule before it starts.
        services.AddHostedService<SystemJobSchedule>();
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        return services;
    }
}
