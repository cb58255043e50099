using System.Text;
using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Texts;
using LowCode.Host;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Tests.Benchmarks.Http;

/// <summary>The process that is asked: the whole product as it is delivered, with one tenant; it prints its address and a key.</summary>
internal static class HttpHost
{
    public const string Command = "http-host";
    public const string Tenant = "bench";

    /// <param name="args">The command, the data folder, and the PostgreSQL connection or nothing.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var settings = new HostSettings
        {
            DataFolder = args[1],
            Store = args.Length > 2 ? args[2] : "sqlite",
            Urls = "http://127.0.0.1:0",
            DefaultTenant = Tenant,
            RequestsPerMinute = int.MaxValue,
            AnonymousRequestsPerMinute = int.MaxValue,
        };
        await using var app = WebHost.Create(settings);
        var key = await PrepareAsync(app.Services);
        await app.StartAsync();
        await Console.Out.WriteLineAsync($"{app.Urls.Single()} {key}");

        // Whoever started it ends it by closing its input.
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    private static async Task<string> PrepareAsync(IServiceProvider services)
    {
        var actor = Actor.System(new TenantId(Tenant));
        Demand(await services.GetRequiredService<CreateTenant>().HandleAsync(
            new CreateTenantCommand(Tenant, LocalizedText.Of("基准", "Benchmark"), "Asia/Shanghai", IsDemo: true), CancellationToken.None));
        Demand(await services.GetRequiredService<PublishRelease>().HandleAsync(
            actor, new PublishReleaseCommand([Read("bench-wait", "wait.json"), Read("bench-respond", "respond.json")], "benchmark"), CancellationToken.None));
        return Demand(await services.GetRequiredService<CreateApiKey>().HandleAsync(
            actor, new CreateApiKeyCommand("bench", Scope.All), held: null, CancellationToken.None)).Text;
    }

    private static Artefact Read(string key, string file) =>
        Artefact.Of(ArtefactKind.Workflow, key, Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Workloads", file))));

    private static T Demand<T>(Result<T> result)
        where T : class =>
        result.Value ?? throw new InvalidOperationException(
            $"Expected the use case to accept, but: {result.Rejection!.Message} {string.Join(' ', result.Rejection.Problems.Select(p => $"{p.Path} {p.Message}"))}");
}
