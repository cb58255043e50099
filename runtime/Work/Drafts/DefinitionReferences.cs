using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Workflows;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Drafts;

/// <summary>Which workflow definitions use others as activities, and brings them to the version that is published.</summary>
public sealed class DefinitionReferences(DefinitionFamilies families, ReadDefinitions read, SaveDefinition save)
{
    /// <summary>The latest versions of those that use a definition, and of those that use these, in the order of their ids.</summary>
    public async Task<Result<IReadOnlyList<DefinitionVersion>>> ConsumersAsync(Actor actor, string definitionId, CancellationToken cancellation)
    {
        var used = await read.FindAsync(actor, definitionId, VersionChoice.Latest, cancellation);
        return used.IsAccepted
            ? Result<IReadOnlyList<DefinitionVersion>>.Of(await ConsumersAsync(actor.Tenant, [definitionId], cancellation))
            : used.Rejection;
    }

    /// <summary>As Elsa does, only where the definition asks for it: <c>usableAsActivity</c> and <c>autoUpdateConsumingWorkflows</c>.</summary>
    /// <returns>The consumers that were saved, published where they were.</returns>
    public async Task<Result<IReadOnlyList<DefinitionVersion>>> UpdateAsync(Actor actor, string definitionId, CancellationToken cancellation)
    {
        var latest = await read.FindAsync(actor, definitionId, VersionChoice.Latest, cancellation);
        if (!latest.IsAccepted)
        {
            return latest.Rejection;
        }

        var published = await read.FindAsync(actor, definitionId, VersionChoice.Published, cancellation);
        if (published.Value?.Definition.Options is not { UsableAsActivity: true, AutoUpdatesConsumers: true })
        {
            return Result<IReadOnlyList<DefinitionVersion>>.Of([]);
        }

        var updated = new List<DefinitionVersion>();
        foreach (var consumer in await ConsumersAsync(actor.Tenant, [definitionId], cancellation))
        {
            var document = JsonNode.Parse(WorkflowWriter.Write(consumer.Definition))!.AsObject();
            if (!ConsumerUpdates.Point(document["root"], published.Value.Definition))
            {
                continue;
            }

            var saved = await save.HandleAsync(actor, new SaveDefinitionCommand(document, consumer.IsPublished) { Expected = consumer.Tag }, cancellation);
            if (!saved.IsAccepted)
            {
                return saved.Rejection;
            }

            updated.Add(saved.Value);
        }

        return Result<IReadOnlyList<DefinitionVersion>>.Of(updated);
    }

    internal async Task<IReadOnlyList<DefinitionVersion>> ConsumersAsync(TenantId tenant, IReadOnlyCollection<string> definitionIds, CancellationToken cancellation)
    {
        var all = new List<DefinitionVersion>();
        foreach (var family in await families.AllAsync(tenant, cancellation))
        {
            all.Add(await families.ReadAsync(tenant, family.Members.First(), cancellation));
        }

        var found = new Dictionary<string, DefinitionVersion>(StringComparer.Ordinal);
        var open = new Queue<string>(definitionIds);
        while (open.TryDequeue(out var used))
        {
            foreach (var consumer in all.Where(c => Uses(c.Definition, used) && !definitionIds.Contains(c.Definition.DefinitionId)))
            {
                if (found.TryAdd(consumer.Definition.DefinitionId, consumer))
                {
                    open.Enqueue(consumer.Definition.DefinitionId);
                }
            }
        }

        return [.. found.Values.OrderBy(c => c.Definition.DefinitionId, StringComparer.Ordinal)];
    }

    // An input of that name, as ExecuteWorkflow has it, is an object and no text.
    private static bool Uses(WorkflowDefinition definition, string usedId) =>
        definition.Activities.Any(a => a.Json.Text("workflowDefinitionId") == usedId);
}
