using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Work.Access;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>The paths of Elsa's API, spoken so that Elsa Studio finds what it asks for.</summary>
internal static class ElsaRoutes
{
    public const string Root = "/elsa/api";

    private const int MostBytes = 8 * 1024 * 1024;

    public static void AddElsa(this IServiceCollection services)
    {
        services.AddSingleton<ElsaReader>();
        services.AddSingleton<ElsaRuns.Starter>();
        services.AddSingleton<ElsaHubTickets>();
        services.AddSingleton<ElsaAlterationTargets>();
        services.AddSingleton<ElsaLive>();
        services.AddHostedService(provider => provider.GetRequiredService<ElsaLive>());
        services.AddSignalR();
    }

    public static void MapElsa(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root).WithMetadata(new RequestSizeLimitAttribute(MostBytes)).CheckSentValues();
        api.MapElsaDescriptors();
        api.MapElsaDefinitionLists();
        api.MapElsaDefinitions();
        api.MapElsaDefinitionFiles();
        api.MapElsaBulkActions();
        api.MapElsaGraph();
        api.MapElsaScripting();
        api.MapElsaRuns();
        api.MapElsaInstances();
        api.MapElsaBulkInstances();
        api.MapElsaInstanceFiles();
        api.MapElsaJournal();
        api.MapElsaExecutions();
        api.MapElsaMessages();
        api.MapElsaAlterations();
        routes.MapHub<ElsaHub>(ElsaHub.Path).RequireScope(Scope.ReadInstances);
    }
}
