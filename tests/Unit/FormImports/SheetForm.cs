using LowCode.Definitions.FormImports;
using LowCode.Definitions.FormImports.XlsForms;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Tests.Unit.Forms;
using Xunit;

namespace LowCode.Tests.Unit.FormImports;

/// <summary>XLSForms in few words: rows as lines, cells between bars, a sheet's name on a line of its own with a colon.</summary>
internal static class SheetForm
{
    public static XlsWorkbook Workbook(string text)
    {
        var sheets = new Dictionary<string, IReadOnlyList<IReadOnlyList<string>>>(StringComparer.Ordinal);
        List<IReadOnlyList<string>> rows = [];
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.EndsWith(':') && !line.Contains('|', StringComparison.Ordinal))
            {
                sheets[line[..^1]] = rows = [];
            }
            else
            {
                rows.Add([.. line.Split('|').Select(c => c.Trim())]);
            }
        }

        return new XlsWorkbook(sheets);
    }

    public static FormImport Read(string text)
    {
        var read = XlsFormReader.Read(Workbook(text), "file");
        Assert.Empty(read.Problems);
        return read.Value!;
    }

    public static FormField Field(this FormImport import, string key) =>
        import.Form.Fields.SelectMany(f => f.Columns.Prepend(f)).Single(f => f.Key == key);

    public static FormSession Open(this FormImport import, string data, DateTimeOffset? now = null) =>
        new(CompiledForm.Of(import.Form), new FormOpening("report", TestForm.NoLookups) { Data = TestForm.Json(data), Now = now });

    /// <summary>Losses as <c>Kind place</c>.</summary>
    public static string[] Lost(this FormImport import) => [.. import.Losses.Select(l => $"{l.Kind} {l.Place}")];
}
