using System.Text;
using LowCode.Definitions.Imports;
using LowCode.Work.Imports;
using Xunit;

namespace LowCode.Tests.Component.Imports;

/// <summary>What is wrong with a file is named with row and column; what is right with it is loaded.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("H003,2026-03-02 22:40:00", "H003,2.3.2026", 5, "来电时间", "import.time")]
    [InlineData("H003,2026-03-02 22:40:00", "H003,", 5, "来电时间", "import.value-missing")]
    [InlineData("2026-03-03 00:20:00", "later", 5, "处置时间", "import.time")]
    [InlineData(",GA,公安分局,噪声,夜间", ",GA,公安分局,狗,夜间", 5, "类别", "import.class-unknown")]
    [InlineData(",GA,公安分局,噪声,夜间", ",,公安分局,噪声,夜间", 5, "部门代码", "import.value-missing")]
    [InlineData("5 栋,网站,", "5 栋,信鸽,", 5, "来源", "import.value-unknown")]
    [InlineData("柳园小区 5 栋", "", 5, "地址", "form.required")]
    [InlineData("H003,", "H001,", 5, "编号", "import.key-twice")]
    [InlineData("网站,处置中", "网站,搁置", 10, "状态", "import.value-unknown")]
    [InlineData("柳园小区 5 栋", "柳园小区,5 栋", 5, "#15", "import.field-count")]
    [InlineData(",噪声,夜间聚会喧哗,柳园", ",夜间聚会喧哗,柳园", 5, "处置结果", "import.field-count")]
    [InlineData("夜间聚会喧哗", "\"夜间聚会喧哗", 5, "内容", "import.quote-open")]
    [InlineData("夜间聚会喧哗", "夜间\"聚会\"喧哗", 5, "内容", "import.quote-stray")]
    public async Task Broken_row_is_named_and_the_good_ones_are_loaded(string right, string wrong, int row, string column, string code)
    {
        await using var house = new ImportHouse();
        var text = Riverside.Text();
        Assert.Contains(right, text, StringComparison.Ordinal);

        var report = await ImportAsync(house, Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal)));

        var problem = Assert.Single(report.Problems);
        Assert.Equal((row, column, code), (problem.Row, problem.Column, problem.Code));
        Assert.Equal((12, 11, 1), (report.Rows, report.Loaded, report.RejectedRows));
        Assert.Equal(11, report.Counts!.Cases);
        Assert.Contains(problem.Message, ImportReportText.Of(report, TimeZoneInfo.Utc), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mended_file_loads_the_rows_that_were_broken_and_nothing_twice()
    {
        await using var house = new ImportHouse();
        await ImportAsync(house, Encoding.UTF8.GetBytes(Riverside.Text().Replace("H003,2026-03-02 22:40:00", "H003,?", StringComparison.Ordinal)));

        var report = await house.ImportAsync(Riverside.File, Riverside.Mapping());

        Assert.Equal((1, 11, 0), (report.Loaded, report.AlreadyThere, report.RejectedRows));
        Assert.Equal(12, report.Counts!.Cases);
    }

    [Fact]
    public async Task Bytes_of_another_encoding_in_one_row_cost_that_row()
    {
        await using var house = new ImportHouse();
        var bytes = Encoding.UTF8.GetBytes(Riverside.Text());
        var at = bytes.AsSpan().IndexOf("夜间聚会喧哗"u8);
        TableEncodings.Find("gb18030")!.GetBytes("夜间聚会").CopyTo(bytes, at);

        var report = await ImportAsync(house, bytes);

        var problem = Assert.Single(report.Problems);
        Assert.Equal((5, "内容", "import.encoding-row"), (problem.Row, problem.Column, problem.Code));
        Assert.Equal(11, report.Loaded);
    }

    [Fact]
    public async Task Column_that_is_missing_is_named_and_nothing_is_loaded()
    {
        await using var house = new ImportHouse();
        var text = Riverside.Text().Replace(",办结时间,", ",完成时间,", StringComparison.Ordinal);

        AssertRefused(await ImportAsync(house, Encoding.UTF8.GetBytes(text)), 1, "办结时间", "import.column-missing");
        Assert.Equal(0L, house.Scalar("SELECT COUNT(*) FROM tenant"));
    }

    [Fact]
    public async Task File_in_another_encoding_is_refused()
    {
        await using var house = new ImportHouse();

        AssertRefused(await ImportAsync(house, [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Riverside.Text())]), 1, null, "import.encoding-mark");
        AssertRefused(await ImportAsync(house, TableEncodings.Find("gb18030")!.GetBytes(Riverside.Text())), 1, "#1", "import.encoding-row");
        AssertRefused(await ImportAsync(house, Encoding.Unicode.GetBytes(Riverside.Text())), 1, null, "import.not-text");
    }

    [Fact]
    public async Task File_that_is_no_table_is_refused()
    {
        await using var house = new ImportHouse();
        var header = Riverside.Text().Split('\n')[0];

        AssertRefused(await ImportAsync(house, []), 0, null, "import.file-empty");
        AssertRefused(await ImportAsync(house, Encoding.UTF8.GetBytes(header + "\n")), 0, null, "import.file-empty");
        AssertRefused(await ImportAsync(house, "%PDF-1.7\n%âãÏÓ\n1 0 obj\n"u8.ToArray()), 1, null, "import.not-a-table");
        AssertRefused(await house.ImportAsync(house.FilePath("nowhere.csv"), Riverside.Mapping()), 0, null, "import.file-unreadable");
    }

    [Fact]
    public async Task Mapping_that_does_not_fit_the_template_is_refused()
    {
        await using var house = new ImportHouse();
        var mapping = Riverside.Mapping();
        var fields = new Dictionary<string, RowValue>(mapping.Fields) { ["colour"] = new RowValue.ClassCode(), ["position"] = new RowValue.Column("地址", null, null, null, null) };

        AssertRefused(await house.ImportAsync(Riverside.File, mapping with { Template = "weather" }), 0, null, "import.mapping.template");
        AssertRefused(await house.ImportAsync(Riverside.File, mapping with { CaseType = "weather" }), 0, null, "import.mapping.case-type");
        var report = await house.ImportAsync(Riverside.File, mapping with { Fields = fields });
        Assert.Equal(["import.mapping.field", "import.mapping.field-type"], report.Problems.Select(p => p.Code).Order(StringComparer.Ordinal));
        Assert.Equal(0L, house.Scalar("SELECT COUNT(*) FROM work_case"));
    }

    private static void AssertRefused(ImportReport report, int row, string? column, string code)
    {
        Assert.True(report.IsRefused);
        var problem = Assert.Single(report.Problems);
        Assert.Equal((row, column, code), (problem.Row, problem.Column, problem.Code));
        Assert.Contains(problem.Message, ImportReportText.Of(report, TimeZoneInfo.Utc), StringComparison.Ordinal);
    }

    private static async Task<ImportReport> ImportAsync(ImportHouse house, byte[] bytes)
    {
        var path = house.FilePath("changed.csv");
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        return await house.ImportAsync(path, Riverside.Mapping());
    }
}
