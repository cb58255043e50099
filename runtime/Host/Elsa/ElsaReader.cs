using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Workflows;
using LowCode.Engine;
using LowCode.Engine.Journal;
using LowCode.Work;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Host.Elsa;

/// <summary>Reads an instance with all that Elsa Studio shows of it.</summary>
internal sealed class ElsaReader(ReadInstances instances, ReadInstance read, PublishedDefinitions definitions, WorkflowEngine engine)
{
    /// <summary>Pages of bursts whose events are told. Of an instance with more it is the first and the last, and what is open now.</summary>
    private const int MostPages = 10;

    public async Task<WorkflowDefinition> DefinitionAsync(TenantId tenant, string hash, CancellationToken cancellation) =>
        (await definitions.WorkflowAsync(tenant, new ContentHash(hash), cancellation)).Definition;

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

        var first = (await instances.JournalAsync(actor, instanceId, new PageRequest(0, PageRequest.LargestSize), cancellation)).Value;
        var pages = ((first?.Total ?? 0) + PageRequest.LargestSize - 1) / PageRequest.LargestSize;
        var rest = new List<JournalRow>();
        for (var page = Math.Max(1, pages - MostPages + 1); page < pages; page++)
        {
            rest.AddRange((await instances.JournalAsync(actor, instanceId, new PageRequest(page, PageRequest.LargestSize), cancellation)).Value?.Rows ?? []);
        }

        IReadOnlyList<JournalRow> journal = [.. first?.Rows ?? [], .. rest];
        var hasGap = pages > MostPages;
        var versions = new List<WorkflowDefinition> { await DefinitionAsync(actor.Tenant, row.Value.DefinitionHash, cancellation) };
        foreach (var hash in Left(journal))
        {
            versions.Add(await DefinitionAsync(actor.Tenant, hash, cancellation));
        }

        var nodes = new ElsaNodes(engine.Catalogue, versions);
        var history = hasGap ? new ElsaHistory(row.Value, nodes, first!.Rows, view.Value.Open, rest) : new ElsaHistory(row.Value, nodes, journal);
        return new ElsaInstance(row.Value, view.Value, versions[0], history);
    }

    /// <summary>Whether the history in a file can be told; whatever stands in it must not break those who look at the instance later.</summary>
    public async Task<bool> CanShowAsync(Actor actor, PortableInstance file, CancellationToken cancellation)
    {
        var row = new InstanceRow(
            file.InstanceId, file.DefinitionId, file.DefinitionHash, 0, "Running", "Suspended", null, null, null, 0, file.CreatedAt, file.CreatedAt, file.FinishedAt, file.RowVersion);
        try
        {
            var versions = new List<WorkflowDefinition>();
            foreach (var hash in Left(file.History).Prepend(file.DefinitionHash))
            {
                versions.Add(await DefinitionAsync(actor.Tenant, hash, cancellation));
            }

            _ = new ElsaHistory(row, new ElsaNodes(engine.Catalogue, versions), file.History);
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException or NullReferenceException)
        {
            return false;
        }
    }

    /// <summary>The definitions that it ran on before it was taken over to others.</summary>
    private static IEnumerable<string> Left(IEnumerable<JournalRow> journal) => journal
        .Where(r => r.Stimulus == "migrate")
        .SelectMany(r => r.Entries.AsArray())
        .Where(e => (string?)e?["kind"] == nameof(JournalKind.Migrated))
        .Select(e => (string?)e!["data"]?["fromHash"])
        .OfType<string>();
}

/// <summary>An instance, what is open in it, what it runs, and what happened.</summary>
internal sealed record ElsaInstance(InstanceRow Row, InstanceView View, WorkflowDefinition Definition, ElsaHistory History);
