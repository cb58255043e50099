using System.Globalization;
using System.Text;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Texts;
using LowCode.Tests.Unit.Dictionaries;
using LowCode.Work.Sheets;
using MiniExcelLibs;
using Xunit;

namespace LowCode.Tests.Unit.Work.Sheets;

/// <summary>Dictionaries as files and back.</summary>
public sealed class DictionarySheetTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static readonly DictionaryDefinition Nasty = new("nasty", LocalizedText.Of("难", "Nasty"),
    [
        new DictionaryEntry("0", Label("=1+1", "a,b")),
        new DictionaryEntry("007", Label("两\r\n行", "\"quoted\""), "0", "GB/T 1", Selectable: false) { IsRetired = true },
        new DictionaryEntry("1E5", Label("2026-01-01", "_x000D_"), "007")
        {
            ValidFrom = new DateOnly(2020, 1, 1),
            ValidTo = new DateOnly(2025, 12, 31),
            Attributes = EntryAttributes.Of([new("note", "  first; 'second'"), new("count", -3m), new("rate", 0.10m), new("open", false), new("since", new DateOnly(1999, 12, 31)), new("department", "007")]),
        },
        new DictionaryEntry("1E5", Label("后来的", "later"), "0") { ValidFrom = new DateOnly(2026, 1, 1), Attributes = EntryAttributes.Of([new("open", true)]) },
    ])
    {
        Attributes =
        [
            new("note", LocalizedText.Of("备注", "Note"), AttributeType.Text), new("count", LocalizedText.Of("数", "Count"), AttributeType.Integer),
            new("rate", LocalizedText.Of("率", "Rate"), AttributeType.Number), new("open", LocalizedText.Of("开", "Open"), AttributeType.Boolean),
            new("since", LocalizedText.Of("自", "Since"), AttributeType.Date), new("department", LocalizedText.Of("单位", "Department"), AttributeType.Department),
        ],
    };

    [Theory]
    [InlineData(SheetFormat.Csv, "zh-CN", "zh-CN")]
    [InlineData(SheetFormat.Xlsx, "zh-CN", "en")]
    [InlineData(SheetFormat.Csv, "en", "zh-CN")]
    [InlineData(SheetFormat.Xlsx, "en", "en")]
    public void Nothing_is_lost_on_the_way_out_and_back_whatever_language_the_columns_are_in(SheetFormat format, string writer, string reader)
    {
        var file = In(writer, () => SheetFile.Write(DictionarySheet.Write(Nasty), format));
        var read = In(reader, () => DictionarySheetReader.Read(SheetFile.Read(file, format, DictionaryColumns.TakesValues, Cancellation).Value!, Nasty));

        Assert.Empty(read.Problems);
        Assert.Equal(Encoding.UTF8.GetString(DictionaryJson.Write(Nasty)), Encoding.UTF8.GetString(DictionaryJson.Write(read.Value!)));
    }

    [Theory]
    [InlineData(SheetFormat.Csv)]
    [InlineData(SheetFormat.Xlsx)]
    public void Every_division_of_a_province_comes_back(SheetFormat format)
    {
        var divisions = new DictionaryDefinition("large", LocalizedText.Of("大", "Large"), [Places.Entry("42", "湖北"), .. Enumerable.Range(0, 45_000).Select(i => Places.Entry($"42{i:D10}", $"村{i}", "42"))]);

        var read = DictionarySheetReader.Read(SheetFile.Read(SheetFile.Write(DictionarySheet.Write(divisions), format), format, DictionaryColumns.TakesValues, Cancellation).Value!, divisions);

        Assert.Equal(ContentOf(divisions), ContentOf(read.Value!));
    }

    [Theory]
    [InlineData("code,label\n,甲\n", "row 2, column A sheet.no-value")]
    [InlineData("code,label\nA,\n", "row 2, column B sheet.no-value")]
    [InlineData("code,label\nA,甲\n\nA,乙\n", "row 4, column A document.duplicate")]
    [InlineData("code,label\nA B,甲\n", "row 2, column A document.bad-id")]
    [InlineData("code,label,parent\nA,甲,\nB,乙,C\n", "row 3, column C dictionary.unknown-parent")]
    [InlineData("label,parent,code\n甲,A,A\n", "row 2, column B dictionary.parent-cycle")]
    [InlineData("code,label,valid from\nA,甲,1.1.2026\n", "row 2, column C sheet.cell")]
    [InlineData("code,label,valid from,valid to\nA,甲,2026-01-02,2026-01-01\n", "row 2, column D dictionary.period")]
    [InlineData("code,label,valid from\nA,甲,\nA,乙,2026-01-01\n", "row 3, column C dictionary.overlapping-periods")]
    [InlineData("code,label,retired\nA,甲,maybe\n", "row 2, column C sheet.cell")]
    [InlineData("code,label,limitHours:number\nA,甲,2\nB,乙,-1\nC,丙,x\n", "row 4, column C sheet.cell|row 3, column C dictionary.limit-not-positive")]
    [InlineData("code,label,limitHours:hours\nA,甲,2\n", "row 1, column C sheet.column")]
    [InlineData("code,label,people\nA,甲,2\n", "row 1, column C sheet.column")]
    [InlineData("code,label,level:text\nA,甲,2\n", "row 1, column C sheet.column-type")]
    [InlineData("code,label,code\nA,甲,A\n", "row 1, column C sheet.column-twice")]
    [InlineData("code,label:de de\nA,甲\n", "row 1, column B sheet.language|row 1, column C sheet.missing-column")]
    [InlineData("代码,上级代码\nA,\n", "row 1, column C sheet.missing-column")]
    [InlineData("code,label,\nA,甲,stray\n", "row 2, column C sheet.no-column-name")]
    [InlineData("", "row 1, column A sheet.missing-column|row 1, column A sheet.missing-column")]
    public void Mistake_is_told_with_its_row_and_column(string csv, string expected)
    {
        var before = new DictionaryDefinition("x", LocalizedText.Of("字", "X"), []) { Attributes = [new("level", LocalizedText.Of("级", "Level"), AttributeType.Integer)] };

        var read = DictionarySheetReader.Read(SheetFile.Read(Encoding.UTF8.GetBytes(csv), SheetFormat.Csv, DictionaryColumns.TakesValues, Cancellation).Value!, before);

        Assert.Null(read.Value);
        Assert.Equal(expected.Split('|'), read.Problems.Select(p => $"{p.Path} {p.Code}"));
    }

    [Fact]
    public void Numbers_days_and_flags_of_a_workbook_are_taken_where_they_belong_and_codes_that_lost_their_zeros_are_not()
    {
        using var stream = new MemoryStream();
        stream.SaveAs(
            new[]
            {
                new Dictionary<string, object> { ["代码"] = "01", ["名称"] = "甲", ["生效日期"] = new DateTime(2026, 1, 31), ["停用"] = true, ["rate:number"] = 2.5 },
            },
            printHeader: true);
        var read = DictionarySheetReader.Read(SheetFile.Read(stream.ToArray(), SheetFormat.Xlsx, DictionaryColumns.TakesValues, Cancellation).Value!, new DictionaryDefinition("x", LocalizedText.Of("字", "X"), []));
        var entry = Assert.Single(read.Value!.Entries);

        Assert.True(entry is { Code: "01", IsRetired: true });
        Assert.Equal((new DateOnly(2026, 1, 31), 2.5m), (entry.ValidFrom, entry.Attributes.Number("rate")));

        using var lost = new MemoryStream();
        lost.SaveAs(new[] { new Dictionary<string, object> { ["代码"] = 1, ["名称"] = "甲" } }, printHeader: true);
        Assert.Equal([("row 2, column A", "sheet.not-a-text")], SheetFile.Read(lost.ToArray(), SheetFormat.Xlsx, DictionaryColumns.TakesValues, Cancellation).Problems.Select(p => (p.Path, p.Code)));
    }

    private static string ContentOf(DictionaryDefinition dictionary) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(DictionaryJson.Write(dictionary)));

    private static T In<T>(string language, Func<T> act)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return act();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static LocalizedText Label(string chinese, string english) => LocalizedText.Of(chinese, english);
}
