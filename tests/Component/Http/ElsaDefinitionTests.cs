using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Work.Access;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;
using static LowCode.Tests.Component.Http.StudioDefinitions;

namespace LowCode.Tests.Component.Http;

/// <summary>What Elsa Studio asks about definitions, in the shapes in which it reads them.</summary>
[Collection<HostCollection>]
public sealed class ElsaDefinitionTests(RunningHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Definition_is_created_saved_published_retracted_and_deleted()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var created = await studio.SaveAsync(Created("Studio one"), publish: false);
        var id = (string)created["definitionId"]!;
        Assert.Equal((1, true, false), ((int)created["version"]!, (bool)created["isLatest"]!, (bool)created["isPublished"]!));
        Assert.Equal("Workflow1:Flowchart1", (string)created["root"]!["nodeId"]!);

        created["root"]!["activities"] = new JsonArray(new JsonObject { ["id"] = "a1", ["name"] = "WriteLine1", ["type"] = "Elsa.WriteLine", ["version"] = 1, ["metadata"] = new JsonObject { ["own"] = 7 } });
        var published = await studio.SaveAsync(created, publish: true);
        Assert.Equal((1, true), ((int)published["version"]!, (bool)published["isPublished"]!));
        Assert.Equal("Workflow1:Flowchart1:a1", (string)published["root"]!["activities"]![0]!["nodeId"]!);
        Assert.Equal(7, (int)published["root"]!["activities"]![0]!["metadata"]!["own"]!);

        var next = await studio.SaveAsync((JsonObject)published.DeepClone(), publish: false);
        Assert.Equal((2, false), ((int)next["version"]!, (bool)next["isPublished"]!));
        Assert.NotEqual((string)published["id"]!, (string)next["id"]!);
        Assert.Equal(1, (int)(await studio.ReadAsync($"{Root}/by-definition-id/{id}?versionOptions=Published"))["version"]!);
        Assert.Equal(2, (int)(await studio.ReadAsync($"{Root}/by-definition-id/{id}?versionOptions=Latest"))["version"]!);

        using var retracted = await studio.PostAsJsonAsync($"{Root}/{id}/retract", new { }, Cancellation);
        using var gone = await studio.GetAsync($"{Root}/by-definition-id/{id}?versionOptions=Published", Cancellation);
        using var deleted = await studio.DeleteAsync($"{Root}/{id}", Cancellation);
        using var after = await studio.GetAsync($"{Root}/by-definition-id/{id}", Cancellation);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NoContent, HttpStatusCode.NotFound], new[] { retracted.StatusCode, gone.StatusCode, deleted.StatusCode, after.StatusCode });
    }

    [Fact]
    public async Task List_is_searched_paged_and_says_what_may_be_done()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        using var reader = host.With(await host.KeyAsync(Scope.ReadDefinitions));
        foreach (var name in new[] { "Findable A", "Findable B", "Findable C" })
        {
            await studio.SaveAsync(Created(name), publish: false);
        }

        var page = await studio.ReadAsync(Root + "?versionOptions=Latest&Page=1&PageSize=2&SearchTerm=findable&IsSystem=False&OrderBy=Name&OrderDirection=Descending");
        var locked = await reader.ReadAsync(Root + "?versionOptions=Latest&SearchTerm=Findable");
        var unique = await studio.ReadAsync(Root + "/validation/is-name-unique?name=Findable%20A");
        using var odd = await studio.GetAsync(Root + "?versionOptions=Sometimes", Cancellation);

        Assert.Equal(3, (int)page["totalCount"]!);
        Assert.Equal("Findable A", (string)Assert.Single(page["items"]!.AsArray())!["name"]!);
        Assert.Contains(page["links"]!.AsArray(), l => (string)l!["rel"]! == "bulk-publish");
        Assert.Contains(page["items"]![0]!["links"]!.AsArray(), l => (string)l!["rel"]! == "publish");
        Assert.DoesNotContain(locked["items"]![0]!["links"]!.AsArray(), l => (string)l!["rel"]! == "publish");
        Assert.False((bool)unique["isUnique"]!);
        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
    }

    [Fact]
    public async Task What_cannot_be_published_is_told_by_place_and_stays_a_draft()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var created = await studio.SaveAsync(Created("Broken one"), publish: false);
        created["root"]!["activities"] = new JsonArray(Activity("x", "Elsa.SendHttpRequest"));

        using var refused = await studio.PostAsJsonAsync(Root, new { model = created, publish = true }, Cancellation);
        var draft = await studio.SaveAsync(created, publish: false);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.NotEmpty((await refused.JsonAsync())["errors"]!.AsObject());
        Assert.False((bool)draft["isPublished"]!);
    }

    [Fact]
    public async Task Key_that_may_only_save_does_not_publish()
    {
        using var writer = host.With(await host.KeyAsync(Scope.ReadDefinitions, Scope.WriteDefinitions));
        var created = await writer.SaveAsync(Created("Only saved"), publish: false);

        using var refused = await writer.PostAsJsonAsync(Root, new { model = created, publish = true }, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Theory]
    [InlineData("activities?Refresh=True")]
    [InlineData("expression-descriptors")]
    [InlineData("workflow-activation-strategies")]
    [InlineData("log-persistence-strategies")]
    [InlineData("incident-strategies")]
    [InlineData("commit-strategies/workflows")]
    [InlineData("commit-strategies/activities")]
    [InlineData("storage-drivers")]
    [InlineData("variables")]
    [InlineData("output-converters")]
    public async Task Descriptors_are_lists_without_null(string path)
    {
        using var studio = host.With(await host.KeyAsync(Scope.ReadDefinitions));

        var answer = await studio.ReadAsync("/elsa/api/descriptors/" + path);

        Assert.Equal(answer["items"]!.AsArray().Count, (int)answer["count"]!);
        Assert.DoesNotContain(":null", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activity_is_described_as_its_declaration_says()
    {
        using var studio = host.With(await host.KeyAsync(Scope.ReadDefinitions));

        studio.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-US,en");
        var items = (await studio.ReadAsync("/elsa/api/descriptors/activities"))["items"]!.AsArray();

        var line = items.Single(i => (string)i!["typeName"]! == "Elsa.WriteLine")!;
        var text = Assert.Single(line["inputs"]!.AsArray())!;
        Assert.Equal(("Write line", "Console"), ((string)line["displayName"]!, (string)line["category"]!));
        Assert.Equal(("Text", "String", "singleline", true), ((string)text["name"]!, (string)text["typeName"]!, (string)text["uiHint"]!, (bool)text["isWrapped"]!));
        var decision = items.Single(i => (string)i!["typeName"]! == "Elsa.FlowDecision")!;
        Assert.Equal(["True", "False"], decision["ports"]!.AsArray().Select(p => (string)p!["name"]!));
        Assert.True((bool)items.Single(i => (string)i!["typeName"]! == "Elsa.Flowchart")!["isContainer"]!);
    }
}
