using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Work;
using LowCode.Work.Cases;
using LowCode.Work.Events;
using LowCode.Work.Handling;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>A request of the battery, brought to the use case that the server's own handler calls.</summary>
/// <param name="Name">Of the definition, case type or event.</param>
/// <param name="Target">Instance or task.</param>
internal sealed record CrashRequest(string Tenant, string Operation, string Name, string? Target)
{
    private Actor Actor => Actor.System(new TenantId(Tenant));

    /// <param name="path">start, event, case or complete.</param>
    public async Task<(bool IsAccepted, JsonObject Body)> HandleAsync(IServiceProvider services, string path, CancellationToken cancellation)
    {
        switch (path)
        {
            case "start":
                return Answer(
                    await services.GetRequiredService<StartInstance>().HandleAsync(Actor, new StartInstanceCommand(Name, [], null, Operation), cancellation),
                    s => new JsonObject { ["instance"] = s.InstanceId.Value });
            case "event":
                return Answer(
                    await services.GetRequiredService<SendEvent>().HandleAsync(
                        Actor, new SendEventCommand(Name, new EventAddress.Instance(Target!), null, Operation), cancellation),
                    s => new JsonObject { ["resumed"] = s.Resumed, ["kept"] = s.IsKept });
            case "case":
                var opened = await services.GetRequiredService<OpenCase>().HandleAsync(
                    Actor, new OpenCaseCommand(Name, new JsonObject { ["title"] = Operation }, Operation), cancellation);
                var found = opened.IsAccepted ? await services.GetRequiredService<ICaseQueries>().FindAsync(Actor.Tenant, opened.Value.CaseId, cancellation) : null;
                var first = found is null ? null : await OpenTaskAsync(services, opened.Value!.CaseId, cancellation);
                return Answer(opened, o => new JsonObject { ["case"] = o.CaseId, ["instance"] = found!.InstanceId, ["task"] = first });
            case "complete":
                var completed = await services.GetRequiredService<CompleteTask>().HandleAsync(
                    Actor, new CompleteTaskCommand(Target!, "Done", [], null, Operation), cancellation);
                var task = await services.GetRequiredService<ITaskQueries>().FindAsync(Actor.Tenant, Target!, cancellation);
                var next = await OpenTaskAsync(services, task!.CaseId, cancellation);
                return Answer(completed, _ => new JsonObject { ["task"] = next });
            default:
                throw new ArgumentException($"Expected start, event, case or complete, but '{path}' came.");
        }
    }

    private async Task<string?> OpenTaskAsync(IServiceProvider services, string caseId, CancellationToken cancellation) =>
        (await services.GetRequiredService<ITaskQueries>().OpenOfCaseAsync(Actor.Tenant, caseId, cancellation)).Select(t => t.TaskId).SingleOrDefault();

    private static (bool IsAccepted, JsonObject Body) Answer<T>(Result<T> result, Func<T, JsonObject> body)
        where T : class =>
        result.IsAccepted ? (true, body(result.Value)) : (false, new JsonObject { ["refused"] = result.Rejection.Code });
}
