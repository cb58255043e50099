using System.Text;
using LowCode.Definitions.Imports;
using LowCode.Work.Imports;
using Xunit;

namespace LowCode.Tests.Unit.Work.Imports;

/// <summary>What a file gives row by row; numbers are lines of the file.</summary>
public sealed class TableTests
{
    private static readonly string[] Columns = ["key", "text"];

    [Fact]
    public async Task Rows_carry_the_line_they_begin_on_when_fields_hold_line_breaks()
    {
        var rows = await RowsAsync("key,text\n1,\"a\nb\r\nc\"\n\n2,x\r\n3,\"say \"\"hi\"\"\"");

        Assert.Equal(["2: 1|a\nb\r\nc", "6: 2|x", "7: 3|say \"hi\""], rows.Select(Shown));
    }

    [Fact]
    public async Task Quote_that_is_never_closed_costs_its_own_line_only()
    {
        var rows = await RowsAsync("key,text\n1,a\n2,\"b\n3,\"c,\nd\"\n4,e\n");

        Assert.Equal(["2: 1|a", "3 text import.quote-open", "4: 3|c,\nd", "6: 4|e"], rows.Select(Shown));
    }

    [Fact]
    public async Task Two_open_quotes_cost_their_two_lines()
    {
        var rows = await RowsAsync("key,text\n1,\"b\n2,x\n3,\"c\n4,e\n");

        Assert.Equal(["2 text import.quote-open", "3: 2|x", "4 text import.quote-open", "5: 4|e"], rows.Select(Shown));
    }

    [Fact]
    public async Task Stray_quote_is_named_with_its_column()
    {
        var rows = await RowsAsync("key,text\né1\"x,a\n2,\"b\"c\n3,d\n");

        Assert.Equal(["2 key import.quote-stray", "3 text import.quote-stray", "4: 3|d"], rows.Select(Shown));
    }

    [Fact]
    public async Task Row_with_too_few_or_too_many_fields_is_named()
    {
        var rows = await RowsAsync("key,text\n1\n2,a,b\n3,c\n");

        Assert.Equal(["2 text import.field-count", "3 #3 import.field-count", "4: 3|c"], rows.Select(Shown));
    }

    [Fact]
    public async Task Row_of_several_lines_with_too_many_fields_is_one_broken_row()
    {
        var rows = await RowsAsync("key,text\n1,\"a\nb\",c\n2,d\n");

        Assert.Equal(["2 #3 import.field-count", "4: 2|d"], rows.Select(Shown));
    }

    [Fact]
    public async Task Bytes_of_another_encoding_are_named_with_row_and_column()
    {
        byte[] bytes = [.. "key,text\n1,"u8, 0xD6, 0xD0, .. "\n2,中\n"u8];

        Assert.Equal(["2 text import.encoding-row", "3: 2|中"], (await RowsAsync(bytes)).Select(Shown));
    }

    [Fact]
    public async Task Other_encodings_are_read_as_the_mapping_says()
    {
        Assert.NotNull(TableEncodings.Find("gb18030"));
        var bytes = TableEncodings.Find("gb18030")!.GetBytes("key;text\n1;占道经营\n");

        Assert.Equal(["2: 1|占道经营"], (await RowsAsync(bytes, "gb18030", ';')).Select(Shown));
    }

    [Fact]
    public async Task Line_without_end_is_refused_and_the_next_one_is_read()
    {
        var rows = await RowsAsync($"key,text\n1,{new string('x', TableLines.MaxLineBytes)}\n2,b\n");

        Assert.Equal(["2  import.line-too-long", "3: 2|b"], rows.Select(Shown));
    }

    [Theory]
    [InlineData("", "import.file-empty")]
    [InlineData("\n \n", "import.file-empty")]
    [InlineData("\u0000\u0001PK", "import.not-text")]
    [InlineData("<html>\n<body>", "import.not-a-table")]
    [InlineData("key,\"text\n1,a\n", "import.quote-open")]
    [InlineData("key,other\n1,a\n", "import.column-missing")]
    [InlineData("key,text,key\n1,a,2\n", "import.column-twice")]
    public async Task File_that_is_no_such_table_is_refused_as_a_whole(string text, string code) =>
        Assert.Equal([code], (await HeaderAsync(Encoding.UTF8.GetBytes(text))).Select(p => p.Code));

    [Fact]
    public async Task Missing_column_is_named_in_the_header_row()
    {
        var problem = Assert.Single(await HeaderAsync(Encoding.UTF8.GetBytes("key,other\n1,a\n")));

        Assert.Equal((1, "text"), (problem.Row, problem.Column));
    }

    [Fact]
    public async Task Byte_order_mark_of_another_encoding_is_refused_and_that_of_its_own_passed_over()
    {
        Assert.Equal(["import.encoding-mark"], (await HeaderAsync([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("key,text\n")])).Select(p => p.Code));
        Assert.Empty(await HeaderAsync([.. Encoding.UTF8.GetPreamble(), .. "key,text\n1,a\n"u8]));
    }

    private static string Shown(TableRow row) =>
        row.Problem is { } problem ? $"{problem.Row} {problem.Column} {problem.Code}" : $"{row.Number}: {string.Join('|', row.Fields)}";

    private static Task<List<TableRow>> RowsAsync(string text) => RowsAsync(Encoding.UTF8.GetBytes(text));

    private static Task<List<TableRow>> RowsAsync(byte[] bytes, string encoding = "utf-8", char delimiter = ',') =>
        WithFileAsync(bytes, encoding, delimiter, async file =>
        {
            var rows = new List<TableRow>();
            await foreach (var row in file.ReadAsync(TestContext.Current.CancellationToken))
            {
                rows.Add(row);
            }

            return rows;
        });

    private static Task<IReadOnlyList<RowProblem>> HeaderAsync(byte[] bytes) =>
        WithFileAsync(bytes, "utf-8", ',', async file => (await file.HeaderAsync(Columns, TestContext.Current.CancellationToken)).Problems);

    private static async Task<T> WithFileAsync<T>(byte[] bytes, string encoding, char delimiter, Func<TableFile, Task<T>> read)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, bytes);
            return await read(new TableFile(path, new ImportFileFormat(encoding, delimiter, ["yyyy-MM-dd"])));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
