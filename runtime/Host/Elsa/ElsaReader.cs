using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Workflows;
using LowCode.Work;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Host.Elsa;

/// <summary>Reads an instance with all that Elsa Studio shows of it.</summary>
internal sealed class ElsaReader(ReadInstances instances, ReadInstance read, PublishedDefinitions definitions)
{
    /// <summary>Bursts whose events are told; an instance with more is shown from its beginning.</summary>
    private const int MostPages = 10;

    public async Task<WorkflowDefinition> DefinitionAsync(TenantId tenant, InstanceRow row, CancellationToken cancellation) =>
        (await definitions.WorkflowAsync(tenant, new ContentHash(row.DefinitionHash), cancellation)).Definition;

    public async Task<Result<ElsaInstance>> ReadAsync(Actor actor, string instanceId, CancellationToken cancellation)
    {
        var row = await instances.GetAsync(actor, instanceId, cancellation);
        if (!row.IsAccepted)
        {
            return row.Rejection;
        }

        var view = await read.HandleAsync(actor, instanceId, cancellation);
        if (!view.IsAccepted)
        {
            return view.Rejection;
        }

        var definition = await DefinitionAsync(actor.Tenant, row.Value, cancellation);
        var journal = new List<JournalRow>();
        for (var page = 0; page < MostPages; page++)
        {
            var rows = await instances.JournalAsync(actor, instanceId, new PageRequest(page, PageRequest.LargestSize), cancellation);
            journal.AddRange(rows.Value?.Rows ?? []);
            if (journal.Count >= (rows.Value?.Total ?? 0))
            {
                break;
            }
        }

        return new ElsaInstance(row.Value, view.Value, definition, new ElsaHistory(row.Value, new ElsaNodes(definition), journal));
    }
}

/// <summary>An instance, what is open in it, what it runs, and what happened.</summary>
internal sealed record ElsaInstance(InstanceRow Row, InstanceView View, WorkflowDefinition Definition, ElsaHistory History);
