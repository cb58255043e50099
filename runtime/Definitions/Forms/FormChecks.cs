using LowCode.Definitions.Documents;
using LowCode.Definitions.Forms.Expressions;

namespace LowCode.Definitions.Forms;

/// <summary>What a form must satisfy beyond its shape.</summary>
internal static class FormChecks
{
    /// <summary>Fields of a form with the columns of its tables. Nobody fills more, and a screen does not show them.</summary>
    public const int MostFields = 2_000;

    // So many names help whoever misspelled one.
    private const int MostNames = 50;

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

        var count = form.Fields.Count + form.Fields.Sum(f => f.Columns.Count);
        if (count > MostFields)
        {
            // Of what is refused anyway nothing else is worth the time.
            problems.Add("/fields", "form-definition.too-many-fields", MostFields, count);
            return;
        }

        FieldChecks.CheckAll(form.Fields, "/fields", problems);
        var keys = form.Fields.Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        CheckCovers(form, keys, problems);
        CheckPrefills(form, keys, problems);
        CheckSections(form, keys, problems);
        CheckPages(form, problems);
        CheckRights(form, keys, problems);
        if (problems.IsEmpty)
        {
            // Expressions over fields that are none of them right would only tell the same again.
            problems.AddRange(CompiledForm.Of(form).Problems);
        }
    }

    private static void CheckCovers(FormDefinition form, HashSet<string> keys, ProblemList problems)
    {
        foreach (var (index, field) in form.Fields.Index())
        {
            foreach (var (c, key) in field.Covers.Index())
            {
                MustExist(keys, key, $"/fields/{index}/covers/{c}", problems);
            }
        }
    }

    // What a case holds stands in other forms, too; of the others it is known what there is.
    private static void CheckPrefills(FormDefinition form, HashSet<string> keys, ProblemList problems)
    {
        foreach (var (index, field) in form.Fields.Index())
        {
            if (field.Prefill is { } prefill && MembersOf(prefill.Source, keys) is { } known && !known.Contains(prefill.Member.Split('.')[0]))
            {
                problems.Add($"/fields/{index}/prefill/member", "form-definition.unknown-prefill", prefill.Member, Named(known));
            }
        }
    }

    /// <summary>Null: any.</summary>
    private static IReadOnlyCollection<string>? MembersOf(PrefillSource source, HashSet<string> keys) => source switch
    {
        PrefillSource.Person => ["login", "name", "department"],
        PrefillSource.Rule => ["ruleSet", "ruleId", "text", "hash"],
        PrefillSource.LastSubmission => keys,
        _ => null,
    };

    private static void CheckSections(FormDefinition form, HashSet<string> keys, ProblemList problems)
    {
        Names.Check(form.Sections.Select(s => s.Id), i => $"/sections/{i}/id", Names.IsId, problems);
        var shown = form.Sections
            .SelectMany((section, s) => section.FieldKeys.Select((key, k) => (Key: key, Path: $"/sections/{s}/fields/{k}")))
            .ToList();
        Names.Check(shown.Select(f => f.Key), i => shown[i].Path, _ => true, problems);
        foreach (var (key, path) in shown)
        {
            MustExist(keys, key, path, problems);
        }

        foreach (var (index, section) in form.Sections.Index().Where(s => s.Item.Columns is < 1 or > 4))
        {
            problems.Add($"/sections/{index}/columns", "form-definition.not-between", 1, 4, section.Columns);
        }
    }

    private static void CheckPages(FormDefinition form, ProblemList problems)
    {
        Names.Check(form.Pages.Select(p => p.Id), i => $"/pages/{i}/id", Names.IsId, problems);
        var shown = form.Pages
            .SelectMany((page, p) => page.SectionIds.Select((id, s) => (Id: id, Path: $"/pages/{p}/sections/{s}")))
            .ToList();
        Names.Check(shown.Select(s => s.Id), i => shown[i].Path, _ => true, problems);
        var (ids, onPages) = (form.Sections.Select(s => s.Id).ToHashSet(StringComparer.Ordinal), shown.Select(s => s.Id).ToHashSet(StringComparer.Ordinal));
        foreach (var (id, path) in shown.Where(s => !ids.Contains(s.Id)))
        {
            problems.Add(path, "form-definition.unknown-section", id, Named(ids));
        }

        foreach (var (index, section) in form.Sections.Index().Where(s => form.Pages.Count > 0 && !onPages.Contains(s.Item.Id)))
        {
            problems.Add($"/sections/{index}", "form-definition.section-without-page", section.Id);
        }
    }

    private static void CheckRights(FormDefinition form, HashSet<string> keys, ProblemList problems)
    {
        foreach (var (step, rights) in form.NodeRules)
        {
            var path = JsonPointer.Append("/nodeRules", step);
            foreach (var key in rights.Keys)
            {
                MustExist(keys, key, JsonPointer.Append(path, key), problems);
            }
        }
    }

    private static void MustExist(HashSet<string> keys, string key, string path, ProblemList problems)
    {
        if (key.Length > 0 && !keys.Contains(key))
        {
            problems.Add(path, "form-definition.unknown-field", key, Named(keys));
        }
    }

    private static string Named(IReadOnlyCollection<string> names) => string.Join(", ", names.Count > MostNames ? names.Take(MostNames).Append("…") : names);
}
