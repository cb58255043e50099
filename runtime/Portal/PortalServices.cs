using LowCode.Portal.Cases;
using LowCode.Portal.Drafts;
using LowCode.Portal.Layout;
using LowCode.Portal.Prints;
using LowCode.Portal.Session;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;

namespace LowCode.Portal;

public static class PortalServices
{
    /// <summary>What the pages need besides the use cases of Work. Idempotent.</summary>
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            mud.SnackbarConfiguration.MaximumOpacity = 100;
            mud.SnackbarConfiguration.VisibleStateDuration = 6000;
            mud.SnackbarConfiguration.ShowTransitionDuration = 150;
            mud.SnackbarConfiguration.HideTransitionDuration = 150;
        });
        services.TryAddTransient<MudLocalizer, PortalMudTexts>();
        services.TryAddScoped<CurrentActor>();
        services.TryAddScoped<ClientAddress>();
        services.TryAddScoped<TroubleCount>();
        services.TryAddSingleton<IMaps, PlainMaps>();
        services.TryAddScoped<FormContexts>();
        services.TryAddScoped<FormDrafting>();
        services.TryAddScoped<FieldReveals>();
        services.TryAddScoped<CaseDiagrams>();
        services.TryAddScoped<PrintPages>();
        services.TryAddSingleton<PublicLimiter>();
        return services;
    }
}
