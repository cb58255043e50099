using System.Globalization;
using System.Text;
using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Workflows;
using LowCode.Work.Releases;

namespace LowCode.Work.Drafts;

/// <summary>Finds the versions of definitions, and reads them.</summary>
public sealed class DefinitionFamilies(IDraftStore drafts, IVersionStore versions, IReleaseStore store, PublishedDefinitions definitions)
{
    /// <summary>Bytes of summaries that are kept: 16 MB, some fifty thousand versions.</summary>
    private const long Budget = 16L * 1024 * 1024;

    private const int BytesOfSummary = 320;

    private readonly DefinitionCache _summaries = new(Budget);

    /// <summary>In the order of their ids.</summary>
    internal async Task<IReadOnlyList<DefinitionFamily>> AllAsync(TenantId tenant, CancellationToken cancellation) =>
        [.. (await EverAsync(tenant, cancellation)).Where(f => f.Members.Any())];

    /// <summary>Without members where there is no such definition.</summary>
    internal async Task<DefinitionFamily> OfAsync(TenantId tenant, string definitionId, CancellationToken cancellation)
    {
        var published = await PublishedAsync(tenant, cancellation);
        return new DefinitionFamily(
            definitionId,
            await drafts.FindAsync(tenant, definitionId, cancellation),
            published.TryGetValue(definitionId, out var hash) ? hash : null,
            await versions.OfAsync(tenant, definitionId, cancellation));
    }

    /// <summary>Null: no definition of the tenant ever had such a version.</summary>
    internal async Task<(DefinitionFamily Family, FamilyMember Member)?> FindVersionAsync(TenantId tenant, string versionId, CancellationToken cancellation)
    {
        var families = await EverAsync(tenant, cancellation);
        var removed = families.SelectMany(f => f.History
            .Where(v => v.IsRemoved && v.Hash != f.Published)
            .Select(v => (Family: f, Member: new FamilyMember(null, v, IsLatest: false, IsPublished: false))));
        var members = families.SelectMany(f => f.Members.Select(m => (Family: f, Member: m)))
            .Concat(removed)
            .OrderByDescending(m => m.Member.IsLatest || m.Member.IsPublished);
        foreach (var found in members)
        {
            if ((await SummaryAsync(tenant, found.Member, cancellation)).VersionId == versionId)
            {
                return found;
            }
        }

        return null;
    }

    internal async ValueTask<DefinitionVersion> ReadAsync(TenantId tenant, FamilyMember member, CancellationToken cancellation)
    {
        var definition = member.Draft is { } draft ? Read(draft) : (await definitions.WorkflowAsync(tenant, member.Row!.Hash, cancellation)).Definition;
        var at = VersionSummary.TimeOf(definition, member.Draft?.UpdatedAt ?? member.Row!.CreatedAt);
        return new DefinitionVersion(definition, at, member.IsLatest, member.IsPublished, member.Draft?.Revision ?? 0);
    }

    internal async ValueTask<ListedVersion> ListAsync(TenantId tenant, FamilyMember member, CancellationToken cancellation) =>
        new(await SummaryAsync(tenant, member, cancellation), member.IsLatest, member.IsPublished);

    /// <summary>Version ids and the highest number of all that was ever published, removed or not: neither is given again.</summary>
    internal async Task<(HashSet<string> VersionIds, int Highest)> TakenAsync(TenantId tenant, DefinitionFamily family, CancellationToken cancellation)
    {
        var (ids, highest) = (new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var row in family.History)
        {
            var summary = await SummaryAsync(tenant, new FamilyMember(null, row, false, false), cancellation);
            ids.Add(summary.VersionId);
            highest = Math.Max(highest, summary.Version);
        }

        return (ids, highest);
    }

    private async ValueTask<VersionSummary> SummaryAsync(TenantId tenant, FamilyMember member, CancellationToken cancellation)
    {
        if (member.Draft is { } draft)
        {
            // A draft that was given up and begun anew counts from 1 again.
            var place = string.Create(CultureInfo.InvariantCulture, $"{tenant}/{draft.DefinitionId}/{draft.VersionId}/{draft.Revision}/{draft.UpdatedAt.UtcTicks}");
            return _summaries.Find<VersionSummary>(place) ?? _summaries.Keep(place, VersionSummary.Of(Read(draft), draft.UpdatedAt), BytesOfSummary);
        }

        var key = $"{tenant}/{member.Row!.Hash}";
        return _summaries.Find<VersionSummary>(key)
            ?? _summaries.Keep(
                key,
                VersionSummary.Of((await definitions.WorkflowAsync(tenant, member.Row.Hash, cancellation)).Definition, member.Row.CreatedAt),
                BytesOfSummary);
    }

    // With those of which everything was removed.
    private async Task<IReadOnlyList<DefinitionFamily>> EverAsync(TenantId tenant, CancellationToken cancellation)
    {
        var written = (await drafts.AllAsync(tenant, cancellation)).ToDictionary(d => d.DefinitionId, StringComparer.Ordinal);
        var published = await PublishedAsync(tenant, cancellation);
        var history = (await versions.AllAsync(tenant, cancellation)).ToLookup(v => v.DefinitionId, StringComparer.Ordinal);
        return
        [
            .. written.Keys.Union(history.Select(h => h.Key), StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(id => new DefinitionFamily(id, written.GetValueOrDefault(id), published.TryGetValue(id, out var hash) ? hash : null, [.. history[id]])),
        ];
    }

    private async Task<Dictionary<string, ContentHash>> PublishedAsync(TenantId tenant, CancellationToken cancellation) =>
        (await store.ItemsAsync(tenant, await store.RevisionAsync(tenant, cancellation), cancellation))
            .Where(i => i.Kind == ArtefactKind.Workflow)
            .ToDictionary(i => i.Key, i => i.Hash, StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">The row holds no definition: whoever wrote it should have looked.</exception>
    private static WorkflowDefinition Read(Draft draft) =>
        WorkflowReader.Examine(Encoding.UTF8.GetBytes(draft.Content)).Definition
        ?? throw new InvalidDataException($"Expected the draft of {draft.DefinitionId} to be a definition, but it is not.");
}
