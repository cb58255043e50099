using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Work.Access;
using LowCode.Work.People;
using LowCode.Work.Releases;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>Dictionaries over HTTP: read as of a day, worked on as drafts, by files and code by code, published.</summary>
[Collection<HostCollection>]
public sealed class DictionariesApiTests(RunningHost host)
{
    private const string Csv = "text/csv";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dictionary_is_begun_filled_from_a_file_changed_and_published_and_only_then_takes_effect()
    {
        using var program = await ProgramAsync();
        var id = $"begun-{Guid.NewGuid():N}";
        using var begun = await program.PostAsJsonAsync("/api/dictionaries", new { dictionaryId = id, name = new Dictionary<string, string> { ["zh-CN"] = "新字典" } }, Cancellation);
        using var again = await program.PostAsJsonAsync("/api/dictionaries", new { dictionaryId = id, name = new Dictionary<string, string> { ["zh-CN"] = "新字典" } }, Cancellation);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Conflict), (begun.StatusCode, again.StatusCode));

        using var empty = await program.PostAsync($"/api/dictionaries/{id}/draft/publish", null, Cancellation);
        Assert.Equal(["dictionary.no-entries"], await CodesAsync(empty));
        using var filled = await PutAsync(program, $"/api/dictionaries/{id}/draft", "code,label,parent,population:integer\n01,甲,,\n0101,乙,01,5\n");
        var told = await filled.JsonAsync();
        Assert.Equal((2, 2), ((int)told["entries"]!, (int)told["added"]!));
        using var put = await program.PutAsJsonAsync(
            $"/api/dictionaries/{id}/draft/codes/0102",
            new { label = new Dictionary<string, string> { ["zh-CN"] = "丙" }, parent = "01", validFrom = "2030-01-01", attributes = new { population = 7 } },
            Cancellation);
        Assert.Equal("added", (string)(await put.JsonAsync())["change"]!);

        using var published = await program.PostAsync($"/api/dictionaries/{id}/draft/publish", null, Cancellation);
        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
        using var gone = await program.DeleteAsync($"/api/dictionaries/{id}/draft", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal(["0101"], await RowsAsync(program, $"/api/dictionaries/{id}/codes?parent=01&asOf=2026-11-30"));
        Assert.Equal(["0101", "0102"], await RowsAsync(program, $"/api/dictionaries/{id}/codes?parent=01&asOf=2026-11-30&ended=true"));
        Assert.Equal(["0101", "0102"], await RowsAsync(program, $"/api/dictionaries/{id}/codes?parent=01&asOf=2030-01-01"));
        Assert.Equal(["0101"], await RowsAsync(program, $"/api/dictionaries/{id}/codes?q=乙"));
        Assert.Equal(7, (int)(await program.GetFromJsonAsync<JsonNode>($"/api/dictionaries/{id}/codes/0102", Cancellation))!["attributes"]!["population"]!);
    }

    [Theory]
    [InlineData("csv", Csv)]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task File_goes_out_and_comes_in_again_without_a_change(string format, string type)
    {
        using var program = await ProgramAsync();
        var file = await program.GetByteArrayAsync($"/api/dictionaries/event-classes/file?format={format}", Cancellation);

        using var imported = await PutAsync(program, "/api/dictionaries/event-classes/draft", file, type);
        var told = await imported.JsonAsync();
        Assert.Equal((94, 0, 0, 0), ((int)told["entries"]!, (int)told["added"]!, (int)told["changed"]!, (int)told["retired"]!));
        Assert.Equal(SheetRows.Of(file, format), SheetRows.Of(await program.GetByteArrayAsync($"/api/dictionaries/event-classes/file?format={format}&draft=true", Cancellation), format));
        using var discarded = await program.DeleteAsync("/api/dictionaries/event-classes/draft", Cancellation);
        Assert.Equal(HttpStatusCode.OK, discarded.StatusCode);
    }

    [Fact]
    public async Task File_with_mistakes_changes_nothing_and_tells_each_with_row_and_column()
    {
        using var program = await ProgramAsync();
        var id = await PublishAsync("mistaken", "{'code': 'A', 'label': {'zh-CN': '甲'}}");

        using var wrong = await PutAsync(program, $"/api/dictionaries/{id}/draft", "code,label,parent,valid from\nA,甲,,\nA,乙,,\nB,,C,never\n");
        using var kind = await PutAsync(program, $"/api/dictionaries/{id}/draft", "code,label\n"u8.ToArray(), "text/plain");

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        var places = (await wrong.JsonAsync())["problems"]!.AsArray().Select(p => (string)p!["path"]!);
        Assert.Equal(["row 4, column B", "row 4, column D", "row 3, column A", "row 4, column C"], places);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, kind.StatusCode);
        Assert.Null((await program.GetFromJsonAsync<JsonNode>($"/api/dictionaries/{id}?draft=true", Cancellation))!["draft"]);
    }

    [Fact]
    public async Task Published_code_that_a_file_lacks_is_retired_and_one_that_a_release_lacks_is_refused()
    {
        using var program = await ProgramAsync();
        var id = await PublishAsync("kept", "{'code': 'A', 'label': {'zh-CN': '甲'}}, {'code': 'B', 'label': {'zh-CN': '乙'}}");

        using var imported = await PutAsync(program, $"/api/dictionaries/{id}/draft", "code,label\nA,甲\nC,丙\n");
        Assert.Equal(1, (int)(await imported.JsonAsync())["retired"]!);
        using var removed = await program.DeleteAsync($"/api/dictionaries/{id}/draft/codes/B", Cancellation);
        Assert.Equal((HttpStatusCode.Conflict, "dictionary.published-code"), (removed.StatusCode, (string)(await removed.JsonAsync())["title"]!));
        using var published = await program.PostAsync($"/api/dictionaries/{id}/draft/publish", null, Cancellation);
        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
        Assert.True((bool)(await program.GetFromJsonAsync<JsonNode>($"/api/dictionaries/{id}/codes/B", Cancellation))!["retired"]!);

        var lacking = await TryPublishAsync(id, "{'code': 'A', 'label': {'zh-CN': '甲'}}");
        Assert.Equal("release.removed-codes", Assert.Single(lacking.Rejection!.Problems).Code);
    }

    [Fact]
    public async Task Layers_show_where_a_code_comes_from_and_what_it_overrides()
    {
        using var program = await ProgramAsync();

        var code = (await program.GetFromJsonAsync<JsonNode>("/api/dictionaries/event-classes/codes/E13-01-10", Cancellation))!;
        var group = (await program.GetFromJsonAsync<JsonNode>("/api/dictionaries/event-classes/codes/E-06", Cancellation))!;

        Assert.Equal(("tenant", "event-classes", "暴露垃圾"), ((string)code["layer"]!, (string)code["source"]!, (string)code["overrides"]!["label"]!["zh-CN"]!));
        Assert.Equal("HWZ", (string)code["attributes"]!["department"]!);
        Assert.Equal(("national", "standard-classes"), ((string)group["layer"]!, (string)group["source"]!));
        Assert.Null(group["overrides"]);
        Assert.Equal(["event-classes", "standard-classes"], (await program.GetFromJsonAsync<JsonNode>("/api/dictionaries/event-classes", Cancellation))!["layers"]!.AsArray().Select(l => (string)l!));
    }

    [Fact]
    public async Task Draft_of_what_was_published_again_meanwhile_is_not_published()
    {
        using var program = await ProgramAsync();
        var id = await PublishAsync("overtaken", "{'code': 'A', 'label': {'zh-CN': '甲'}}");
        using var drafted = await PutAsync(program, $"/api/dictionaries/{id}/draft", "code,label\nA,甲甲\n");
        Assert.True((await TryPublishAsync(id, "{'code': 'A', 'label': {'zh-CN': '另'}}")).IsAccepted);

        using var published = await program.PostAsync($"/api/dictionaries/{id}/draft/publish", null, Cancellation);

        Assert.Equal((HttpStatusCode.Conflict, "dictionary.overtaken"), (published.StatusCode, (string)(await published.JsonAsync())["title"]!));
    }

    [Fact]
    public async Task Expressions_read_the_published_dictionaries()
    {
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules));

        using var answer = await program.PostAsJsonAsync(
            "/api/expressions", new { expression = "code attribute(\"event-classes\", 类, \"limitHours\") * 2", variables = new { 类 = "E-01-901" } }, Cancellation);

        Assert.Equal(4, (decimal)(await answer.JsonAsync())["value"]!);
    }

    private async Task<HttpClient> ProgramAsync() => host.With(await host.KeyAsync(Scope.ReadReleases, Scope.PublishReleases));

    private async Task<string> PublishAsync(string prefix, string entries)
    {
        var id = $"{prefix}-{Guid.NewGuid():N}";
        var answer = await TryPublishAsync(id, entries);
        Assert.True(answer.IsAccepted, answer.Rejection?.Message);
        return id;
    }

    private Task<LowCode.Work.Result<PublishedRelease>> TryPublishAsync(string id, string entries)
    {
        var json = $"{{'$format': 'lowcode.dictionary/1', 'dictionaryId': '{id}', 'name': {{'zh-CN': '测试'}}, 'entries': [{entries}]}}".Replace('\'', '"');
        return host.App.Services.GetRequiredService<PublishRelease>().HandleAsync(
            Actor.System(new TenantId("demo")), new PublishReleaseCommand([Artefact.Of(ArtefactKind.Dictionary, id, Encoding.UTF8.GetBytes(json))], "test"), Cancellation);
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(HttpClient program, string address) =>
        [.. (await program.GetFromJsonAsync<JsonNode>(address, Cancellation))!["rows"]!.AsArray().Select(r => (string)r!["code"]!)];

    private static async Task<IReadOnlyList<string>> CodesAsync(HttpResponseMessage answer) =>
        [.. (await answer.JsonAsync())["problems"]!.AsArray().Select(p => (string)p!["code"]!)];

    // A workbook holds the time of its making.
    private static Task<HttpResponseMessage> PutAsync(HttpClient program, string address, string csv) => PutAsync(program, address, Encoding.UTF8.GetBytes(csv), Csv);

    private static Task<HttpResponseMessage> PutAsync(HttpClient program, string address, byte[] content, string type)
    {
        var body = new ByteArrayContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue(type);
        return program.PutAsync(address, body, Cancellation);
    }
}
