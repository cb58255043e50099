using System.Text.Json.Nodes;
using LowCode.Work.People;
using LowCode.Work.Privacy;

namespace LowCode.Work.Instances;

/// <summary>Lists instances and shows what their bursts did, for administrators.</summary>
public sealed class ReadInstances(IInstanceQueries queries, InstancePrivacy privacy)
{
    private static readonly string[] _copies = ["data", "inputs", "outputs"];

    public async Task<Result<Page<InstanceRow>>> SearchAsync(Actor actor, InstanceSearch search, PageRequest page, CancellationToken cancellation) =>
        actor.IsAdministrator
            ? await queries.SearchAsync(actor.Tenant, search, page.Bounded(), cancellation)
            : Rejections.Forbidden("instance.forbidden");

    /// <summary>The definitions that instances run on.</summary>
    /// <param name="definitionIds">Of these alone; null: of any.</param>
    public async Task<Result<IReadOnlyList<string>>> DefinitionHashesAsync(Actor actor, IReadOnlyList<string>? definitionIds, CancellationToken cancellation) =>
        actor.IsAdministrator
            ? Result<IReadOnlyList<string>>.Of(await queries.DefinitionHashesAsync(actor.Tenant, definitionIds, cancellation))
            : Rejections.Forbidden("instance.forbidden");

    public async Task<Result<InstanceRow>> GetAsync(Actor actor, string instanceId, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("instance.forbidden");
        }

        return await queries.FindAsync(actor.Tenant, instanceId, cancellation) is { } found ? found : Rejections.NotFound("instance.not-found");
    }

    /// <summary>How far each of the instances is; those that are gone are left out.</summary>
    public async Task<Result<IReadOnlyList<InstanceMark>>> MarksAsync(Actor actor, IReadOnlyList<string> instanceIds, CancellationToken cancellation) =>
        actor.IsAdministrator
            ? Result<IReadOnlyList<InstanceMark>>.Of(await queries.MarksAsync(actor.Tenant, instanceIds, cancellation))
            : Rejections.Forbidden("instance.forbidden");

    /// <summary>What its bursts did. What the actor may not see of its case is masked here, too.</summary>
    public async Task<Result<Page<JournalRow>>> JournalAsync(Actor actor, string instanceId, PageRequest page, CancellationToken cancellation)
    {
        var found = await GetAsync(actor, instanceId, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        var rows = await queries.JournalAsync(actor.Tenant, instanceId, page.Bounded(), cancellation);
        var hidden = await privacy.OfAsync(actor, found.Value.CaseId, cancellation);
        return rows with { Rows = [.. rows.Rows.Select(JournalTexts.Told).Select(r => Hide(r, hidden))] };
    }

    private static JournalRow Hide(JournalRow row, HiddenValues hidden)
    {
        foreach (var entry in (row.Entries as JsonArray ?? []).OfType<JsonObject>())
        {
            foreach (var copy in _copies.Where(entry.ContainsKey))
            {
                entry[copy] = hidden.Hide(entry[copy]);
            }
        }

        return row;
    }
}
