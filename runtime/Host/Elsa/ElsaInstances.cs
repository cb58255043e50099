using System.Text.Json.Nodes;
using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Instances;
using LowCode.Work.Retention;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>Instances as Elsa Studio lists, shows, cancels and deletes them.</summary>
internal static class ElsaInstances
{
    private const string Root = "/workflow-instances";

    public static void MapElsaInstances(this IEndpointRouteBuilder api)
    {
        api.MapPost(Root, ListAsync).RequireScope(Scope.ReadInstances);
        api.MapGet(Root + "/{instanceId}", GetAsync).RequireScope(Scope.ReadInstances);
        api.MapGet(Root + "/{instanceId}/execution-state", StateAsync).RequireScope(Scope.ReadInstances);
        api.MapGet(Root + "/{instanceId}/variables", VariablesAsync).RequireScope(Scope.ReadInstances);
        api.MapPost(Root + "/{instanceId}/variables", SetVariablesAsync).RequireScope(Scope.MendInstances);
        api.MapDelete(Root + "/{instanceId}", DeleteAsync).RequireScope(Scope.DeleteInstances);
        api.MapPost("/cancel/workflow-instances/{instanceId}", CancelAsync).RequireScope(Scope.CancelInstances);
    }

    private static async Task<IResult> ListAsync(
        Caller caller, ElsaInstanceFilter body, [FromServices] ReadInstances instances, [FromServices] ElsaReader reader, CancellationToken cancellation)
    {
        if (await body.ReadAsync(caller.Actor, instances, reader, cancellation) is not { Search: { } search } read)
        {
            return RequestBodies.Refuse(body.Wrong!.Value.Member, "request.bad-kind", body.Wrong.Value.Message);
        }

        var found = await instances.SearchAsync(caller.Actor, search, PageQuery.Of(body.Page, body.PageSize), cancellation);
        if (!found.IsAccepted)
        {
            return Answers.Of(found.Rejection);
        }

        var items = new List<object>();
        foreach (var row in found.Value.Rows)
        {
            items.Add(ElsaShapes.Summary(row, await reader.DefinitionAsync(caller.Actor.Tenant, row.DefinitionHash, cancellation)));
        }

        return Results.Json(new { items, totalCount = found.Value.Total }, ElsaJson.Options);
    }

    private static async Task<IResult> GetAsync(Caller caller, string instanceId, [FromServices] ElsaReader reader, CancellationToken cancellation)
    {
        var read = await reader.ReadAsync(caller.Actor, instanceId, cancellation);
        return read.IsAccepted ? Results.Json(ElsaShapes.Instance(read.Value), ElsaJson.Options) : Answers.Of(read.Rejection);
    }

    private static async Task<IResult> StateAsync(Caller caller, string instanceId, [FromServices] ReadInstances instances, CancellationToken cancellation)
    {
        var read = await instances.GetAsync(caller.Actor, instanceId, cancellation);
        return read.IsAccepted
            ? Results.Json(
                new { status = read.Value.Status, subStatus = ElsaShapes.SubStatus(read.Value.SubStatus), updatedAt = read.Value.UpdatedAt }, ElsaJson.Options)
            : Answers.Of(read.Rejection);
    }

    private static async Task<IResult> VariablesAsync(Caller caller, string instanceId, [FromServices] ElsaReader reader, CancellationToken cancellation)
    {
        var read = await reader.ReadAsync(caller.Actor, instanceId, cancellation);
        return read.IsAccepted ? Results.Json(Variables(read.Value), ElsaJson.Options) : Answers.Of(read.Rejection);
    }

    /// <summary>One after the other, each in the journal; the first that is refused ends it.</summary>
    private static async Task<IResult> SetVariablesAsync(
        Caller caller,
        string instanceId,
        SettingVariables body,
        IdempotencyKey key,
        [FromServices] InterveneInInstance intervene,
        [FromServices] ElsaReader reader,
        CancellationToken cancellation)
    {
        if (body.Variables is null || body.Variables.Any(v => string.IsNullOrEmpty(v.Id)))
        {
            return RequestBodies.RefuseMissing((body.Variables is null ? "variables" : "id", null))!;
        }

        var operation = key.Value ?? Guid.NewGuid().ToString("N");
        foreach (var (index, variable) in body.Variables.Index())
        {
            var what = new Engine.Stimuli.Intervention.SetVariable(variable.Id!, variable.Value);
            var done = await intervene.HandleAsync(
                caller.Actor, new InterveneCommand(instanceId, what, ReasonOr(body.Reason, caller), $"{operation}/{index}"), cancellation);
            if (!done.IsAccepted)
            {
                return Answers.Of(done.Rejection);
            }
        }

        return await VariablesAsync(caller, instanceId, reader, cancellation);
    }

    private static async Task<IResult> DeleteAsync(Caller caller, string instanceId, [FromServices] DeleteInstance delete, CancellationToken cancellation)
    {
        var deleted = await delete.HandleAsync(caller.Actor, new DeleteInstanceCommand(instanceId, ReasonOr(null, caller)), cancellation);
        return deleted.IsAccepted ? Results.NoContent() : Answers.Of(deleted.Rejection);
    }

    private static async Task<IResult> CancelAsync(
        Caller caller, string instanceId, IdempotencyKey key, [FromServices] InterveneInInstance intervene, CancellationToken cancellation)
    {
        var command = new CancelInstanceCommand(instanceId, ReasonOr(null, caller), key.Value ?? Guid.NewGuid().ToString("N"));
        var cancelled = await intervene.HandleAsync(caller.Actor, command, cancellation);

        // What has ended needs no cancelling; Studio takes a conflict for a broken page.
        return cancelled.IsAccepted || cancelled.Rejection.Code == "instance.ended" ? Results.Json(new { }, ElsaJson.Options) : Answers.Of(cancelled.Rejection);
    }

    /// <summary>Elsa asks for no reason; the journal names who did it through Elsa's API.</summary>
    public static string ReasonOr(string? reason, Caller caller) =>
        string.IsNullOrWhiteSpace(reason) ? Texts.ElsaReason.With(caller.Actor.Name) : reason;

    private static object Variables(ElsaInstance instance)
    {
        var items = instance.Definition.Variables.Select(v => new { id = v.Id, name = v.Name, value = instance.View.Variables[v.Name]?.DeepClone() }).ToArray();
        return new { items, count = items.Length };
    }

    internal sealed record SettingVariables(IReadOnlyList<NewValue>? Variables, string? Reason);

    internal sealed record NewValue(string? Id, JsonNode? Value);
}
