using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Work.Cases;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Texts;

namespace LowCode.Work.Prefills;

/// <summary>
/// Finds what is known already of what a form asks: from its case, from the person who fills it, from what they submitted last. What somebody may not see is
/// filled into nothing, and says from where it came.
/// </summary>
public sealed class ReadPrefills(ILastSubmissions last, ReadRuleSets ruleSets)
{
    /// <param name="details">The case that the form belongs to, as the actor sees it; null: a new one.</param>
    /// <param name="zone">The tenant's, in which people read days.</param>
    /// <param name="rule">That the form is about to change; null: none.</param>
    /// <returns>By field key.</returns>
    public async Task<IReadOnlyDictionary<string, Prefilled>> HandleAsync(
        Actor actor, FormDefinition form, CaseDetails? details, TimeZoneInfo zone, CancellationToken cancellation, RuleSubject? rule = null)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(form);
        var fields = actor.IsPublic ? [] : form.Fields.Where(f => f.Prefill is not null).ToList();
        var before = fields.Any(f => f.Prefill!.Source == PrefillSource.LastSubmission) ? await last.FindAsync(actor.Tenant, actor.Login, form.FormId, cancellation) : null;
        var published = rule is null || !fields.Any(f => f.Prefill!.Source == PrefillSource.Rule) ? null : (await ruleSets.FindAsync(actor, rule.RuleSet, cancellation)).Value;
        var found = new Dictionary<string, Prefilled>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var (source, origin) = field.Prefill!.Source switch
            {
                PrefillSource.Person => (OfPerson(actor), WorkTexts.Of("prefill.person")),
                PrefillSource.Case => (details is null ? null : Seen(details), WorkTexts.Of("prefill.case", details?.Case.Number)),
                PrefillSource.LastSubmission => (before is null ? null : Seen(before.Data, form, actor), WorkTexts.Of("prefill.last", Day(before, zone))),
                PrefillSource.Rule => (published is null ? null : rule!.In(published), WorkTexts.Of("prefill.rule", rule?.RuleId)),
                _ => throw new InvalidOperationException($"Expected a source, but got {field.Prefill.Source}."),
            };
            if (source is not null && Follow(source, field.Prefill.Member) is { } value && !FieldValue.IsEmpty(value))
            {
                found[field.Key] = new Prefilled(value.DeepClone(), origin);
            }
        }

        return found;
    }

    private static JsonObject OfPerson(Actor actor) => new() { ["login"] = actor.Login, ["name"] = actor.Name, ["department"] = actor.Department };

    private static JsonObject Seen(CaseDetails details)
    {
        var seen = details.Data.DeepClone().AsObject();
        foreach (var masked in details.Masked)
        {
            seen.Remove(masked.Key);
        }

        return seen;
    }

    // Also what one typed oneself is not brought up again where one may not see it.
    private static JsonObject Seen(JsonObject data, FormDefinition form, Actor actor)
    {
        var seen = data.DeepClone().AsObject();
        foreach (var field in form.Fields.Where(f => Masking.Concerns(f) && !form.Privacy.SeenBy.Any(actor.Roles.Contains)))
        {
            seen.Remove(field.Key);
        }

        return seen;
    }

    private static JsonNode? Follow(JsonNode source, string path)
    {
        JsonNode? at = source;
        foreach (var name in path.Split('.'))
        {
            at = (at as JsonObject)?[name];
        }

        return at;
    }

    private static string Day(LastSubmission? before, TimeZoneInfo zone) =>
        before is null ? "" : TimeZoneInfo.ConvertTime(before.At, zone).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
