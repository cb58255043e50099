using System.Globalization;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.FormImports;

/// <summary>Takes rules out of a form that it may not have: expressions of the wrong type, cycles, patterns that we do not run.</summary>
internal static class FormRepair
{
    /// <summary>False: nothing of it could be mended.</summary>
    public static bool Mend(IReadOnlyList<Problem> problems, List<FieldDraft> fields, List<SectionDraft> sections, ImportLog log)
    {
        var mended = false;
        // From the last to the first, so that places in lists stay right; a rule is taken out once.
        foreach (var problem in problems.DistinctBy(p => p.Path).OrderByDescending(p => p.Path, StringComparer.Ordinal))
        {
            var parts = problem.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            mended |= parts switch
            {
                ["fields", var f, .. var rest] => MendField(fields[Index(f)], rest, problem, log),
                ["sections", var s, "relevant"] => MendSection(sections.Where(d => d.Keys.Count > 0).ElementAt(Index(s)), problem, log),
                // A cycle through sections names none of them.
                [] when problem.Code == "form-definition.cycle" => sections.Aggregate(false, (done, s) => MendSection(s, problem, log) | done),
                _ => false,
            };
        }

        return mended;
    }

    private static int Index(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static bool MendSection(SectionDraft section, Problem problem, ImportLog log)
    {
        if (section.Relevant is not { } relevant)
        {
            return false;
        }

        log.LoseBecause(FormLossKind.Relevance, section.Place, section.Name, relevant, problem.Message);
        section.Relevant = null;
        return true;
    }

    private static bool MendField(FieldDraft field, string[] path, Problem problem, ImportLog log)
    {
        if (path is ["columns", var c, .. var rest])
        {
            return MendField(field.Columns[Index(c)], rest, problem, log);
        }

        var rules = field.Field.Rules;
        var (kind, what, mended) = path switch
        {
            ["rules", "relevant"] => (FormLossKind.Relevance, rules.Relevant, rules with { Relevant = null }),
            ["rules", "required"] => (FormLossKind.Required, rules.Required, rules with { Required = null }),
            ["rules", "readOnly"] => (FormLossKind.ReadOnly, rules.ReadOnly, rules with { ReadOnly = null }),
            ["rules", "calculation"] => (FormLossKind.Calculation, rules.Calculation, rules with { Calculation = null }),
            ["rules", "default"] => (FormLossKind.Default, rules.Default, rules with { Default = null }),
            ["rules", "filter"] => (FormLossKind.Choices, rules.Filter, rules with { Filter = null }),
            ["rules", "constraints", var i, ..] when rules.Constraints.Count > Index(i) =>
                (FormLossKind.Constraint, rules.Constraints[Index(i)].Expression, rules with { Constraints = [.. rules.Constraints.Where((_, n) => n != Index(i))] }),
            ["rules"] => InCycle(rules),
            _ => (FormLossKind.Type, null, rules),
        };
        if (what is null)
        {
            return MendMembers(field, path, problem, log);
        }

        log.LoseBecause(kind, field.Place, field.Name, what, problem.Message);
        field.Field = Without(field.Field, mended);
        return true;
    }

    // What is computed of itself keeps what can stand without it.
    private static (FormLossKind Kind, string? What, FieldRules Mended) InCycle(FieldRules rules) =>
        rules.Calculation is { } calculation ? (FormLossKind.Calculation, calculation, rules with { Calculation = null })
        : rules.Relevant is { } relevant ? (FormLossKind.Relevance, relevant, rules with { Relevant = null })
        : rules.Default is { } first ? (FormLossKind.Default, first, rules with { Default = null })
        : rules.Filter is { } filter ? (FormLossKind.Choices, filter, rules with { Filter = null })
        : (FormLossKind.Type, null, rules);

    // A computed field is nothing without its calculation: what stays is a field that nobody fills.
    private static FormField Without(FormField field, FieldRules rules) => field.Type == FieldType.Computed && rules.Calculation is null
        ? field with { Type = field.Result ?? FieldType.Text, Result = null, Limits = FieldLimits.None, Rules = rules with { ReadOnly = "true" } }
        : field with { Rules = rules };

    private static bool MendMembers(FieldDraft draft, string[] path, Problem problem, ImportLog log)
    {
        var field = draft.Field;
        var (kind, what, mended) = path switch
        {
            ["limits", "pattern", ..] when field.Limits.Pattern is { } pattern => (FormLossKind.Constraint, pattern, field with { Limits = field.Limits with { Pattern = null, PatternHint = null } }),
            ["limits", ..] when field.Limits != FieldLimits.None => (FormLossKind.Constraint, field.Limits.ToString(), field with { Limits = FieldLimits.None }),
            ["default", ..] when field.Default is { } value => (FormLossKind.Default, value.GetRawText(), field with { Default = null }),
            ["media", ..] when field.Media != MediaSettings.Standard => (FormLossKind.Constraint, string.Join(", ", field.Media.Formats), field with { Media = MediaSettings.Standard }),
            ["prefill", ..] when field.Prefill is { } prefill => (FormLossKind.Default, prefill.Member, field with { Prefill = null }),
            _ => (FormLossKind.Type, (string?)null, field),
        };
        if (what is null)
        {
            return false;
        }

        log.LoseBecause(kind, draft.Place, draft.Name, what, problem.Message);
        draft.Field = mended;
        return true;
    }
}
