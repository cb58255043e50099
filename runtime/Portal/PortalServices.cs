using LowCode.Portal.Session;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;

namespace LowCode.Portal;

public static class PortalServices
{
    /// <summary>What the pages need besides the use cases of Work. Idempotent.</summary>
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        services.AddMudServices();
        services.TryAddScoped<CurrentActor>();
        services.TryAddScoped<ClientAddress>();
        services.TryAddSingleton<PublicLimiter>();
        return services;
    }
}
