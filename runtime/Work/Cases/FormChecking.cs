using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Forms;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Cases;

/// <summary>Checks what was filled into a form against the tenant's dictionaries and departments, and adds what the form itself says.</summary>
public sealed class FormChecking(IDirectory directory)
{
    /// <param name="current">What the case holds already; null: a new case.</param>
    internal async Task<(JsonObject Filled, Rejection? Rejection)> CheckAsync(
        TenantId tenant,
        ReleaseView release,
        FormDefinition form,
        string step,
        JsonObject data,
        JsonObject? current,
        bool skipsRequired,
        CancellationToken cancellation)
    {
        var departments = form.Fields.Any(f => f.Type == FieldType.Department)
            ? (await directory.DepartmentsAsync(tenant, cancellation)).Select(d => d.Code).ToHashSet(StringComparer.Ordinal)
            : [];
        var lookups = new FormLookups(release.Dictionary, departments.Contains);
        var problems = FormSubmission.Check(form, step, data, lookups, skipsRequired, current);
        if (problems.Count > 0)
        {
            return (data, Rejections.Invalid("form.invalid", problems));
        }

        var filled = data.DeepClone().AsObject();
        foreach (var (key, value) in FormDefaults.ToAdd(form, step, current ?? []))
        {
            filled[key] = value?.DeepClone();
        }

        return (filled, null);
    }

    /// <summary>Ids of all attachments in the data.</summary>
    internal static IReadOnlyList<string> Photos(FormDefinition form, JsonObject data) =>
        [.. form.Fields.SelectMany(f => FieldValue.Attachments(f, data[f.Key])).Distinct()];
}
