using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Problems;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Tenants;

namespace LowCode.Work.Cases;

/// <summary>Checks what was filled into a form against the tenant's dictionaries and departments, and says what it changes.</summary>
public sealed class FormChecking(IDirectory directory, KnownTenants tenants, SubmittedAttachments attachments)
{
    internal async Task<(JsonObject Filled, Rejection? Rejection)> CheckAsync(ReleaseView release, FilledForm filled, CancellationToken cancellation)
    {
        var (tenant, form) = (filled.Actor.Tenant, filled.Form);
        var lookups = new FormLookups(release.Dictionary, await DepartmentsAsync(tenant, form, cancellation))
        {
            PersonExists = await PeopleAsync(tenant, form, cancellation),
        };
        var zone = (await tenants.GetAsync(tenant, cancellation)).Zone;
        var accepted = FormSubmission.Accept(
            form, filled.Step, filled.Data, lookups, filled.SkipsRequired, filled.Current, TimeZoneInfo.ConvertTime(filled.At, zone));
        IReadOnlyList<Problem> all = [.. accepted.Problems, .. SubmittedSignatures.Check(filled, accepted), .. await attachments.CheckAsync(filled, accepted, cancellation)];
        return all.Count > 0 ? (filled.Data, Rejections.Invalid("form.invalid", all)) : (accepted.Data, null);
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
