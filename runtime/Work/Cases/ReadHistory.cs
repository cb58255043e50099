using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Texts;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Releases;

namespace LowCode.Work.Cases;

/// <summary>Who changed which field of a case when, from what to what. Values are masked as everywhere else.</summary>
public sealed class ReadHistory(ICaseQueries cases, PublishedDefinitions definitions, CasePrivacy privacy)
{
    /// <summary>A page of the changes, the newest first, those of one moment in the order of the form.</summary>
    public async Task<Result<Page<FieldChange>>> HandleAsync(Actor actor, string number, PageRequest page, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.IsPublic || await cases.FindByNumberAsync(actor.Tenant, number, cancellation) is not { } record)
        {
            return Rejections.NotFound("case.not-found");
        }

        var masked = await privacy.OfAsync(actor, record.Row.CaseType, record.ReleaseRevision, also: null, cancellation);
        var release = await definitions.AtAsync(actor.Tenant, record.ReleaseRevision, cancellation);
        var caseType = release.CaseType(record.Row.CaseType);
        IReadOnlyList<FormDefinition> forms = caseType is null ? [] : [.. caseType.Forms.Values.Distinct(StringComparer.Ordinal).Select(release.Form).OfType<FormDefinition>()];
        var lines = await cases.TimelineAsync(actor.Tenant, record.Row.CaseId, cancellation);
        var hidden = masked.HiddenOf(lines.Select(l => l.Data).OfType<JsonObject>().Prepend(record.Data));
        var (changes, data) = (new List<FieldChange>(), new JsonObject());
        foreach (var line in lines.Where(l => l.Data is not null))
        {
            var filled = await FormsOfAsync(actor.Tenant, line, forms, cancellation);
            changes.InsertRange(0, ChangesOf(line, filled, data, masked, TimelineText.Of(line, caseType, hidden)));
        }

        var (at, size) = page.Bounded();
        return new Page<FieldChange>([.. changes.Skip(at * size).Take(size)], changes.Count);
    }

    /// <summary>The form that was filled first: two forms may call one field by different names.</summary>
    private async ValueTask<IReadOnlyList<FormDefinition>> FormsOfAsync(TenantId tenant, CaseEventRecord line, IReadOnlyList<FormDefinition> forms, CancellationToken cancellation) =>
        line.FormHash is { } hash ? [await definitions.FormAsync(tenant, new ContentHash(hash), cancellation), .. forms] : forms;

    /// <param name="data">What the case held before; afterwards what it held then.</param>
    private static List<FieldChange> ChangesOf(CaseEventRecord line, IReadOnlyList<FormDefinition> forms, JsonObject data, MaskedFields masked, string what)
    {
        var changes = new List<FieldChange>();
        foreach (var (key, value) in line.Data!)
        {
            var field = forms.Select(f => f.Field(key)).FirstOrDefault(f => f is not null) ?? Unknown(key);
            var old = field.Keys.Prepend(key).Select(k => data[k]).FirstOrDefault(v => !FieldValue.IsEmpty(v));
            var now = FieldValue.IsEmpty(value) ? null : value;
            if (!JsonNode.DeepEquals(old, now))
            {
                var mask = masked.Find(key);
                changes.Add(new FieldChange(line.Seq, line.At, what, TimelineText.NameOf(line), field, Shown(old, mask, masked), Shown(now, mask, masked), mask is not null));
            }

            field.Aliases.Append(key).ToList().ForEach(k => data.Remove(k));
            data[key] = now?.DeepClone();
        }

        return changes;
    }

    private static JsonNode? Shown(JsonNode? value, FormField? mask, MaskedFields masked)
    {
        var shown = mask is null ? value?.DeepClone() : Masking.Of(mask, value);
        if (!ReferenceEquals(masked, MaskedFields.None))
        {
            SignedContent.HideHashes(shown);
        }

        return shown;
    }

    // A process may set what no form shows.
    private static FormField Unknown(string key) => new(key, key, FieldType.Text, LocalizedText.Of(key, key), LocalizedText.Empty, [], null, FieldLimits.None);
}
