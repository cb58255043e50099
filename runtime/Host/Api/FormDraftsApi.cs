using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Definitions.Forms.Versions;
using LowCode.Host.Access;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.FormDrafts;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>What the caller filled into forms and did not submit: found again anywhere, by task or by case type.</summary>
internal static class FormDraftsApi
{
    public static void MapFormDraftsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Drafts");
        api.MapGet("/drafts", ListAsync).RequireScope(Scope.ReadTasks);
        Map(api, "/tasks/{taskId}/draft", Scope.ReadTasks, Scope.WriteTasks);
        Map(api, "/case-types/{caseType}/draft", Scope.ReadCases, Scope.WriteCases);
    }

    private static void Map(RouteGroupBuilder api, string path, string reading, string writing)
    {
        api.MapGet(path, FindAsync).RequireScope(reading);
        api.MapPut(path, KeepAsync).RequireScope(writing);
        api.MapDelete(path, DropAsync).RequireScope(writing);
        api.MapGet(path + "/upgrade", ReviewAsync).RequireScope(reading);
        api.MapPost(path + "/upgrade", UpgradeAsync).RequireScope(writing);
    }

    private static Task<IReadOnlyList<FormDraftRow>> ListAsync(Caller caller, [FromServices] ReadFormDrafts drafts, CancellationToken cancellation) =>
        drafts.ListAsync(caller.Actor, cancellation);

    private static async Task<IResult> FindAsync(Caller caller, SubjectOfRoute of, [FromServices] ReadFormDrafts drafts, CancellationToken cancellation)
    {
        var found = await drafts.FindAsync(caller.Actor, of.Subject, cancellation);
        return found.IsAccepted ? Results.Ok(Answer(found.Value.Draft, found.Value.IsOutdated)) : Answers.Of(found.Rejection);
    }

    private static async Task<IResult> KeepAsync(Caller caller, SubjectOfRoute of, Kept body, [FromServices] KeepFormDraft keep, CancellationToken cancellation)
    {
        if (RequestBodies.ObjectOf(body.Data) is not { } data)
        {
            return RequestBodies.RefuseNoObject("data");
        }

        var command = new KeepFormDraftCommand(of.Subject, FormEntries.Of(data), body.FormHash, body.Revision, body.Device) { SeenDraft = body.DraftId, ForgetsOther = body.ForgetsOther ?? false };
        var kept = await keep.HandleAsync(caller.Actor, command, cancellation);
        return kept.IsAccepted ? Results.Ok(Answer(kept.Value, isOutdated: null)) : Answers.Of(kept.Rejection);
    }

    private static async Task<IResult> DropAsync(Caller caller, SubjectOfRoute of, [FromServices] DropFormDraft drop, CancellationToken cancellation)
    {
        var dropped = await drop.HandleAsync(caller.Actor, of.Subject, cancellation);
        return dropped.IsAccepted ? Results.NoContent() : Answers.Of(dropped.Rejection);
    }

    private static async Task<IResult> ReviewAsync(Caller caller, SubjectOfRoute of, [FromServices] UpgradeFormDraft upgrade, CancellationToken cancellation)
    {
        var found = await upgrade.ReviewAsync(caller.Actor, of.Subject, cancellation);
        return found.IsAccepted
            ? Results.Ok(new Review(
                found.Value.ToHash,
                found.Value.Revision,
                found.Value.Upgrade.Compatibility.Class,
                found.Value.Upgrade.IsSmooth,
                found.Value.Upgrade.Affected,
                [.. found.Value.Upgrade.Compatibility.Changes.Select(c => new ReviewChange(c.Path, c.Class, c.Code, c.Message))],
                found.Value.Upgrade.Data))
            : Answers.Of(found.Rejection);
    }

    private static async Task<IResult> UpgradeAsync(Caller caller, SubjectOfRoute of, Agreement body, [FromServices] UpgradeFormDraft upgrade, CancellationToken cancellation)
    {
        if (RequestBodies.RefuseMissing(("toHash", body.ToHash)) is { } refused)
        {
            return refused;
        }

        var upgraded = await upgrade.HandleAsync(caller.Actor, new UpgradeFormDraftCommand(of.Subject, body.ToHash!, body.Revision ?? 0), cancellation);
        return upgraded.IsAccepted ? Results.Ok(Answer(upgraded.Value, isOutdated: false)) : Answers.Of(upgraded.Rejection);
    }

    private static Found Answer(FormDraft draft, bool? isOutdated) => new(
        draft.DraftId,
        draft.FormId,
        draft.FormHash,
        isOutdated,
        draft.Entries.Data,
        draft.Entries.Origins,
        draft.Device,
        draft.Revision,
        draft.UpdatedAt,
        draft.Other is { } other ? new FoundOther(other.FormHash, other.Entries.Data, other.Device, other.At) : null);

    /// <summary>What the path names.</summary>
    internal sealed record SubjectOfRoute(DraftSubject Subject)
    {
        public static ValueTask<SubjectOfRoute?> BindAsync(HttpContext http) => ValueTask.FromResult<SubjectOfRoute?>(new(
            http.Request.RouteValues["taskId"] is string task ? DraftSubject.Task(task) : DraftSubject.CaseType((string)http.Request.RouteValues["caseType"]!)));
    }

    /// <param name="Data">As typed, by field key; nothing of it is checked. Null for a field that was emptied.</param>
    /// <param name="FormHash">The version that is filled; left out: the one in force.</param>
    /// <param name="DraftId">The draft that the caller has seen; another one that is there is kept as <c>other</c>. Left out: revisions alone count.</param>
    /// <param name="Revision">As the caller has seen it.</param>
    internal sealed record Kept(JsonElement? Data, string? FormHash, string? DraftId, long? Revision, string? Device, bool? ForgetsOther);

    /// <param name="ToHash">As the review said it.</param>
    /// <param name="Revision">As the review said it.</param>
    internal sealed record Agreement(string? ToHash, long? Revision);

    internal sealed record Found(
        string DraftId, string FormId, string FormHash, bool? IsOutdated, JsonObject Data, IReadOnlyDictionary<string, string> Origins, string? Device, long Revision, DateTimeOffset UpdatedAt, FoundOther? Other);

    internal sealed record FoundOther(string FormHash, JsonObject Data, string? Device, DateTimeOffset UpdatedAt);

    internal sealed record Review(
        string ToHash, long Revision, CompatibilityClass Class, bool IsSmooth, IReadOnlyList<DraftChange> Affected, IReadOnlyList<ReviewChange> Changes, JsonObject Data);

    internal sealed record ReviewChange(string Path, CompatibilityClass Class, string Code, string Message);
}
