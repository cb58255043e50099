using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Forms;

namespace LowCode.Definitions.Templates;

/// <summary>That what a template's documents say of each other is so.</summary>
internal static class TemplateChecks
{
    public static void Check(TemplateManifest manifest, TemplateContents contents, ProblemList problems)
    {
        if (contents.CaseTypes.Count == 0)
        {
            problems.Add("casetypes", "template.no-case-type");
        }

        CheckDictionaries(manifest, contents, problems);
        CheckForms(manifest, contents, problems);
        foreach (var workflow in contents.Workflows)
        {
            CheckRoles(manifest, workflow, problems);
        }

        foreach (var caseType in contents.CaseTypes)
        {
            CaseTypeInTemplate.Check(caseType, contents, problems);
        }
    }

    private static void CheckDictionaries(TemplateManifest manifest, TemplateContents contents, ProblemList problems)
    {
        foreach (var (file, dictionary) in contents.Dictionaries)
        {
            problems.AddRange(DictionaryLayers.Check(contents.Laid[dictionary.DictionaryId], contents.Laid).Select(p => p with { Path = $"{file}#{p.Path}" }));
            var columns = dictionary.Attributes.Where(a => a.Type == AttributeType.Department).Select(a => a.Key).ToList();
            foreach (var (index, entry) in dictionary.Entries.Index())
            {
                foreach (var key in columns)
                {
                    if (entry.Attributes.Text(key) is { } department && !manifest.HasDepartment(department))
                    {
                        problems.Add($"{file}#/entries/{index}/attributes/{key}", "template.unknown-department", department, manifest.DepartmentCodes);
                    }
                }
            }
        }
    }

    private static void CheckForms(TemplateManifest manifest, TemplateContents contents, ProblemList problems)
    {
        var lookups = new FormLookups(contents.Dictionary, manifest.HasDepartment);
        foreach (var (file, form) in contents.Forms)
        {
            foreach (var (index, field) in form.Fields.Index())
            {
                var path = $"{file}#/fields/{index}";
                if (field.Dictionary is { } dictionary && contents.Dictionary(dictionary) is null)
                {
                    problems.Add($"{path}/dictionary", "template.unknown-dictionary", dictionary, string.Join(", ", contents.Dictionaries.Select(d => d.Value.DictionaryId)));
                }
                else if (field.Default is { } value)
                {
                    foreach (var problem in FieldValue.Check(field, System.Text.Json.Nodes.JsonNode.Parse(value.GetRawText()), lookups))
                    {
                        problems.Add($"{path}/default", "form-definition.bad-default", problem.Message);
                    }
                }
            }
        }
    }

    private static void CheckRoles(TemplateManifest manifest, InFile<WorkflowOutline> workflow, ProblemList problems)
    {
        foreach (var task in workflow.Value.Activities.Where(a => a.IsUserTask))
        {
            foreach (var role in task.LiteralList("candidateRoles").Where(r => !manifest.HasRole(r)))
            {
                problems.Add($"{workflow.File}#{task.Path}/candidateRoles", "template.unknown-role", role, manifest.RoleKeys);
            }

            foreach (var (field, variable) in task.TextMap("captures").Where(c => !workflow.Value.Variables.Contains(c.Value)))
            {
                var path = JsonPointer.Append($"{workflow.File}#{task.Path}/captures", field);
                problems.Add(path, "template.unknown-variable", variable, string.Join(", ", workflow.Value.Variables));
            }

            if (task.Literal("candidateDepartment") is { } department && !manifest.HasDepartment(department))
            {
                problems.Add($"{workflow.File}#{task.Path}/candidateDepartment", "template.unknown-department", department, manifest.DepartmentCodes);
            }
        }
    }
}
