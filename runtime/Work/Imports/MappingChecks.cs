using LowCode.Definitions.Forms;
using LowCode.Definitions.Imports;
using LowCode.Definitions.Problems;
using LowCode.Work.Releases;

namespace LowCode.Work.Imports;

/// <summary>What a mapping says about a case type, held against the release that it is to be loaded into.</summary>
internal static class MappingChecks
{
    public static IReadOnlyList<Problem> Check(ImportMapping mapping, ReleaseView release)
    {
        var problems = new List<Problem>();
        if (release.CaseType(mapping.CaseType) is not { } caseType)
        {
            Add(problems, "/caseType", "case-type", string.Join(", ", release.CaseTypes.Select(c => c.CaseTypeId)), mapping.CaseType);
            return problems;
        }

        var forms = new CaseForms(caseType, release.Form);
        CheckFields(problems, forms, forms.StartStep, mapping.Fields, "/fields");
        foreach (var (key, value) in mapping.Known)
        {
            CheckKnown(problems, forms, key, value);
        }

        foreach (var (i, step) in mapping.Steps.Index())
        {
            CheckFields(problems, forms, step.Step, step.Data, $"/steps/{i}/data");
        }

        CheckClasses(problems, mapping, release);
        return problems;
    }

    private static void CheckFields(
        List<Problem> problems,
        CaseForms forms,
        string step,
        IReadOnlyDictionary<string, RowValue> values,
        string path)
    {
        if (forms.Of(step) is not { } form)
        {
            Add(problems, path, "step", step, forms.CaseTypeId);
            return;
        }

        foreach (var (key, value) in values)
        {
            var at = $"{path}/{key}";
            if (form.Field(key) is not { } field)
            {
                Add(problems, at, "field", form.FormId, key);
            }
            else if (form.RightOf(step, key) is FieldRight.Read or FieldRight.Hidden)
            {
                Add(problems, at, "field-right", step, key);
            }
            else if (!Fits(value, field.Type))
            {
                Add(problems, at, "field-type", key, field.Type);
            }
        }
    }

    private static void CheckKnown(List<Problem> problems, CaseForms forms, string key, RowValue value)
    {
        if (forms.Field(key) is not { } field)
        {
            Add(problems, $"/known/{key}", "field", forms.CaseTypeId, key);
        }
        else if (!Fits(value, field.Type))
        {
            Add(problems, $"/known/{key}", "field-type", key, field.Type);
        }
    }

    private static void CheckClasses(List<Problem> problems, ImportMapping mapping, ReleaseView release)
    {
        if (mapping.Class is not { } classes)
        {
            return;
        }

        if (release.Dictionary(classes.Dictionary) is not { } dictionary)
        {
            Add(problems, "/class/dictionary", "dictionary", classes.Dictionary);
            return;
        }

        foreach (var (text, code) in classes.Codes.Where(c => dictionary.Find(c.Value) is not { Selectable: true }))
        {
            Add(problems, $"/class/codes/{text}", "code", classes.Dictionary, code);
        }
    }

    private static bool Fits(RowValue value, FieldType type) => value switch
    {
        RowValue.Constant => true,
        RowValue.Position => type == FieldType.GeoPoint,
        RowValue.ClassCode => type is FieldType.Code or FieldType.Text,
        RowValue.DepartmentCode => type is FieldType.Department or FieldType.Text,
        RowValue.First first => first.Values.All(v => Fits(v, type)),
        _ => type is not (FieldType.GeoPoint or FieldType.Photo),
    };

    private static void Add(List<Problem> problems, string path, string code, params object[] arguments) =>
        problems.Add(new Problem(path, "import.mapping." + code, ImportTexts.Get("mapping." + code, arguments)));
}
