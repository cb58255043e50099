using System.Text.Json;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.FormImports.FormJs;

/// <summary>Makes a form of a form-js schema (Camunda forms): JSON with a list <c>components</c>.</summary>
public static class FormJsReader
{
    private const int MostComponents = 5000;

    /// <param name="name">Of the file: what the form is called.</param>
    public static Parsed<FormImport> Read(ReadOnlyMemory<byte> utf8, string name)
    {
        var problems = new ProblemList();
        using var document = Document.Parse(utf8, problems);
        if (document is null)
        {
            return problems.Result<FormImport>(null);
        }

        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("components", out var list) || list.ValueKind != JsonValueKind.Array || Count(root) is 0 or > MostComponents)
        {
            problems.Add("/components", "form-import.no-components", MostComponents);
            return problems.Result<FormImport>(null);
        }

        var log = new ImportLog();
        var title = ImportTexts.Of(name, "form");
        var formId = new FormNames().Id(root.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : name, "form");
        var converter = new FormJsConverter(title, log);
        converter.Convert(FormJsComponent.Of(root, ""));
        if (converter.Fields.Count == 0)
        {
            problems.Add("/components", "form-import.no-components", MostComponents);
            return problems.Result<FormImport>(null);
        }

        return FormAssembly.Finish(formId, title, converter.Fields, converter.Sections, log);
    }

    private static int Count(JsonElement parent) => FormJsComponent.Of(parent, "").Sum(c => 1 + Count(c.Json));
}
