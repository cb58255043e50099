using System.IO.Compression;
using LowCode.Work.FormImports;
using MiniExcelLibs;
using Xunit;

namespace LowCode.Tests.Unit.FormImports;

/// <summary>Forms as files: workbooks as people make them, and files that are none.</summary>
public sealed class FormFileTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Workbook_with_numbers_days_and_truth_values_is_read()
    {
        var survey = Rows([["type", "name", "label", "required", "default"], ["select_one l", "q", "Q", true, 1], ["date", "d", "D", null, new DateTime(2026, 1, 2)]]);
        var choices = Rows([["list_name", "name", "label"], ["l", 1, "One"], ["l", 2, "Two"]]);
        using var stream = new MemoryStream();
        stream.SaveAs(new Dictionary<string, object> { ["survey"] = survey, ["choices"] = choices }, printHeader: false);

        var import = FormFileReader.Read(stream.ToArray(), "survey 1.xlsx", Cancellation).Value!;

        Assert.Equal(("survey-1", "true", "1", "2026-01-02"), (import.Form.FormId, import.Field("q").Rules.Required, import.Field("q").Default?.GetString(), import.Field("d").Default?.GetString()));
        Assert.Empty(import.Losses);
    }

    [Fact]
    public void Sheet_that_is_formatted_to_its_end_is_read_without_its_empty_cells()
    {
        var cells = Enumerable.Range(0, 16_000).Select(i => (object?)(i == 0 ? "type" : i == 1 ? "name" : "")).ToArray();
        var row = cells.Select((c, i) => i == 0 ? "text" : i == 1 ? "q" : c).ToArray();
        using var stream = new MemoryStream();
        stream.SaveAs(Rows([cells, row]), printHeader: false);

        Assert.Equal("q", FormFileReader.Read(stream.ToArray(), "wide.xlsx", Cancellation).Value!.Form.Fields.Single().Key);
    }

    [Fact]
    public void File_that_is_no_form_is_refused_with_what_was_expected()
    {
        var bomb = Bomb();

        Assert.Equal(
            ["form-import.unknown-file", "form-import.unknown-file", "sheet.not-a-workbook", "sheet.too-large", "form-import.too-large"],
            new[] { [0xD0, 0xCF, 0x11, 0xE0], "text"u8.ToArray(), "PK\u0003\u0004broken"u8.ToArray(), bomb, new byte[FormFileReader.MostBytes + 1] }.Select(c => FormFileReader.Read(c, "x", Cancellation).Problems.Single().Code));
    }

    private static byte[] Bomb()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("xl/sharedStrings.xml", CompressionLevel.Fastest).Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 130; i++)
            {
                entry.Write(zeros);
            }
        }

        return stream.ToArray();
    }

    private static List<Dictionary<string, object?>> Rows(object?[][] rows) =>
        [.. rows.Select(r => r.Select((v, i) => (v, i)).ToDictionary(c => $"c{c.i}", c => c.v))];
}
