using System.Text.Json;
using System.Text.Json.Serialization;
using LowCode.Engine.State;
using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Host.Demo;
using LowCode.Host.Elsa;
using LowCode.Host.Endpoints;
using LowCode.Host.Http;
using LowCode.Host.Languages;
using LowCode.Host.Links;
using LowCode.Host.Maps;
using LowCode.Host.Sessions;
using LowCode.Host.Studio;
using LowCode.Portal;
using LowCode.Portal.Cases;
using LowCode.Scheduling;
using Microsoft.AspNetCore.Components.Authorization;

namespace LowCode.Host;

/// <summary>Puts the rooms together into one web application.</summary>
public static class WebHost
{
    // The largest thing that anybody sends in one piece is a photo, with a form around it; what is larger is uploaded in pieces.
    private const long MaxRequestBytes = (10 * 1024 * 1024) + (64 * 1024);

    /// <param name="adjust">Last word on the builder; tests replace the server and the clock.</param>
    public static WebApplication Create(HostSettings settings, Action<WebApplicationBuilder>? adjust = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(WebHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            kestrel.Limits.MaxRequestLineSize = AddressLength.MostRead;
        });
        builder.Logging.AddHostFilters();
        AddServices(builder.Services, settings);
        adjust?.Invoke(builder);

        var app = builder.Build();
        Use(app);
        Map(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, HostSettings settings)
    {
        services.AddProduct(settings);
        services.AddScheduling(new SchedulingOptions { IsShared = settings.PostgresConnection is not null });
        services.AddSingleton<DemoTenant>();
        services.AddSingleton<IMaps>(provider => provider.GetRequiredService<MapFiles>());
        services.AddPortal();
        // Texts of several thousand characters and shapes on maps come in one message each; the default is 32 KB.
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = 1024 * 1024);
        services.AddSessions();
        services.AddAccess(settings);
        services.AddSingleton<EndpointFinder>();
        services.AddElsa();
        services.AddScoped<AuthenticationStateProvider, CircuitSession>();
        services.AddLanguages();
        services.AddTrustedProxies(settings);
        services.AddRateLimits(settings);
        services.AddDescription();
        services.AddAntiforgery(options => options.Cookie.Name = "lowcode-antiforgery");
        services.AddExceptionHandler<StoreFailures>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = RequestProblems.Explain);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            // Elsa's words are spelled as Elsa spells them.
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter<InstanceStatus>());
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter<InstanceSubStatus>());
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
            json.SerializerOptions.AllowDuplicateProperties = false;
        });
        services.Configure<Microsoft.Extensions.Hosting.HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(8));
    }

    private static void Use(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseWhen(Audience.IsPrograms, programs => programs.UseExceptionHandler(RequestProblems.Handling).UseStatusCodePages());
        app.UseWhen(http => !Audience.IsPrograms(http), people => people.UseExceptionHandler("/error", createScopeForErrors: true));
        app.UseWhen(Audience.IsPeople, people => people.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.Use(AddressLength.InvokeAsync);
        app.UseRouting();
        app.UseRequestLocalization();
        app.UseWhen(Audience.IsPrograms, programs => programs.UseCors());
        app.UseAuthentication();
        app.Use((http, next) => http.RequestServices.GetRequiredService<ElsaHubTickets>().InvokeAsync(http, next));
        app.UseRateLimiter();
        app.UseMiddleware<ScopeGate>();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    private static void Map(WebApplication app)
    {
        var settings = app.Services.GetRequiredService<HostSettings>();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapLanguages();
        app.MapSignOut();
        app.MapSignInApi();
        app.MapApiKeysApi();
        app.MapOutboundHostsApi();
        app.MapInstancesApi();
        app.MapDeadLettersApi();
        app.MapDisclosuresApi();
        app.MapSetAsideTriggersApi();
        app.MapQuarantineApi();
        app.MapMessagesApi();
        app.MapReleasesApi(settings.MostBytesOfRelease);
        app.MapFormsApi();
        app.MapRecordsApi();
        app.MapFormDraftsApi();
        app.MapDescription();
        app.MapCasesApi();
        app.MapPrintsApi();
        app.MapTasksApi();
        app.MapRulesApi();
        app.MapSheetsApi();
        app.MapDictionariesApi();
        app.MapEvaluationsApi(settings.MostBytesOfRelease);
        app.MapExpressionsApi();
        app.MapAttachmentsApi();
        app.MapUploadsApi();
        app.MapMaps();
        app.MapElsa();
        app.MapLinks();
        if (settings.StudioFolder is { } studio)
        {
            app.MapStudio(studio);
        }

        app.MapEndpoints();
        // A frame policy of Blazor's own would stand beside ours.
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .AllowCircuitsWithoutSession();
    }
}
