using LowCode.Definitions.Forms;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Privacy;

/// <summary>
/// Says what of a case somebody may not see. A field is masked where any form of the case says that it is sensitive, of the release in force or of the one that
/// the case runs on, and none of the reader's roles sees it there: the strictest form decides. Of fields that no form of these has, forms that left the type say it.
/// </summary>
public sealed class CasePrivacy(PublishedDefinitions definitions)
{
    /// <param name="revision">Of the release that the case runs on.</param>
    /// <param name="also">Another form that shows it; null: none.</param>
    internal async ValueTask<MaskedFields> OfAsync(Actor actor, string caseType, long revision, FormDefinition? also, CancellationToken cancellation)
    {
        var current = await definitions.CurrentAsync(actor.Tenant, cancellation);
        var pinned = await definitions.AtAsync(actor.Tenant, revision, cancellation);
        FormDefinition[] forms = [.. current.FormsOf(caseType), .. pinned.FormsOf(caseType), .. also is null ? Array.Empty<FormDefinition>() : [also]];
        var known = forms.SelectMany(f => f.Fields).Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        var left = await definitions.LeftFormsAsync(actor.Tenant, current, caseType, cancellation);
        return Of(actor, [.. forms, .. left.Select(f => f with { Fields = [.. f.Fields.Where(field => !known.Contains(field.Key))] })]);
    }

    /// <summary>As the release in force says, for lists.</summary>
    internal static MaskedFields Of(Actor actor, ReleaseView release, string caseType) => Of(actor, release.FormsOf(caseType));

    private static MaskedFields Of(Actor actor, IEnumerable<FormDefinition> forms)
    {
        // The product itself looks at nothing: it moves data on.
        if (actor.Login == Actor.SystemLogin)
        {
            return MaskedFields.None;
        }

        var masked = new Dictionary<string, (FormField Field, bool MayReveal)>(StringComparer.Ordinal);
        foreach (var form in forms.Distinct())
        {
            if (form.Privacy.SeenBy.Any(actor.Roles.Contains))
            {
                continue;
            }

            var mayReveal = actor.IsAdministrator || form.Privacy.RevealedBy.Any(actor.Roles.Contains);
            foreach (var field in form.Fields.Where(Masking.Concerns))
            {
                masked[field.Key] = masked.TryGetValue(field.Key, out var known)
                    ? (Stricter(known.Field, field), known.MayReveal && mayReveal)
                    : (field, mayReveal);
            }
        }

        return masked.Count == 0 ? MaskedFields.None : new MaskedFields(masked);
    }

    private static FormField Stricter(FormField one, FormField other) => other.Sensitivity > one.Sensitivity ? other : one;
}
