using LowCode.Definitions.Forms;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.FormImports.XlsForms;

/// <summary>Makes a form of an XLSForm: the sheets <c>survey</c>, <c>choices</c> and <c>settings</c>.</summary>
public static class XlsFormReader
{
    private const int MostQuestions = 5000;
    private const string Untitled = "form";

    private static readonly HashSet<string> _settings = new(["form_title", "id_string", "default_language", "version"], StringComparer.Ordinal);

    /// <summary>Whether it has a survey at all.</summary>
    public static bool Fits(XlsWorkbook workbook) => Sheet(workbook, "survey") is not null;

    /// <param name="name">Of the file: what the form is called where its settings do not say.</param>
    public static Parsed<FormImport> Read(XlsWorkbook workbook, string name)
    {
        var log = new ImportLog();
        var settings = XlsTable.Read(Sheet(workbook, "settings") ?? [], "").Rows is [var first, ..] ? first : null;
        var language = settings?.Text("default_language") is { Length: > 0 } given ? XlsLanguages.TagOf(given) : "";
        var survey = XlsTable.Read(Sheet(workbook, "survey") ?? [], language);
        if (survey.Rows.All(r => r.Text("type").Length == 0) || survey.Rows.Count > MostQuestions)
        {
            return Failed("no-survey", MostQuestions);
        }

        LoseSheets(workbook, settings, log);
        var lists = XlsChoices.Read(new[] { "choices", "external_choices" }.Select(s => XlsTable.Read(Sheet(workbook, s) ?? [], language)), log);
        var title = settings?.Text("form_title") is { Length: > 0 } said ? said : name;
        var formId = new FormNames().Id(settings?.Text("id_string") is { Length: > 0 } id ? id : name, Untitled);
        var root = XlsSurvey.Read(survey, log);
        var converter = new XlsFormConverter(root, lists, ImportTexts.Of(title, Untitled), log);
        converter.Convert();
        return FormAssembly.Finish(formId, ImportTexts.Of(title, Untitled), converter.Fields, converter.Sections, log);
    }

    private static Parsed<FormImport> Failed(string code, params object?[] values) =>
        Parsed<FormImport>.Failed([new Problem("", $"form-import.{code}", ProblemTexts.Of($"form-import.{code}", values))]);

    // An only sheet is the survey, whatever it is called.
    private static IReadOnlyList<IReadOnlyList<string>>? Sheet(XlsWorkbook workbook, string name) =>
        workbook.Sheets.FirstOrDefault(s => s.Key.Trim().Equals(name, StringComparison.OrdinalIgnoreCase) || (name == "survey" && workbook.Sheets.Count == 1)).Value;

    private static void LoseSheets(XlsWorkbook workbook, XlsRow? settings, ImportLog log)
    {
        string[] read = ["survey", "choices", "settings", "external_choices"];
        foreach (var (sheet, rows) in workbook.Sheets.Where(s => workbook.Sheets.Count > 1 && !read.Contains(s.Key.Trim().ToLowerInvariant()) && s.Value.Any(r => r.Any(c => c.Length > 0))))
        {
            log.Lose(FormLossKind.Setting, sheet, "", sheet, "sheet", rows.Count);
        }

        foreach (var (column, value) in settings?.Cells.Where(c => !_settings.Contains(c.Key.Name)) ?? [])
        {
            log.Lose(FormLossKind.Setting, "settings", "", $"{column.Name}: {value}", "column", column.Name);
        }
    }
}
