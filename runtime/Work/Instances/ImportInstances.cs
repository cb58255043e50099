using System.Text.Json;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Values;
using LowCode.Engine;
using LowCode.Work.Archives;
using LowCode.Work.Contents;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Texts;

namespace LowCode.Work.Instances;

/// <param name="Ids">In the order of the files.</param>
public sealed record ImportedInstances(IReadOnlyList<string> Ids);

/// <summary>
/// Brings instances in that <see cref="ExportInstance"/> wrote: JSON files, or archives of them. Everything is looked at first; where one is
/// refused none comes in. An instance that is there stays as it is.
/// </summary>
public sealed class ImportInstances(
    IInstanceOwner owner,
    ImportedState states,
    InstanceFileContents contents,
    KeepContents keep,
    IBurstStore store,
    PublishedDefinitions definitions,
    TimeProvider time)
{
    /// <param name="check">Whoever shows histories looks at that of each file; false: it cannot be shown.</param>
    public async Task<Result<ImportedInstances>> HandleAsync(
        Actor actor, IReadOnlyList<ImportedFile> files, Func<PortableInstance, Task<bool>> check, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("instance.forbidden");
        }

        var problems = new List<Problem>();
        var instances = new List<PortableInstance>();
        foreach (var file in JsonFiles.Unpack(files, ArchiveLimits.Instances, problems))
        {
            var (instance, refusal) = await ReadAsync(actor, file, check, cancellation);
            if (refusal is var (code, values))
            {
                problems.Add(new Problem($"/files/{file.Name}", code, WorkTexts.Of(code, values)));
            }
            else
            {
                instances.Add(instance!);
            }
        }

        if (problems.Count == 0 && instances.Count == 0)
        {
            problems.Add(new Problem("/files", "instance.import-none", WorkTexts.Of("instance.import-none")));
        }

        return problems.Count > 0 ? Rejections.Invalid("instance.import-refused", problems) : await BringAsync(actor, instances, cancellation);
    }

    private async Task<(PortableInstance?, (string, object?[])?)> ReadAsync(
        Actor actor, ImportedFile file, Func<PortableInstance, Task<bool>> check, CancellationToken cancellation)
    {
        try
        {
            return PortableInstance.Read(file.Content) is not { } instance ? (null, (PortableInstance.IsMasked(file.Content) ? "instance.import-masked" : "instance.import-foreign", []))
                : await states.RefusalAsync(actor, instance, cancellation) is { } refusal ? (null, refusal)
                : await check(instance) ? (instance, null)
                : (null, ("instance.import-unreadable", []));
        }
        catch (JsonException e)
        {
            return (null, ("instance.import-json", [e.Message]));
        }
    }

    private async Task<Result<ImportedInstances>> BringAsync(Actor actor, List<PortableInstance> instances, CancellationToken cancellation)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var instance in instances)
        {
            if (!ids.Add(instance.InstanceId) || await store.LoadAsync(actor.Tenant, new InstanceId(instance.InstanceId), cancellation) is not null)
            {
                return Rejections.Conflict("instance.exists", instance.InstanceId);
            }
        }

        var revision = (await definitions.CurrentAsync(actor.Tenant, cancellation)).Revision;
        foreach (var instance in instances)
        {
            if (await BringOneAsync(actor, instance, revision, cancellation) is { } refused)
            {
                return refused;
            }
        }

        return new ImportedInstances([.. instances.Select(i => i.InstanceId)]);
    }

    /// <summary>Null: it is in.</summary>
    private async Task<Rejection?> BringOneAsync(Actor actor, PortableInstance instance, long revision, CancellationToken cancellation)
    {
        var kept = new List<ContentReference>();
        try
        {
            var file = await contents.KeepAsync(actor.Tenant, instance, kept, cancellation);
            var origin = new CommandOrigin(actor.Tenant, new InstanceId(file.InstanceId), time.GetUtcNow(), actor.Login, actor.Name);
            var import = new InstanceCommand.Import(origin, file, new ContentHash(file.DefinitionHash), revision, [.. kept.Select(c => c.Id)]);
            return await owner.RunAsync(import, cancellation) is BurstOutcome.Refused refused ? refused.Rejection : null;
        }
        finally
        {
            await keep.DropUntakenAsync(actor.Tenant, kept);
        }
    }
}
