using System.Collections.Concurrent;
using LowCode.Definitions;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Releases;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Privacy;

/// <summary>
/// By which columns somebody must not find cases: those that are filled from a field which any version of a form of the case type calls sensitive and none of the
/// reader's roles sees there. Older cases run on older releases, those of types that were withdrawn too, so what is asked is what was ever published.
/// </summary>
public sealed class MaskedColumns(IReleaseStore store, PublishedDefinitions definitions)
{
    private readonly ConcurrentDictionary<TenantId, GuardedColumns> _known = new();

    public async ValueTask<IReadOnlyList<MaskedColumn>> OfAsync(Actor actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Login == Actor.SystemLogin)
        {
            return [];
        }

        var revision = (await definitions.CurrentAsync(actor.Tenant, cancellation)).Revision;
        if (!_known.TryGetValue(actor.Tenant, out var guarded) || guarded.Revision < revision)
        {
            _known[actor.Tenant] = guarded = await ReadAsync(actor.Tenant, revision, cancellation);
        }

        return [.. guarded.Columns.Where(c => !c.SeenBy.Any(actor.Roles.Contains)).Select(c => c.Column).Distinct()];
    }

    private async Task<GuardedColumns> ReadAsync(TenantId tenant, long revision, CancellationToken cancellation)
    {
        var columns = new List<(MaskedColumn, IReadOnlyList<string>)>();
        foreach (var id in await store.KeysAsync(tenant, ArtefactKind.CaseType, cancellation))
        {
            var versions = await definitions.CaseTypeVersionsAsync(tenant, id, cancellation);
            var forms = new List<FormDefinition>();
            foreach (var form in versions.SelectMany(v => v.Forms.Values).Distinct(StringComparer.Ordinal))
            {
                forms.AddRange(await definitions.FormVersionsAsync(tenant, form, cancellation));
            }

            foreach (var column in Enum.GetValues<CaseColumn>())
            {
                var keys = versions.Select(v => v.Fields.KeyOf(column)).OfType<string>().ToHashSet(StringComparer.Ordinal);
                columns.AddRange(forms.Where(f => f.Fields.Any(o => IsGuarded(o, keys))).Select(f => (new MaskedColumn(column, id), f.Privacy.SeenBy)));
            }
        }

        return new(revision, columns);
    }

    private static bool IsGuarded(FormField field, HashSet<string> keys) =>
        field.Sensitivity != Sensitivity.Normal && field.Keys.Any(keys.Contains);

    /// <param name="Revision">Of the newest release that was looked at.</param>
    private sealed record GuardedColumns(long Revision, IReadOnlyList<(MaskedColumn Column, IReadOnlyList<string> SeenBy)> Columns);
}
