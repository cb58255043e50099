using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Work.Access;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>Records over HTTP, of the demo tenant's sample cases.</summary>
[Collection<HostCollection>]
public sealed class RecordsApiTests(RunningHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Searchable_fields_are_told_and_narrow_sort_and_page_the_list()
    {
        using var program = host.With(await host.KeyAsync(Scope.ReadCases));

        var types = (await program.GetFromJsonAsync<JsonNode>("/api/records", Cancellation))!["items"]!.AsArray();
        var fields = types.Single(t => (string)t!["caseType"]! == "event")!["fields"]!.AsArray().ToDictionary(f => (string)f!["key"]!, f => f!);
        Assert.Equal(["eq", "in", "from", "to", "empty"], fields["handleCost"]["operators"]!.AsArray().Select(o => (string)o!));
        Assert.Equal(("event-classes", "code"), ((string)fields["classCode"]["dictionary"]!, (string)fields["classCode"]["type"]!));

        var costs = (await AllAsync(program)).Select(r => (decimal?)r["values"]!["handleCost"]).Where(c => c > 100).OfType<decimal>().Order().ToList();
        var found = (await program.GetFromJsonAsync<JsonNode>("/api/records/event?where=handleCost:from:100.01&sort=handleCost&descending=false&size=5", Cancellation))!;
        var next = (await program.GetFromJsonAsync<JsonNode>("/api/records/event?where=handleCost:from:100.01&sort=handleCost&descending=false&size=5&page=1", Cancellation))!;

        Assert.True(costs.Count > 10);
        Assert.Equal((costs.Count, false), ((int)found["count"]!, (bool)found["isMore"]!));
        Assert.Equal(costs.Take(10), new[] { found, next }.SelectMany(p => p["rows"]!.AsArray()).Select(r => (decimal)r!["values"]!["handleCost"]!));
    }

    [Theory]
    [InlineData("/api/records/event?where=handleCost:from:much&where=nothing:eq:1&sort=title2", HttpStatusCode.BadRequest, "record.invalid-search", 3)]
    [InlineData("/api/records/none", HttpStatusCode.NotFound, "record.unknown-type", 0)]
    [InlineData("/api/records/event?page=5&size=200", HttpStatusCode.BadRequest, "record.too-far", 0)]
    [InlineData("/api/records/event/file?where=x", HttpStatusCode.BadRequest, "record.invalid-search", 1)]
    public async Task Bad_search_is_a_clear_problem(string address, HttpStatusCode status, string code, int problems)
    {
        using var program = host.With(await host.KeyAsync(Scope.ReadCases));

        using var answer = await program.GetAsync(address, Cancellation);

        var told = await answer.JsonAsync();
        Assert.Equal((status, code, problems), (answer.StatusCode, (string)told["title"]!, told["problems"]?.AsArray().Count ?? 0));
    }

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task Filtered_list_goes_out_as_a_file(string format, string type)
    {
        using var program = host.With(await host.KeyAsync(Scope.ReadCases));
        var count = (int)(await program.GetFromJsonAsync<JsonNode>("/api/records/event?where=channel:eq:hotline", Cancellation))!["count"]!;

        using var answer = await program.GetAsync($"/api/records/event/file?where=channel:eq:hotline&format={format}", Cancellation);

        Assert.Equal((HttpStatusCode.OK, type, $"event.{format}"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName));
        var text = SheetRows.Of(await answer.Content.ReadAsByteArrayAsync(Cancellation), format);
        Assert.Equal(count, text.Split('\n').Count(l => l.StartsWith("SJ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Records_need_the_scope_of_cases()
    {
        using var other = host.With(await host.KeyAsync(Scope.ReadReleases));

        using var refused = await other.GetAsync("/api/records/event", Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    // Other tests of the same host open cases, so there may be more than one page of them.
    private static async Task<List<JsonNode>> AllAsync(HttpClient program)
    {
        var rows = new List<JsonNode>();
        for (var page = 0; ; page++)
        {
            var found = (await program.GetFromJsonAsync<JsonNode>($"/api/records/event?size=200&page={page}", Cancellation))!["rows"]!.AsArray();
            rows.AddRange(found.Select(r => r!));
            if (found.Count < 200)
            {
                return rows;
            }
        }
    }
}
