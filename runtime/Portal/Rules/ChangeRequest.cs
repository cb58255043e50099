using LowCode.Definitions.Forms;
using LowCode.Work.Releases;

namespace LowCode.Portal.Rules;

/// <summary>Where a change of a rule is asked for: the first case type whose report form is filled from a rule.</summary>
internal static class ChangeRequest
{
    /// <summary>Null: the tenant has no such case type.</summary>
    public static string? LinkFor(ReleaseView release, string set, string rule) => release.CaseTypes
        .Where(t => t.ReportStep is { } step && t.Forms.TryGetValue(step, out var form) && IsFilledFromRules(release.Form(form)))
        .Select(t => $"/report?type={Uri.EscapeDataString(t.CaseTypeId)}&ruleSet={Uri.EscapeDataString(set)}&rule={Uri.EscapeDataString(rule)}")
        .FirstOrDefault();

    private static bool IsFilledFromRules(FormDefinition? form) => form?.Fields.Any(f => f.Prefill?.Source == PrefillSource.Rule) == true;
}
