using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Texts;
using LowCode.Scheduling;
using LowCode.Storage;
using LowCode.Tests.Benchmarks.Crash.Mutations;
using LowCode.Work;
using LowCode.Work.Cases;
using LowCode.Work.Events;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Tasks;
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
        builder.Services.AddSingleton(new HttpClient { BaseAddress = options.Effects });
        builder.Services.AddStorage(options.Storage()).AddWork().AddScheduling(new SchedulingOptions());
        builder.Services.Decorate<IOutbox>((outbox, services) => new EffectsOutside(outbox, services.GetRequiredService<HttpClient>()));
        Mutation.Apply(options, builder.Services);
        await using var app = builder.Build();
        await PrepareAsync(app.Services);
        Map(app);
        await app.RunAsync();
        return 0;
    }

    private static async Task PrepareAsync(IServiceProvider services)
    {
        foreach (var tenant in CrashWorkload.Tenants)
        {
            await services.GetRequiredService<CreateTenant>().HandleAsync(
                new CreateTenantCommand(tenant, LocalizedText.Of("测试", "Test"), "Asia/Shanghai", IsDemo: true), CancellationToken.None);
            var definitions = services.GetRequiredService<PublishedDefinitions>();
            if ((await definitions.CurrentAsync(new TenantId(tenant), CancellationToken.None)).Revision == 0)
            {
                Demand(await services.GetRequiredService<PublishRelease>().HandleAsync(
                    Actor.System(new TenantId(tenant)), new PublishReleaseCommand(CrashProcesses.Artefacts, "crash"), CancellationToken.None));
            }
        }
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/ready", () => "ready");
        app.MapPost("/start", async (Request r, StartInstance use, CancellationToken c) => Answer(
            await use.HandleAsync(r.Actor, new StartInstanceCommand(r.Name, [], null, r.Operation), c),
            s => new JsonObject { ["instance"] = s.InstanceId.Value }));
        app.MapPost("/event", async (Request r, SendEvent use, CancellationToken c) => Answer(
            await use.HandleAsync(r.Actor, new SendEventCommand(r.Name, new EventAddress.Instance(r.Target!), null, r.Operation), c),
            s => new JsonObject { ["resumed"] = s.Resumed, ["kept"] = s.IsKept }));
        app.MapPost("/case", async (Request r, OpenCase use, ICaseQueries cases, ITaskQueries tasks, CancellationToken c) =>
        {
            var opened = await use.HandleAsync(r.Actor, new OpenCaseCommand(r.Name, new JsonObject { ["title"] = r.Operation }, r.Operation), c);
            return await AnswerAsync(opened, async o => new JsonObject
            {
                ["case"] = o.CaseId,
                ["instance"] = (await cases.FindAsync(r.Actor.Tenant, o.CaseId, c))!.InstanceId,
                ["task"] = await OpenTaskAsync(tasks, r, o.CaseId, c),
            });
        });
        app.MapPost("/complete", async (Request r, CompleteTask use, ITaskQueries tasks, CancellationToken c) =>
        {
            var completed = await use.HandleAsync(r.Actor, new CompleteTaskCommand(r.Target!, "Done", [], null, r.Operation), c);
            return await AnswerAsync(completed, async _ => new JsonObject
            {
                ["task"] = await OpenTaskAsync(tasks, r, (await tasks.FindAsync(r.Actor.Tenant, r.Target!, c))!.CaseId, c),
            });
        });
    }

    private static async Task<string?> OpenTaskAsync(ITaskQueries tasks, Request request, string caseId, CancellationToken cancellation) =>
        (await tasks.OpenOfCaseAsync(request.Actor.Tenant, caseId, cancellation)).Select(t => t.TaskId).SingleOrDefault();

    private static IResult Answer<T>(Result<T> result, Func<T, JsonObject> body)
        where T : class => result.IsAccepted ? Results.Json(body(result.Value)) : Refused(result.Rejection);

    private static async Task<IResult> AnswerAsync<T>(Result<T> result, Func<T, Task<JsonObject>> body)
        where T : class => result.IsAccepted ? Results.Json(await body(result.Value)) : Refused(result.Rejection);

    private static IResult Refused(Rejection rejection) => Results.Json(new JsonObject { ["refused"] = rejection.Code }, statusCode: StatusCodes.Status409Conflict);

    private static void Demand<T>(Result<T> result)
        where T : class
    {
        if (!result.IsAccepted)
        {
            throw new InvalidOperationException(
                $"Expected the release to be published, but: {result.Rejection.Message} {string.Join(' ', result.Rejection.Problems.Select(p => $"{p.Path} {p.Message}"))}");
        }
    }

    /// <param name="Name">Of the definition, case type or event.</param>
    /// <param name="Target">Instance or task.</param>
    internal sealed record Request(string Tenant, string Operation, string Name, string? Target)
    {
        internal Actor Actor => Actor.System(new TenantId(Tenant));
    }
}
