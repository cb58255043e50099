using System.Text.Json.Nodes;
using LowCode.Work.People;

namespace LowCode.Work.Alterations;

/// <param name="PlanId">Made by the caller; null: by us. A repeat changes nothing.</param>
/// <param name="Instances">Chosen by the filter.</param>
public sealed record SubmitAlterationsCommand(
    string? PlanId, JsonArray Alterations, JsonObject Filter, IReadOnlyList<string> Instances, string Reason);

/// <summary>An administrator has many instances altered in the background, and looks how far it is.</summary>
public sealed class SubmitAlterations(IAlterationPlans plans, TimeProvider time)
{
    public async Task<Result<AlterationPlan>> HandleAsync(Actor actor, SubmitAlterationsCommand command, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("instance.forbidden");
        }

        var id = string.IsNullOrWhiteSpace(command.PlanId) ? Guid.NewGuid().ToString("N") : command.PlanId;
        if (await plans.FindAsync(actor.Tenant, id, cancellation) is { } known)
        {
            return known;
        }

        var plan = new AlterationPlan(
            id,
            actor.Login,
            actor.Name,
            command.Reason,
            command.Alterations,
            command.Filter,
            time.GetUtcNow(),
            null,
            null,
            [.. command.Instances.Select(i => new AlterationJob(i, null, null))]);
        await plans.PutAsync(actor.Tenant, plan, cancellation);
        return plan;
    }

    public async Task<Result<AlterationPlan>> GetAsync(Actor actor, string planId, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("instance.forbidden");
        }

        return await plans.FindAsync(actor.Tenant, planId, cancellation) is { } plan ? plan : Rejections.NotFound("alteration.not-found", planId);
    }
}
