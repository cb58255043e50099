using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Forms;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Privacy;

/// <summary>
/// Says what of a case somebody may not see. A field is masked where any form of the case says that it is sensitive, of the release in force or of the one that
/// the case runs on, and none of the reader's roles sees it there: the strictest form decides. So neither a newer version of a form nor a case type that was
/// withdrawn uncovers what was filled in under an older one. Of fields that no form of these has, forms that left the type say it.
/// </summary>
public sealed class CasePrivacy(PublishedDefinitions definitions)
{
    /// <param name="revision">Of the release that the case runs on.</param>
    /// <param name="also">Another form that shows it; null: none.</param>
    internal async ValueTask<MaskedFields> OfAsync(Actor actor, string caseType, long revision, FormDefinition? also, CancellationToken cancellation)
    {
        var current = await definitions.CurrentAsync(actor.Tenant, cancellation);
        var pinned = await definitions.AtAsync(actor.Tenant, revision, cancellation);
        return Of(actor, caseType, [current, pinned], also, await definitions.LeftFormsAsync(actor.Tenant, current, caseType, cancellation));
    }

    /// <summary>As one release says, for what is not about a single case.</summary>
    internal static MaskedFields Of(Actor actor, ReleaseView release, string caseType) => Of(actor, caseType, [release], also: null, left: []);

    private static MaskedFields Of(Actor actor, string caseType, IReadOnlyList<ReleaseView> releases, FormDefinition? also, IReadOnlyList<FormDefinition> left)
    {
        // The product itself looks at nothing: it moves data on.
        if (actor.Login == Actor.SystemLogin)
        {
            return MaskedFields.None;
        }

        var types = releases.Select(r => r.CaseType(caseType)).OfType<CaseTypeDefinition>().ToList();
        var ids = types.SelectMany(t => t.Forms.Values).Distinct(StringComparer.Ordinal);
        var forms = ids.SelectMany(id => releases.Select(r => r.Form(id))).Append(also).OfType<FormDefinition>().Distinct().ToList();
        var known = forms.SelectMany(f => f.Fields).Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        forms.AddRange(left.Select(f => f with { Fields = [.. f.Fields.Where(field => !known.Contains(field.Key))] }));
        var masked = new Dictionary<string, (FormField Field, bool MayReveal)>(StringComparer.Ordinal);
        foreach (var form in forms.Where(f => !f.Privacy.SeenBy.Any(actor.Roles.Contains)))
        {
            var mayReveal = actor.IsAdministrator || form.Privacy.RevealedBy.Any(actor.Roles.Contains);
            foreach (var field in form.Fields.Where(Masking.Concerns).SelectMany(f => StrictFields.NamesOf(f, form.FormId, forms)))
            {
                masked[field.Key] = masked.TryGetValue(field.Key, out var other)
                    ? (StrictFields.Stricter(other.Field, field), other.MayReveal && mayReveal)
                    : (field, mayReveal);
            }
        }

        return masked.Count == 0 ? MaskedFields.None : new MaskedFields(masked, [.. types.Select(t => t.Fields)]);
    }
}
