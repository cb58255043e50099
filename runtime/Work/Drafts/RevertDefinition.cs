using System.Text.Json.Nodes;
using LowCode.Definitions.Workflows;
using LowCode.Work.People;

namespace LowCode.Work.Drafts;

/// <summary>An administrator goes back to an earlier version of a workflow definition: its content becomes the next version, as a draft.</summary>
public sealed class RevertDefinition(ReadDefinitions read, SaveDefinition save)
{
    public async Task<Result<DefinitionVersion>> HandleAsync(Actor actor, string definitionId, int version, CancellationToken cancellation)
    {
        var found = await read.FindAsync(actor, definitionId, new VersionSelector(VersionChoice.AllVersions, version), cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        var model = JsonNode.Parse(WorkflowWriter.Write(found.Value.Definition))!.AsObject();
        return await save.HandleAsync(actor, new SaveDefinitionCommand(model, Publishes: false) { BeginsNext = true }, cancellation);
    }
}
