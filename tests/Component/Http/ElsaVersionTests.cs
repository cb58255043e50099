using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Work.Access;
using Xunit;
using static LowCode.Tests.Component.Http.StudioDefinitions;

namespace LowCode.Tests.Component.Http;

/// <summary>Versions of a definition as Elsa Studio lists, compares, rolls back and removes them.</summary>
[Collection<HostCollection>]
public sealed class ElsaVersionTests(RunningHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task History_holds_what_was_published_and_the_draft_and_is_rolled_back_to_any_of_them()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var (id, versions) = await PublishedAsync(studio, "History", "one", "two");
        var draft = await studio.SaveAsync(versions[1].DeepClone().AsObject().Line("three"), publish: false);

        var history = await studio.ReadAsync($"{Root}?versionOptions=AllVersions&Page=0&PageSize=10&DefinitionIds={id}&OrderBy=Version&OrderDirection=Descending");
        Assert.Equal(
            ["3 True False", "2 False True", "1 False False"],
            history["items"]!.AsArray().Select(v => $"{(int)v!["version"]!} {(bool)v["isLatest"]!} {(bool)v["isPublished"]!}"));
        Assert.Equal("one", LineOf(await studio.ReadAsync($"{Root}/by-id/{(string)versions[0]["id"]!}")));
        Assert.Equal("one", LineOf(await studio.ReadAsync($"{Root}/by-definition-id/{id}?versionOptions=1")));
        Assert.Equal(3, (await studio.GetFromJsonAsync<JsonArray>($"{Root}/{id}/versions", Cancellation))!.Count);

        var row = await studio.AskAsync($"{Root}/{id}/revert/1", new { }, HttpStatusCode.Created);
        var reverted = await studio.ReadAsync($"{Root}/by-definition-id/{id}?versionOptions=Latest");
        Assert.Equal((4, false, true), ((int)row["version"]!, (bool)row["isPublished"]!, (bool)row["isLatest"]!));
        Assert.Equal(((string)row["id"]!, "one"), ((string)reverted["id"]!, LineOf(reverted)));
        Assert.NotEqual((string)draft["id"]!, (string)row["id"]!);
        Assert.Equal("two", LineOf(await studio.ReadAsync($"{Root}/by-definition-id/{id}?versionOptions=Published")));
        using var absent = await studio.PostAsJsonAsync($"{Root}/{id}/revert/9", new { }, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
    }

    [Fact]
    public async Task Version_that_is_removed_is_listed_no_more_and_still_read_by_what_runs_on_it()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var (id, versions) = await PublishedAsync(studio, "Removed", "one", "two", "three");

        using var removed = await studio.DeleteAsync($"/elsa/api/workflow-definition-versions/{(string)versions[0]["id"]!}", Cancellation);
        using var again = await studio.DeleteAsync($"/elsa/api/workflow-definition-versions/{(string)versions[0]["id"]!}", Cancellation);
        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NotFound], new[] { removed.StatusCode, again.StatusCode });
        var left = await NumbersAsync(studio, id);
        Assert.Equal([3, 2], left);
        Assert.Equal("one", LineOf(await studio.ReadAsync($"{Root}/by-id/{(string)versions[0]["id"]!}")));

        // The published one goes out of the release with it; what was before it is latest then.
        var answer = await studio.AskAsync("/elsa/api/bulk-actions/delete/workflow-definitions/by-id", new { ids = new[] { (string)versions[2]["id"]!, "no-such-id" } });
        Assert.Equal(1, (int)answer["deleted"]!);
        var latest = await studio.ReadAsync($"{Root}/by-definition-id/{id}?versionOptions=Latest");
        Assert.Equal((2, false, true), ((int)latest["version"]!, (bool)latest["isPublished"]!, (bool)latest["isLatest"]!));

        // A number that was given is not given again.
        Assert.Equal(4, (int)(await studio.SaveAsync(latest.Line("four"), publish: true))["version"]!);
    }

    [Fact]
    public async Task Retracted_definition_keeps_its_version_and_is_published_as_the_next()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var (id, versions) = await PublishedAsync(studio, "Retracted", "one");

        var retracted = await studio.AskAsync($"{Root}/{id}/retract", new { });
        Assert.Equal(((string)versions[0]["id"]!, false), ((string)retracted["id"]!, (bool)retracted["isPublished"]!));
        Assert.Equal(1, Assert.Single(await NumbersAsync(studio, id)));

        var published = (await studio.AskAsync($"{Root}/{id}/publish", new { }))["workflowDefinition"]!;
        Assert.Equal((2, true, "one"), ((int)published["version"]!, (bool)published["isPublished"]!, LineOf(published)));
        Assert.True((bool)(await studio.AskAsync($"{Root}/{id}/publish", new { }))["alreadyPublished"]!);
    }

    [Fact]
    public async Task Draft_that_was_changed_meanwhile_is_not_overwritten_by_who_says_which_one_they_saw()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var created = await studio.SaveAsync(Created("Tagged"), publish: false);
        var path = $"{Root}/by-definition-id/{(string)created["definitionId"]!}";
        using var seen = await studio.GetAsync(path, Cancellation);
        var tag = seen.Headers.ETag!.Tag;

        Assert.Equal(HttpStatusCode.OK, (await SaveOverAsync(studio, created.Line("first"), tag)).Status);
        var (stale, problem) = await SaveOverAsync(studio, created.Line("second"), tag);
        Assert.Equal((HttpStatusCode.Conflict, "definition.changed"), (stale, (string)problem["title"]!));
        Assert.Equal("first", LineOf(await studio.ReadAsync(path)));

        using var changed = await studio.GetAsync(path, Cancellation);
        Assert.NotEqual(tag, changed.Headers.ETag!.Tag);
        using var same = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "If-None-Match", changed.Headers.ETag.Tag } } };
        using var notModified = await studio.SendAsync(same, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, notModified.StatusCode);
    }

    [Fact]
    public async Task Definition_that_is_read_only_is_neither_saved_nor_retracted()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var model = Created("Locked").Line("one");
        model["isReadonly"] = true;
        var locked = await studio.SaveAsync(model, publish: true);
        var id = (string)locked["definitionId"]!;

        Assert.DoesNotContain(locked["links"]!.AsArray(), l => (string)l!["rel"]! == "publish");
        await studio.AskAsync(Root, new { model = locked.Line("two"), publish = false }, HttpStatusCode.Forbidden);
        await studio.AskAsync($"{Root}/{id}/retract", new { }, HttpStatusCode.Forbidden);
        Assert.Equal([id], (await studio.AskAsync("/elsa/api/bulk-actions/retract/workflow-definitions/by-definition-ids", new { definitionIds = new[] { id } }))["skipped"].Texts());
    }

    [Fact]
    public async Task Publications_at_once_get_numbers_of_their_own()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var created = await studio.SaveAsync(Created("Raced"), publish: false);

        var published = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => studio.SaveAsync(created.DeepClone().AsObject().Line($"text {i}"), publish: true)));

        Assert.Equal([1, 2, 3, 4], published.Select(p => (int)p["version"]!).Order());
        Assert.Equal(4, published.Select(p => (string)p["id"]!).Distinct().Count());
    }

    private static async Task<int[]> NumbersAsync(HttpClient studio, string id) =>
        [.. (await studio.GetFromJsonAsync<JsonArray>($"{Root}/{id}/versions", Cancellation))!.Select(v => (int)v!["version"]!)];

    private static async Task<(string Id, List<JsonObject> Versions)> PublishedAsync(HttpClient studio, string name, params string[] lines)
    {
        var versions = new List<JsonObject>();
        foreach (var line in lines)
        {
            versions.Add(await studio.SaveAsync((versions is [.., var last] ? last.DeepClone().AsObject() : Created(name)).Line(line), publish: true));
        }

        return ((string)versions[0]["definitionId"]!, versions);
    }

    private static async Task<(HttpStatusCode Status, JsonObject Body)> SaveOverAsync(HttpClient studio, JsonObject model, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Root) { Content = JsonContent.Create(new { model, publish = false }) };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        using var answer = await studio.SendAsync(request, Cancellation);
        return (answer.StatusCode, await answer.JsonAsync());
    }
}
