using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LowCode.Work.Access;
using MiniExcelLibs;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>Lists and decision tables out of the server as files and in again.</summary>
[Collection<HostCollection>]
public sealed class SheetsApiTests(RunningHost host)
{
    private const string Csv = "text/csv";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("csv", Csv)]
    [InlineData("xlsx", Xlsx)]
    public async Task List_goes_out_and_comes_in_again_without_a_new_release(string format, string type)
    {
        await host.PublishRulesAsync("demo", "sheets", 10);
        using var program = host.With(await host.KeyAsync(Scope.ReadReleases, Scope.PublishReleases));

        var file = await program.GetByteArrayAsync($"/api/rules/sheets/lists/watched?format={format}", Cancellation);
        using var first = await PutAsync(program, "/api/rules/sheets/lists/watched", file, type);
        using var second = await PutAsync(program, "/api/rules/sheets/lists/watched", file, type);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.False((bool)(await second.JsonAsync())["isNew"]!);
        Assert.Equal(
            SheetRows.Of(file, format), SheetRows.Of(await program.GetByteArrayAsync($"/api/rules/sheets/lists/watched?format={format}", Cancellation), format));
    }

    [Fact]
    public async Task List_with_mistakes_is_refused_by_row_and_column_and_the_old_one_stays()
    {
        await host.PublishRulesAsync("demo", "sheets-bad", 10);
        using var program = host.With(await host.KeyAsync(Scope.ReadReleases, Scope.PublishReleases));
        using var workbook = new MemoryStream();
        workbook.SaveAs(new[] { new { a = 101 } }, printHeader: false);

        using var numbers = await PutAsync(program, "/api/rules/sheets-bad/lists/watched", workbook.ToArray(), Xlsx);
        using var rows = await PutAsync(program, "/api/rules/sheets-bad/lists/watched", "watched\n0101\n\n0103,x\n"u8.ToArray(), Csv);
        using var kind = await PutAsync(program, "/api/rules/sheets-bad/lists/watched", "watched\n"u8.ToArray(), "text/plain");

        Assert.Equal(["row 1, column A"], await PlacesAsync(numbers));
        Assert.Equal(["row 3, column A", "row 4, column B"], await PlacesAsync(rows));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, kind.StatusCode);
        Assert.EndsWith("0101\r\n0102\r\n", await program.GetStringAsync("/api/rules/sheets-bad/lists/watched", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_comes_in_changed_and_what_cannot_be_understood_is_told_by_its_cell()
    {
        await host.PublishFeesAsync("sheets-fees");
        using var program = host.With(await host.KeyAsync(Scope.ReadReleases, Scope.PublishReleases));
        const string address = "/api/decisions/sheets-fees/tables/fee";
        var file = await program.GetStringAsync(address, Cancellation);

        using var bad = await PutAsync(program, address, Encoding.UTF8.GetBytes(file.Replace("> 10", "> > 10", StringComparison.Ordinal)), Csv);
        using var unwritable = await PutAsync(program, address, Encoding.UTF8.GetBytes(file.Replace("> 10", "> \u000110", StringComparison.Ordinal)), Csv);
        using var good = await PutAsync(program, address, Encoding.UTF8.GetBytes(file.Replace("r1,> 10,5", "r1,> 10,7", StringComparison.Ordinal)), Csv);

        Assert.Equal(["row 7, column B"], (await PlacesAsync(bad)).Distinct());
        Assert.Equal(["row 7, column B"], await PlacesAsync(unwritable));
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        Assert.Contains("r1,> 10,7", await program.GetStringAsync(address, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_lists_and_tables_are_not_found_and_those_that_are_there_are_named()
    {
        await host.PublishFeesAsync("sheets-named");
        await host.PublishRulesAsync("demo", "sheets-names", 10);
        using var program = host.With(await host.KeyAsync(Scope.ReadReleases));

        using var list = await program.GetAsync("/api/rules/sheets-names/lists/none", Cancellation);
        using var table = await program.GetAsync("/api/decisions/sheets-named/tables/none", Cancellation);

        Assert.Contains("watched", (string)(await list.JsonAsync())["detail"]!, StringComparison.Ordinal);
        Assert.Contains("fee", (string)(await table.JsonAsync())["detail"]!, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (list.StatusCode, table.StatusCode));
    }

    [Fact]
    public async Task What_was_made_on_an_older_version_is_refused_and_nobodys_work_is_lost()
    {
        await host.PublishRulesAsync("demo", "sheets-stale", 10);
        await host.PublishFeesAsync("sheets-stale-fees");
        using var program = host.With(await host.KeyAsync(Scope.ReadReleases, Scope.PublishReleases, Scope.EvaluateRules));
        const string list = "/api/rules/sheets-stale/lists/watched";
        const string rule = "/api/rules/sheets-stale/rules/R1";
        const string table = "/api/decisions/sheets-stale-fees/tables/fee";
        var (listTag, ruleTag, tableTag) = (await TagAsync(program, list), await TagAsync(program, rule), await TagAsync(program, table));
        var file = await program.GetStringAsync(table, Cancellation);

        using var first = await PutAsync(program, list, "watched\n0101\n0102\n0103\n"u8.ToArray(), Csv, listTag);
        using var late = await PutAsync(program, list, "watched\n0101\n"u8.ToArray(), Csv, listTag);
        using var lateRule = await PutAsync(program, rule, """{"id":"R1","action":"NOTE","when":{"f":"d.packages","op":"gt","v":1}}"""u8.ToArray(), "application/json", ruleTag);
        using var firstTable = await PutAsync(program, table, Encoding.UTF8.GetBytes(file.Replace("r1,> 10,5", "r1,> 10,7", StringComparison.Ordinal)), Csv, tableTag);
        using var lateTable = await PutAsync(program, table, Encoding.UTF8.GetBytes(file.Replace("r1,> 10,5", "r1,> 10,9", StringComparison.Ordinal)), Csv, tableTag);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, firstTable.StatusCode));
        Assert.Equal(["rules.stale", "rules.stale", "decisions.stale"], [await TitleAsync(late), await TitleAsync(lateRule), await TitleAsync(lateTable)]);
        Assert.EndsWith("0103\r\n", await program.GetStringAsync(list, Cancellation), StringComparison.Ordinal);
        Assert.Contains("r1,> 10,7", await program.GetStringAsync(table, Cancellation), StringComparison.Ordinal);
    }

    private static async Task<string> TagAsync(HttpClient program, string address)
    {
        using var answer = await program.GetAsync(address, Cancellation);
        return answer.Headers.ETag!.Tag;
    }

    private static async Task<string> TitleAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        return (string)(await answer.JsonAsync())["title"]!;
    }

    private static async Task<List<string>> PlacesAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return [.. (await answer.JsonAsync())["problems"]!.AsArray().Select(p => (string)p!["path"]!)];
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient program, string address, byte[] content, string type, string? tag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (tag is not null)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(tag));
        }

        return await program.SendAsync(request, Cancellation);
    }
}
