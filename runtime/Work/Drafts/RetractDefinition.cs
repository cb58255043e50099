using System.Text;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Workflows;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Drafts;

/// <summary>
/// An administrator takes a workflow definition out of the release. What runs on it goes on. Retracted it stays as a draft; deleted it goes.
/// </summary>
public sealed class RetractDefinition(IDraftStore drafts, ReadDefinitions read, PublishRelease publish, TimeProvider time)
{
    /// <summary>A definition that is not published is answered as it is.</summary>
    public async Task<Result<DefinitionVersion>> HandleAsync(Actor actor, string definitionId, CancellationToken cancellation)
    {
        var latest = await read.FindAsync(actor, definitionId, VersionChoice.Latest, cancellation);
        if (!latest.IsAccepted)
        {
            return latest.Rejection;
        }

        if (latest.Value.IsPublished)
        {
            // First the draft: a stop in between leaves both, and nothing is lost.
            var definition = latest.Value.Definition;
            var content = Encoding.UTF8.GetString(WorkflowWriter.Write(definition));
            await drafts.PutAsync(actor.Tenant, new Draft(definitionId, definition.Id, definition.Version, content, time.GetUtcNow(), actor.Login), cancellation);
        }

        return await WithdrawAsync(actor, definitionId, cancellation) ?? await read.FindAsync(actor, definitionId, VersionChoice.Latest, cancellation);
    }

    public async Task<Result<DefinitionVersion>> DeleteAsync(Actor actor, string definitionId, CancellationToken cancellation)
    {
        var latest = await read.FindAsync(actor, definitionId, VersionChoice.Latest, cancellation);
        if (!latest.IsAccepted)
        {
            return latest.Rejection;
        }

        if (await WithdrawAsync(actor, definitionId, cancellation) is { } refused)
        {
            return refused;
        }

        await drafts.RemoveAsync(actor.Tenant, definitionId, cancellation);
        return latest;
    }

    /// <summary>Null: it is not in the release any more.</summary>
    private async Task<Result<DefinitionVersion>?> WithdrawAsync(Actor actor, string definitionId, CancellationToken cancellation)
    {
        if (!(await read.FindAsync(actor, definitionId, VersionChoice.Published, cancellation)).IsAccepted)
        {
            return null;
        }

        var withdrawal = new PublishReleaseCommand([], definitionId) { Withdrawn = [(ArtefactKind.Workflow, definitionId)] };
        var published = await publish.HandleAsync(actor, withdrawal, cancellation);
        if (published.IsAccepted)
        {
            return null;
        }

        return published.Rejection;
    }
}
