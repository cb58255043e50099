using LowCode.Definitions.Releases;
using LowCode.Engine;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Releases;

namespace LowCode.Work.Instances;

/// <param name="State">With all that it needs to go on somewhere else. Null: the reader may not see all of its case, and the state holds copies that cannot be masked.</param>
public sealed record ExportedInstance(string InstanceId, PortableInstance? State);

/// <summary>Writes an instance so that <see cref="ImportInstances"/> can bring it back, here or on another server of the tenant.</summary>
public sealed class ExportInstance(IBurstStore store, IInstanceQueries queries, PublishedDefinitions definitions, InstanceFileContents contents, InstancePrivacy privacy)
{
    /// <summary>Bursts whose journal goes along; an instance with more goes without the last of them.</summary>
    private const int MostHistory = 2_000;

    /// <param name="withHistory">With its journal.</param>
    public async Task<Result<ExportedInstance>> HandleAsync(Actor actor, string instanceId, bool withHistory, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("instance.forbidden");
        }

        if (await store.LoadAsync(actor.Tenant, new InstanceId(instanceId), cancellation) is not { } stored
            || await queries.FindAsync(actor.Tenant, instanceId, cancellation) is not { } row)
        {
            return Rejections.NotFound("instance.not-found");
        }

        if (!ReferenceEquals(await privacy.OfAsync(actor, stored.CaseId, cancellation), HiddenValues.None))
        {
            return new ExportedInstance(instanceId, null);
        }

        var definition = (await definitions.WorkflowAsync(actor.Tenant, new ContentHash(stored.DefinitionHash), cancellation)).Definition;
        return new ExportedInstance(instanceId, new PortableInstance(
            PortableInstance.CurrentFormat,
            actor.Tenant.Value,
            instanceId,
            stored.DefinitionId,
            definition.Id,
            definition.Version,
            stored.DefinitionHash,
            stored.Snapshot,
            stored.RowVersion,
            stored.CaseId,
            row.CreatedAt,
            row.FinishedAt,
            withHistory ? await HistoryAsync(actor, instanceId, stored.RowVersion, cancellation) : [],
            await contents.ReadAsync(actor.Tenant, new InstanceId(instanceId), stored.Snapshot, cancellation)));
    }

    /// <param name="version">What came after the state was read stays out.</param>
    private async Task<IReadOnlyList<JournalRow>> HistoryAsync(Actor actor, string instanceId, long version, CancellationToken cancellation)
    {
        var rows = new List<JournalRow>();
        for (var page = 0; rows.Count < MostHistory; page++)
        {
            var found = await queries.JournalAsync(actor.Tenant, instanceId, new PageRequest(page, PageRequest.LargestSize), cancellation);
            rows.AddRange(found.Rows);
            if (found.Rows.Count < PageRequest.LargestSize)
            {
                break;
            }
        }

        return [.. rows.Where(r => r.Seq <= version)];
    }
}
