using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Workflows;
using LowCode.Work.Cases;
using LowCode.Work.Releases;

namespace LowCode.Portal.Cases;

/// <summary>Draws the very process that a case runs on, which may be older than the tenant's current one.</summary>
public sealed class CaseDiagrams(PublishedDefinitions definitions)
{
    public async Task<WorkflowDiagram> OfAsync(TenantId tenant, CaseDetails details, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(details);
        var workflow = await definitions.WorkflowAsync(tenant, new ContentHash(details.DefinitionHash), cancellation);
        return WorkflowDiagram.Of(workflow.Definition);
    }

    /// <summary>The processes that the case's own started, in order.</summary>
    public async Task<IReadOnlyList<ChildDiagram>> OfChildrenAsync(TenantId tenant, CaseDetails details, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(details);
        var diagrams = new List<ChildDiagram>();
        foreach (var child in details.Children)
        {
            var workflow = await definitions.WorkflowAsync(tenant, new ContentHash(child.DefinitionHash), cancellation);
            diagrams.Add(new ChildDiagram(workflow.Name ?? workflow.DefinitionId, WorkflowDiagram.Of(workflow.Definition), child));
        }

        return diagrams;
    }
}

/// <param name="Name">Of the process.</param>
public sealed record ChildDiagram(string Name, WorkflowDiagram Diagram, ChildSteps Steps);
