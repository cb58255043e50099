using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Workflows;
using LowCode.Engine;
using LowCode.Work.Releases;

namespace LowCode.Work.Drafts;

/// <summary>Published workflows that others may use as activities.</summary>
public sealed class UsableWorkflows(PublishedDefinitions definitions, WorkflowEngine engine)
{
    /// <summary>In the order of their names.</summary>
    public async Task<IReadOnlyList<UsableWorkflow>> AllAsync(TenantId tenant, CancellationToken cancellation)
    {
        var usable = new List<UsableWorkflow>();
        foreach (var item in (await definitions.CurrentAsync(tenant, cancellation)).Items.Where(i => i.Kind == ArtefactKind.Workflow))
        {
            var definition = (await definitions.WorkflowAsync(tenant, item.Hash, cancellation)).Definition;
            if (definition is { Options.UsableAsActivity: true, Name.Length: > 0 })
            {
                usable.Add(new UsableWorkflow(WorkflowTypes.NameOf(definition.Name), definition));
            }
        }

        return [.. usable.OrderBy(w => w.TypeName, StringComparer.Ordinal)];
    }

    /// <summary>All types that an activity may be of, these workflows among them.</summary>
    public async Task<IReadOnlySet<string>> TypesAsync(TenantId tenant, CancellationToken cancellation) =>
        engine.Catalogue.Descriptors.Select(d => d.Type)
            .Concat((await AllAsync(tenant, cancellation)).Select(w => w.TypeName))
            .ToHashSet(StringComparer.Ordinal);
}

/// <param name="TypeName">The type of an activity that is this workflow.</param>
public sealed record UsableWorkflow(string TypeName, WorkflowDefinition Definition);
