using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Scheduling;

/// <summary>Runs the system jobs of Work for as long as the host lives. Process timers are rows and no jobs: one job wakes what is due.</summary>
public static class SchedulingServices
{
    public static IServiceCollection AddScheduling(this IServiceCollection services, SchedulingOptions options)
    {
        options.Validate();
        services.AddSingleton(options);
        services.AddSingleton<SystemJobRunner>();
        services.AddSingleton<SystemScheduler>();
        services.AddHostedService(provider => provider.GetRequiredService<SystemScheduler>());
        return services;
    }
}
