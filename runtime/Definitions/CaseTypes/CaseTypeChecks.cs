using LowCode.Definitions.Documents;

namespace LowCode.Definitions.CaseTypes;

/// <summary>What a case type must satisfy beyond its shape, as far as it can be seen without its process and forms.</summary>
internal static class CaseTypeChecks
{
    private static readonly string[] Colours = ["success", "warning", "error", "info", "default"];

    public static void Check(CaseTypeDefinition caseType, ProblemList problems)
    {
        if (caseType.CaseTypeId.Length > 0 && !Names.IsId(caseType.CaseTypeId))
        {
            problems.Add("/caseTypeId", "document.bad-id", caseType.CaseTypeId);
        }

        if (caseType.NumberPattern.Length > 0 && caseType.Numbers is null)
        {
            problems.Add("/numberPattern", "casetype.bad-number-pattern", caseType.NumberPattern);
        }

        CheckStep(caseType, caseType.ReportStep, "/reportStep", problems);
        CheckStep(caseType, caseType.PublicStep ?? "", "/publicStep", problems);
        Names.Check(caseType.Statuses.Select(s => s.Key), i => $"/statuses/{i}/key", Names.IsId, problems);
        Names.Check(caseType.Stages.Select(s => s.Key), i => $"/stages/{i}/key", Names.IsId, problems);
        CheckStatuses(caseType, problems);
    }

    private static void CheckStep(CaseTypeDefinition caseType, string step, string path, ProblemList problems)
    {
        if (step.Length > 0 && !caseType.Forms.ContainsKey(step))
        {
            problems.Add(path, "casetype.step-without-form", step, string.Join(", ", caseType.Forms.Keys));
        }
    }

    private static void CheckStatuses(CaseTypeDefinition caseType, ProblemList problems)
    {
        if (caseType.Statuses.Count == 0)
        {
            problems.Add("/statuses", "casetype.no-statuses");
        }
        else if (caseType.Statuses[0].Phase != CasePhase.Open)
        {
            problems.Add("/statuses/0/phase", "casetype.first-status-not-open", EnumWords<CasePhase>.Of(caseType.Statuses[0].Phase));
        }

        foreach (var (index, status) in caseType.Statuses.Index().Where(s => !Colours.Contains(s.Item.Colour)))
        {
            problems.Add($"/statuses/{index}/colour", "document.unknown-word", string.Join(", ", Colours), status.Colour);
        }
    }
}
