using System.Text.Json.Nodes;
using LowCode.Work.People;

namespace LowCode.Work.Drafts;

/// <param name="IsNew">False: it was published already.</param>
public sealed record PublishedDefinition(DefinitionVersion Version, bool IsNew);

/// <summary>An administrator publishes the latest version of a workflow definition as it is: a release of what is current and this definition.</summary>
public sealed class PublishDefinition(ReadDefinitions read, SaveDefinition save)
{
    /// <param name="expected">The <see cref="DefinitionVersion.Tag"/> of what is meant; null: whatever is latest.</param>
    public async Task<Result<PublishedDefinition>> HandleAsync(Actor actor, string definitionId, string? expected, CancellationToken cancellation)
    {
        var latest = await read.FindAsync(actor, definitionId, VersionChoice.Latest, cancellation);
        if (!latest.IsAccepted)
        {
            return latest.Rejection;
        }

        if (latest.Value.IsPublished)
        {
            return new PublishedDefinition(latest.Value, IsNew: false);
        }

        var command = new SaveDefinitionCommand(JsonObject.Create(latest.Value.Definition.Json)!, Publishes: true) { Expected = expected ?? latest.Value.Tag };
        var saved = await save.HandleAsync(actor, command, cancellation);
        return saved.IsAccepted ? new PublishedDefinition(saved.Value, IsNew: true) : saved.Rejection;
    }
}
