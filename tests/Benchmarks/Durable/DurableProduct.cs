using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Texts;
using LowCode.Host;
using LowCode.Storage;
using LowCode.Work;
using LowCode.Work.Events;
using LowCode.Work.Handling;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LowCode.Tests.Benchmarks.Durable;

/// <summary>The product without its web server, with one tenant whose case type runs the workload.</summary>
internal sealed class DurableProduct : IAsyncDisposable
{
    private const string CaseType = "bench";
    private const string EventName = "Go";

    private static readonly TenantId _tenant = new("bench");
    private static readonly Actor _actor = Actor.System(_tenant);

    private readonly ServiceProvider _services;
    private readonly OpenCase _open;
    private readonly SendEvent _send;

    private DurableProduct(ServiceProvider services)
    {
        _services = services;
        _open = services.GetRequiredService<OpenCase>();
        _send = services.GetRequiredService<SendEvent>();
    }

    public static async Task<DurableProduct> OpenAsync(StorageOptions options, CancellationToken cancellation)
    {
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddHostFilters().AddProvider(new LogFile(Path.Combine(options.DataFolder, "bench.log"))))
            .AddStorage(options)
            .AddWork()
            .BuildServiceProvider();
        await services.GetRequiredService<CreateTenant>().HandleAsync(
            new CreateTenantCommand(_tenant.Value, LocalizedText.Of("基准", "Benchmark"), "Asia/Shanghai", IsDemo: true), cancellation);
        var published = await services.GetRequiredService<PublishRelease>().HandleAsync(
            _actor,
            new PublishReleaseCommand(
                [
                    Read(ArtefactKind.Workflow, "bench-durable", "durable.json"),
                    Read(ArtefactKind.Form, "bench-report", "form.json"),
                    Read(ArtefactKind.CaseType, CaseType, "casetype.json"),
                ],
                "benchmark"),
            cancellation);
        Demand(published);
        return new DurableProduct(services);
    }

    /// <summary>One that stays where it waits.</summary>
    public async Task StartWaitingAsync(CancellationToken cancellation) =>
        Demand(await _open.HandleAsync(_actor, new OpenCaseCommand(CaseType, new JsonObject { ["title"] = "waiting" }, NewId()), cancellation));

    public async Task RunInstanceAsync(CancellationToken cancellation)
    {
        var data = new JsonObject { ["title"] = "durable" };
        var opened = Demand(await _open.HandleAsync(_actor, new OpenCaseCommand(CaseType, data, NewId()), cancellation));
        var sent = Demand(await _send.HandleAsync(
            _actor, new SendEventCommand(EventName, new EventAddress.Instance(opened.InstanceId), null, NewId()), cancellation));
        if (sent.Resumed != 1)
        {
            throw new InvalidOperationException($"Expected the event to resume one instance, but it resumed {sent.Resumed}.");
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static string NewId() => Guid.NewGuid().ToString("N");

    private static Artefact Read(ArtefactKind kind, string key, string file) =>
        Artefact.Of(kind, key, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Workloads", file)));

    private static T Demand<T>(Result<T> result)
        where T : class =>
        result.Value ?? throw new InvalidOperationException(
            $"Expected the use case to accept, but: {result.Rejection!.Message} {string.Join(' ', result.Rejection.Problems.Select(p => p.Message))}");
}
