using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Forms;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Tenants;

namespace LowCode.Work.Cases;

/// <summary>Checks what was filled into a form against the tenant's dictionaries and departments, and says what it changes.</summary>
public sealed class FormChecking(IDirectory directory, KnownTenants tenants, SubmittedAttachments attachments)
{
    /// <param name="now">When it was submitted, for the form's expressions.</param>
    /// <param name="current">What the case holds already; null: a new case.</param>
    internal async Task<(JsonObject Filled, Rejection? Rejection)> CheckAsync(
        TenantId tenant,
        ReleaseView release,
        FormDefinition form,
        string step,
        JsonObject data,
        JsonObject? current,
        bool skipsRequired,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        var lookups = new FormLookups(release.Dictionary, await DepartmentsAsync(tenant, form, cancellation))
        {
            PersonExists = await PeopleAsync(tenant, form, cancellation),
        };
        var zone = (await tenants.GetAsync(tenant, cancellation)).Zone;
        var (problems, changes) = FormSubmission.Accept(form, step, data, lookups, skipsRequired, current, TimeZoneInfo.ConvertTime(now, zone));
        var all = problems.Count > 0 ? problems : await attachments.CheckAsync(tenant, form, data, cancellation);
        return all.Count > 0 ? (data, Rejections.Invalid("form.invalid", all)) : (changes, null);
    }

    /// <summary>Ids of all attachments in the data.</summary>
    internal static IReadOnlyList<string> Photos(FormDefinition form, JsonObject data) =>
        [.. form.Fields.SelectMany(f => FieldValue.Attachments(f, data[f.Key])).Distinct()];

    private async Task<Func<string, bool>> DepartmentsAsync(TenantId tenant, FormDefinition form, CancellationToken cancellation) =>
        Has(form, FieldType.Department) ? (await directory.DepartmentsAsync(tenant, cancellation)).Select(d => d.Code).ToHashSet(StringComparer.Ordinal).Contains : _ => false;

    private async Task<Func<string, bool>> PeopleAsync(TenantId tenant, FormDefinition form, CancellationToken cancellation) =>
        Has(form, FieldType.Person) ? (await directory.PeopleAsync(tenant, cancellation)).Select(p => p.Login).ToHashSet(StringComparer.Ordinal).Contains : _ => false;

    private static bool Has(FormDefinition form, FieldType type) => form.Fields.Any(f => f.Type == type || f.Columns.Any(c => c.Type == type));
}
