using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;

namespace LowCode.Definitions.Forms;

/// <summary>What a form must satisfy beyond its shape.</summary>
internal static class FormChecks
{
    public static void Check(FormDefinition form, ProblemList problems)
    {
        if (form.FormId.Length > 0 && !Names.IsId(form.FormId))
        {
            problems.Add("/formId", "document.bad-id", form.FormId);
        }

        if (form.Fields.Count == 0)
        {
            problems.Add("/fields", "form-definition.no-fields");
        }

        Names.Check(form.Fields.Select(f => f.Id), i => $"/fields/{i}/id", Names.IsId, problems);
        Names.Check(form.Fields.Select(f => f.Key), i => $"/fields/{i}/key", Names.IsKey, problems);
        foreach (var (index, field) in form.Fields.Index())
        {
            CheckField(field, $"/fields/{index}", problems);
        }

        CheckSections(form, problems);
        CheckRights(form, problems);
    }

    private static void CheckField(FormField field, string path, ProblemList problems)
    {
        Names.Check(field.Options.Select(o => o.Value), i => $"{path}/options/{i}/value", Names.IsId, problems);
        var type = EnumWords<FieldType>.Of(field.Type);
        if (field.Type == FieldType.Choice && field.Options.Count == 0)
        {
            problems.Add($"{path}/options", "form-definition.choice-without-options");
        }
        else if (field.Type != FieldType.Choice && field.Options.Count > 0)
        {
            problems.Add($"{path}/options", "form-definition.not-for-type", "options", type);
        }

        if (field.Type == FieldType.Code && field.Dictionary is null)
        {
            problems.Add($"{path}/dictionary", "form-definition.code-without-dictionary");
        }
        else if (field.Type != FieldType.Code && field.Dictionary is not null)
        {
            problems.Add($"{path}/dictionary", "form-definition.not-for-type", "dictionary", type);
        }

        var before = problems.All.Count;
        CheckLimits(field, $"{path}/limits", type, problems);
        if (problems.All.Count == before && field.Default is { } value)
        {
            // Codes are looked up where the dictionary is known: when the form is filled.
            foreach (var problem in FieldValue.Check(field, JsonNode.Parse(value.GetRawText()), lookups: null))
            {
                problems.Add($"{path}/default{problem.Path[(field.Key.Length + 1)..]}", "form-definition.bad-default", problem.Message);
            }
        }
    }

    private static void CheckLimits(FormField field, string path, string type, ProblemList problems)
    {
        var limits = field.Limits;
        var isText = field.Type is FieldType.Text or FieldType.LongText;
        var isCounted = field.Type is FieldType.Number or FieldType.Photo;
        Reject(!isText && limits.MaxLength is not null, "maxLength");
        Reject(!isText && limits.Pattern is not null, "pattern");
        Reject(!isText && limits.PatternHint is not null, "patternHint");
        Reject(!isCounted && limits.Min is not null, "min");
        Reject(!isCounted && limits.Max is not null, "max");
        if (limits.MaxLength < 1)
        {
            problems.Add($"{path}/maxLength", "form-definition.too-small", 1, limits.MaxLength);
        }

        if (limits.Min > limits.Max)
        {
            problems.Add($"{path}/max", "form-definition.too-small", limits.Min, limits.Max);
        }

        if (limits.Pattern is { } pattern && TextPattern.Of(pattern) is null)
        {
            problems.Add($"{path}/pattern", "form-definition.bad-pattern", pattern);
        }

        void Reject(bool stands, string member)
        {
            if (stands)
            {
                problems.Add($"{path}/{member}", "form-definition.not-for-type", member, type);
            }
        }
    }

    private static void CheckSections(FormDefinition form, ProblemList problems)
    {
        Names.Check(form.Sections.Select(s => s.Id), i => $"/sections/{i}/id", Names.IsId, problems);
        var shown = form.Sections
            .SelectMany((section, s) => section.FieldKeys.Select((key, k) => (Key: key, Path: $"/sections/{s}/fields/{k}")))
            .ToList();
        Names.Check(shown.Select(f => f.Key), i => shown[i].Path, _ => true, problems);
        foreach (var (key, path) in shown)
        {
            MustExist(form, key, path, problems);
        }
    }

    private static void CheckRights(FormDefinition form, ProblemList problems)
    {
        foreach (var (step, rights) in form.NodeRules)
        {
            var path = JsonPointer.Append("/nodeRules", step);
            foreach (var key in rights.Keys)
            {
                MustExist(form, key, JsonPointer.Append(path, key), problems);
            }
        }
    }

    private static void MustExist(FormDefinition form, string key, string path, ProblemList problems)
    {
        if (key.Length > 0 && form.Field(key) is null)
        {
            problems.Add(path, "form-definition.unknown-field", key, string.Join(", ", form.Fields.Select(f => f.Key)));
        }
    }
}
