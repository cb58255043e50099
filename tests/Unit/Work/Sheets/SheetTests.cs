using System.Globalization;
using System.IO.Compression;
using System.Text;
using LowCode.Definitions.Imports;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Xml;
using LowCode.Work.Sheets;
using MiniExcelLibs;
using Xunit;

namespace LowCode.Tests.Unit.Work.Sheets;

/// <summary>Lists and decision tables as files: what goes out comes back as it was, and what is wrong in a file is told by row and column.</summary>
public sealed class SheetTests
{
    private static readonly string[] _nasty =
    [
        "0101", " both ends ", "a,b", "say \"no\"", "two\nlines", "two\r\nlines", "=1+1", "+86", "-", "'", "中文，逗号", "1E5", "2026-01-01", "TRUE", "0.10", "😀", "_x000D_", "_x005F_x000D_", "\uE00D", "\uE0FF", "\u0001", "\ttab",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public SheetTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    public static TheoryData<SheetFormat> Formats => [SheetFormat.Csv, SheetFormat.Xlsx];

    [Theory]
    [MemberData(nameof(Formats))]
    public void List_comes_back_as_it_went_out(SheetFormat format)
    {
        var file = SheetFile.Write(ListSheet.Write("watched", _nasty), format);

        Assert.Equal(_nasty, ListSheet.Read(SheetFile.Read(file, format, _ => false, Cancellation).Value!, "watched").Value);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Long_list_comes_back_as_it_went_out(SheetFormat format)
    {
        string[] values = [.. Enumerable.Range(0, 100_000).Select(i => $"91{i:D16}")];

        Assert.Equal(values, ListSheet.Read(SheetFile.Read(SheetFile.Write(ListSheet.Write("watched", values), format), format, _ => false, Cancellation).Value!, "watched").Value);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Table_comes_back_with_all_that_a_sheet_does_not_show(SheetFormat format)
    {
        var model = DmnXml.Read(Model).Model!;

        Assert.Equal(DmnXml.Write(model), DmnXml.Write(With(model, RoundTrip(TableOf(model), format))));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Generated_tables_come_back_as_they_went_out(SheetFormat format)
    {
        var model = DmnXml.Read(Model).Model!;
        for (var seed = 0; seed < 40; seed++)
        {
            var drawn = With(model, Drawn(new Random(seed)));

            Assert.Equal(DmnXml.Write(drawn), DmnXml.Write(With(model, RoundTrip(TableOf(drawn), format))));
        }
    }

    [Fact]
    public void Changed_cells_and_a_new_rule_are_taken_and_the_rest_stays()
    {
        var model = DmnXml.Read(Model).Model!;
        var rows = TableSheet.Write(TableOf(model)).Rows.Select(r => r.ToList()).ToList();
        rows[6][2] = "> 50";
        rows.Add(["r-new", "\"C\"", "-", "3", "", "added"]);

        var changed = TableSheetReader.Read(new Sheet(rows), TableOf(model)).Value!;

        Assert.Equal(("> 50", "Dear goods"), (changed.Rules[0].Tests[1].Text, changed.Rules[0].Notes.Description));
        Assert.Equal(("r-new", "added"), (changed.Rules[2].Notes.Id, changed.Rules[2].Annotations[^1].Text));
    }

    [Theory]
    [InlineData(0, 0, "SOMETIMES", "row 1, column A", "sheet.hit-policy")]
    [InlineData(0, 1, "in", "row 1, column B", "sheet.role")]
    [InlineData(2, 0, "formula", "row 3, column A", "sheet.header")]
    [InlineData(7, 0, "r1", "row 8, column A", "sheet.twice")]
    [InlineData(6, 3, "", "row 7, column D", "sheet.no-value")]
    public void Mistake_in_a_table_is_told_by_row_and_column(int row, int column, string text, string place, string code)
    {
        var table = TableOf(DmnXml.Read(Model).Model!);
        var rows = TableSheet.Write(table).Rows.Select(r => r.ToList()).ToList();
        rows[row][column] = text;

        Assert.Contains((place, code), TableSheetReader.Read(new Sheet(rows), table).Problems.Select(p => (p.Path, p.Code)));
    }

    [Fact]
    public void Mistakes_in_a_list_are_all_told()
    {
        var read = SheetFile.Read("other\r\n\r\na,b\r\n"u8.ToArray(), SheetFormat.Csv, _ => false, Cancellation);

        Assert.Equal(
            [("row 1, column A", "sheet.header"), ("row 2, column A", "sheet.no-value"), ("row 3, column B", "sheet.too-many-columns")],
            ListSheet.Read(read.Value!, "watched").Problems.Select(p => (p.Path, p.Code)));
    }

    [Fact]
    public void Codes_that_a_workbook_made_numbers_of_are_refused_and_conditions_are_not()
    {
        using var stream = new MemoryStream();
        stream.SaveAs(new[] { new { a = 101 }, new { a = 102 } }, printHeader: false);

        Assert.Equal(
            [("row 1, column A", "sheet.not-a-text"), ("row 2, column A", "sheet.not-a-text")],
            SheetFile.Read(stream.ToArray(), SheetFormat.Xlsx, _ => false, Cancellation).Problems.Select(p => (p.Path, p.Code)));
        Assert.Equal("102", SheetFile.Read(stream.ToArray(), SheetFormat.Xlsx, _ => true, Cancellation).Value!.Cell(1, 0));
    }

    [Theory]
    [InlineData(SheetFormat.Csv, "a\n\"open", "sheet.quotes")]
    [InlineData(SheetFormat.Xlsx, "no workbook", "sheet.not-a-workbook")]
    public void File_that_is_none_is_refused(SheetFormat format, string content, string code) =>
        Assert.Equal(code, Assert.Single(SheetFile.Read(Encoding.UTF8.GetBytes(content), format, _ => false, Cancellation).Problems).Code);

    [Fact]
    public void File_of_another_encoding_is_refused() =>
        Assert.Equal("sheet.not-utf8", Assert.Single(SheetFile.Read([0xC3, 0x28, 0xFF, 0xFF], SheetFormat.Csv, _ => false, Cancellation).Problems).Code);

    [Fact]
    public void File_in_the_code_page_of_a_Chinese_machine_is_read() =>
        Assert.Equal("消防通道,𠮷", string.Join(',', SheetFile.Read(TableEncodings.Find("gb18030")!.GetBytes("消防通道,𠮷\r\n"), SheetFormat.Csv, _ => false, Cancellation).Value!.Rows.Single()));

    [Fact]
    public async Task Workbook_of_several_sheets_has_names_and_cells_that_Excel_takes()
    {
        var tables = new[] { new string('名', 40), new string('名', 40), "[]:*?/\\" };
        using var stream = new MemoryStream();
        await SheetStream.WriteXlsxAsync(stream, tables.Select((name, i) => (name, RowsAsync($"{i}" + new string('长', i * 20_000)))), "…cut", Cancellation);

        Assert.Equal([new string('名', 31), new string('名', 30) + "2", "2"], stream.GetSheetNames());
        var texts = stream.GetSheetNames().Select(s => (string)((IDictionary<string, object>)stream.Query(sheetName: s).Single()).Values.Single()).ToList();
        Assert.Equal([1, 20_001, 32_767], texts.Select(t => t.Length));
        Assert.EndsWith("长…cut", texts[2], StringComparison.Ordinal);

        static async IAsyncEnumerable<IReadOnlyList<Cell>> RowsAsync(string text)
        {
            await Task.CompletedTask;
            yield return [new(text, true)];
        }
    }

    [Theory]
    [InlineData("XFD1048576")]
    [InlineData("IW1")]
    [InlineData("E1048576")]
    public void Small_file_of_a_very_large_workbook_is_refused(string last) =>
        Assert.Equal("sheet.too-large", Assert.Single(SheetFile.Read(WorkbookOf("A1:B1", "A1", last), SheetFormat.Xlsx, _ => true, Cancellation).Problems).Code);

    [Theory]
    [InlineData("A1:XFD1048576")]
    [InlineData("A1")]
    public void Size_that_a_workbook_declares_is_not_believed(string declared)
    {
        var sheet = SheetFile.Read(WorkbookOf(declared, "A1", "C2"), SheetFormat.Xlsx, _ => true, Cancellation).Value!;

        Assert.Equal(("1", "1", 2, 3), (sheet.Cell(0, 0), sheet.Cell(1, 2), sheet.Rows.Count, sheet.Columns));
    }

    [Fact]
    public void Text_of_too_many_columns_or_cells_is_refused()
    {
        var wide = Encoding.UTF8.GetBytes(new string(',', 256));
        var longer = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(new string(',', 255) + "\n", 19_532)));

        Assert.Equal(["sheet.too-large", "sheet.too-large"], new[] { wide, longer }.Select(c => Assert.Single(SheetFile.Read(c, SheetFormat.Csv, _ => true, Cancellation).Problems).Code));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Reading_ends_when_whoever_sent_the_file_is_gone(SheetFormat format)
    {
        var file = SheetFile.Write(ListSheet.Write("watched", _nasty), format);

        Assert.Throws<OperationCanceledException>(() => SheetFile.Read(file, format, _ => false, new CancellationToken(canceled: true)));
    }

    // What a spreadsheet program would not write, a program may.
    private static byte[] WorkbookOf(string declared, params string[] cells)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(new[] { new { a = "" } }, printHeader: false);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var writer = new StreamWriter(archive.CreateEntry("xl/worksheets/sheet1.xml").Open());
            var rows = cells.GroupBy(c => c.TrimStart([.. Enumerable.Range('A', 26).Select(l => (char)l)])).Select(r => $"<row r=\"{r.Key}\">{string.Concat(r.Select(c => $"<c r=\"{c}\"><v>1</v></c>"))}</row>");
            writer.Write($"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"{declared}\"/><sheetData>{string.Concat(rows)}</sheetData></worksheet>");
        }

        return stream.ToArray();
    }

    private static DecisionTable RoundTrip(DecisionTable table, SheetFormat format)
    {
        var sheet = SheetFile.Read(SheetFile.Write(TableSheet.Write(table), format), format, _ => true, Cancellation);
        Assert.True(sheet.IsValid, string.Join('\n', sheet.Problems));
        var read = TableSheetReader.Read(sheet.Value, table);
        Assert.True(read.IsValid, string.Join('\n', read.Problems));
        return read.Value;
    }

    private static DecisionTable TableOf(DmnModel model) => ((BoxedExpression.Table)model.Elements.OfType<DrgElement.Decision>().Single().Logic!).Definition;

    private static DmnModel With(DmnModel model, DecisionTable table) => model with
    {
        Elements = [.. model.Elements.Select(e => e is DrgElement.Decision { Logic: BoxedExpression.Table old } d ? d with { Logic = old with { Definition = table } } : e)],
    };

    private static DecisionTable Drawn(Random random)
    {
        var (inputs, outputs, notes) = (random.Next(1, 6), random.Next(1, 4), random.Next(0, 3));
        return new DecisionTable
        {
            HitPolicy = (HitPolicy)random.Next(7),
            Inputs = [.. Enumerable.Range(0, inputs).Select(i => new InputClause(new BoxedExpression.Literal($"x{i}") { TypeRef = "number" }, null, ElementNotes.None))],
            Outputs = [.. Enumerable.Range(0, outputs).Select(i => new OutputClause($"y{i}", "string", null, null, ElementNotes.None))],
            Annotations = [.. Enumerable.Range(0, notes).Select(i => new AnnotationText($"n{i}", ElementNotes.None))],
            Rules =
            [
                .. Enumerable.Range(0, random.Next(30)).Select(r => new DecisionRule(
                    [.. Enumerable.Range(0, inputs).Select(_ => UnaryTestsText.Of(Text(random)))],
                    [.. Enumerable.Range(0, outputs).Select(_ => new BoxedExpression.Literal(Text(random)))],
                    [.. Enumerable.Range(0, notes).Select(_ => new AnnotationText(Text(random), ElementNotes.None))],
                    random.Next(2) == 0 ? ElementNotes.None : ElementNotes.Of($"rule{r}"))),
            ],
        };
    }

    // XML itself makes one line break of two, and drops what stands around a text.
    private static string Text(Random random) => _nasty[random.Next(_nasty.Length)].Trim().Replace("\r", "", StringComparison.Ordinal).Replace("\u0001", "1", StringComparison.Ordinal);

    private const string Model = """
        <?xml version="1.0" encoding="utf-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="fees" namespace="urn:fees" xmlns:x="urn:x">
          <inputData name="kind" id="i1"><variable name="kind" typeRef="string" /></inputData>
          <inputData name="weight" id="i2"><variable name="weight" typeRef="number" /></inputData>
          <decision name="fee" id="d1">
            <variable name="fee" />
            <informationRequirement><requiredInput href="#i1" /></informationRequirement>
            <informationRequirement><requiredInput href="#i2" /></informationRequirement>
            <decisionTable hitPolicy="COLLECT" aggregation="SUM" outputLabel="Fee" preferredOrientation="Rule-as-Row">
              <input id="c1" label="Kind"><inputExpression typeRef="string"><text>kind</text></inputExpression><inputValues><text>"A","B","C"</text></inputValues></input>
              <input id="c2"><inputExpression><text>weight</text></inputExpression></input>
              <output id="o1" typeRef="number"><outputValues><text>[0..9]</text></outputValues><defaultOutputEntry><text>0</text></defaultOutputEntry></output>
              <annotation name="Basis" />
              <annotation name="Note" />
              <rule id="r1"><description>Dear goods</description>
                <inputEntry id="e1"><text>"A"</text></inputEntry><inputEntry><text>&gt; 10</text></inputEntry><outputEntry><text>1</text></outputEntry>
                <annotationEntry><text>Act, s. 2</text></annotationEntry><annotationEntry><text></text></annotationEntry></rule>
              <rule id="r2"><extensionElements><x:kept by="another tool" /></extensionElements>
                <inputEntry><text>"B"</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry id="e9"><text>2</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """;
}
