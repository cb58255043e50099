using LowCode.Work.Stores;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LowCode.Scheduling;

/// <summary>Runs the system jobs of Work for as long as the host lives. Process timers are rows and no jobs: one job wakes what is due.</summary>
public static class SchedulingServices
{
    public static IServiceCollection AddScheduling(this IServiceCollection services, SchedulingOptions options)
    {
        options.Validate();
        services.AddSingleton(options);
        services.AddSingleton<SystemJobRunner>();
        services.AddSingleton(provider => new SystemScheduler(
            options,
            options.IsShared ? provider.GetRequiredService<IScheduleTables>() : null,
            provider.GetServices<ISystemJob>(),
            provider.GetRequiredService<SystemJobRunner>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddHostedService(provider => provider.GetRequiredService<SystemScheduler>());
        return services;
    }
}
