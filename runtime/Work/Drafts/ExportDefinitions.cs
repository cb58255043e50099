using System.IO.Compression;
using LowCode.Definitions.Workflows;
using LowCode.Work.People;

namespace LowCode.Work.Drafts;

/// <param name="Name">Without a folder.</param>
public sealed record ExportedFile(string Name, string ContentType, byte[] Content);

/// <summary>An administrator takes workflow definitions out as files in Elsa's form: one as JSON, several as an archive.</summary>
public sealed class ExportDefinitions(ReadDefinitions read, DefinitionReferences references)
{
    // Two archives of the same definitions are the same bytes; the form knows no earlier year.
    private static readonly DateTimeOffset _entryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task<Result<ExportedFile>> OneAsync(Actor actor, string definitionId, VersionSelector versions, bool withConsumers, CancellationToken cancellation)
    {
        var found = await read.FindAsync(actor, definitionId, versions, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        if (withConsumers)
        {
            return Archive([found.Value, .. await references.ConsumersAsync(actor.Tenant, [definitionId], cancellation)]);
        }

        var definition = found.Value.Definition;
        return new ExportedFile(NameOf(definition), "application/json", WorkflowWriter.Write(definition));
    }

    /// <param name="versionIds">Those that are not there are left out; where none is, it is rejected.</param>
    public async Task<Result<ExportedFile>> ManyAsync(Actor actor, IReadOnlyList<string> versionIds, bool withConsumers, CancellationToken cancellation)
    {
        var found = new List<DefinitionVersion>();
        Rejection? rejection = null;
        foreach (var versionId in versionIds.Distinct(StringComparer.Ordinal))
        {
            var version = await read.VersionAsync(actor, versionId, cancellation);
            rejection = version.Rejection ?? rejection;
            if (version.IsAccepted)
            {
                found.Add(version.Value);
            }
        }

        if (found.Count == 0)
        {
            return rejection ?? Rejections.NotFound("definition.not-found", "");
        }

        if (withConsumers)
        {
            found.AddRange(await references.ConsumersAsync(actor.Tenant, [.. found.Select(v => v.Definition.DefinitionId)], cancellation));
        }

        return Archive(found);
    }

    private static ExportedFile Archive(IEnumerable<DefinitionVersion> versions)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var version in versions.OrderBy(v => v.Definition.DefinitionId, StringComparer.Ordinal).ThenBy(v => v.Definition.Version))
            {
                var name = NameOf(version.Definition);
                if (!names.Add(name))
                {
                    name = $"{Path.GetFileNameWithoutExtension(name)}-{version.Definition.Version}.json";
                    names.Add(name);
                }

                var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = _entryTime;
                using var content = entry.Open();
                content.Write(WorkflowWriter.Write(version.Definition));
            }
        }

        return new ExportedFile("workflow-definitions.zip", "application/zip", buffer.ToArray());
    }

    // An id is whatever a file says: a name must not lead out of a folder.
    private static string NameOf(WorkflowDefinition definition) =>
        $"workflow-definition-{string.Concat(definition.DefinitionId.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'))}.json";
}
