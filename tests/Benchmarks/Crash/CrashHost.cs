using LowCode.Definitions;
using LowCode.Definitions.Texts;
using LowCode.Host.Calls;
using LowCode.Scheduling;
using LowCode.Storage;
using LowCode.Tests.Benchmarks.Crash.Mutations;
using LowCode.Work;
using LowCode.Work.Calls;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Tenants;
using LowCode.Work.WakeUps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>
/// The process that is killed: the product without its screens, listening on a socket file. What it is asked goes to the use cases that
/// the server's own handlers call.
/// </summary>
internal static class CrashHost
{
    public const string Command = "crash-host";
    public const string SocketFile = "crash.sock";

    public static async Task<int> RunAsync(CrashHostOptions options)
    {
        Directory.CreateDirectory(options.Folder);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Error);
        var socket = Path.Combine(options.Folder, SocketFile);
        File.Delete(socket);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socket));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(8));
        builder.Services.AddSingleton(new HttpClient { BaseAddress = options.Effects });
        builder.Services.AddSingleton<IHttpSender, HttpSender>();
        builder.Services.AddStorage(options.Storage()).AddWork().AddScheduling(new SchedulingOptions { IsShared = options.Storage().PostgresConnection is not null });
        builder.Services.Decorate<IOutbox>((outbox, services) => EffectsOutside.By(services.GetRequiredService<HttpClient>(), outbox));
        Mutation.Apply(options, builder.Services);
        await using var app = builder.Build();
        await PrepareAsync(app.Services, options.Effects);
        Map(app, options.EndsUnderLoad);
        await app.RunAsync();
        return 0;
    }

    /// <param name="effects">Where processes call; null: none calls.</param>
    public static async Task PrepareAsync(IServiceProvider services, Uri? effects = null)
    {
        foreach (var tenant in CrashWorkload.Tenants)
        {
            await services.GetRequiredService<CreateTenant>().HandleAsync(
                new CreateTenantCommand(tenant, LocalizedText.Of("测试", "Test"), "Asia/Shanghai", IsDemo: true), CancellationToken.None);
            if (effects is not null)
            {
                // It lies inside the network, where nobody is called without permission.
                Demand(await services.GetRequiredService<AllowHost>().HandleAsync(Actor.System(new TenantId(tenant)), effects.Authority, CancellationToken.None));
            }

            var artefacts = effects is null ? CrashProcesses.Artefacts : CrashProcesses.Calling(effects);
            var definitions = services.GetRequiredService<PublishedDefinitions>();
            if ((await definitions.CurrentAsync(new TenantId(tenant), CancellationToken.None)).Revision == 0)
            {
                Demand(await services.GetRequiredService<PublishRelease>().HandleAsync(
                    Actor.System(new TenantId(tenant)), new PublishReleaseCommand(artefacts, "crash"), CancellationToken.None));
            }
        }
    }

    private static void Map(WebApplication app, bool endsUnderLoad)
    {
        var load = new CrashLoad();
        if (endsUnderLoad)
        {
            load.Guard();
        }

        app.Use(load.CountAsync);
        app.MapPost("/end", load.EndAsync);
        app.MapGet("/ready", () => "ready");
        app.MapPost("/{path}", async (string path, CrashRequest request, CancellationToken cancellation) =>
        {
            var (isAccepted, body) = await request.HandleAsync(app.Services, path, cancellation);
            return Results.Json(body, statusCode: isAccepted ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
        });
    }

    private static void Demand<T>(Result<T> result)
        where T : class
    {
        if (!result.IsAccepted)
        {
            throw new InvalidOperationException(
                $"Expected the release to be published, but: {result.Rejection.Message} {string.Join(' ', result.Rejection.Problems.Select(p => $"{p.Path} {p.Message}"))}");
        }
    }
}
