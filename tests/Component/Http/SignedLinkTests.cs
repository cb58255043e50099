using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Work.Access;
using LowCode.Work.Links;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;

namespace LowCode.Tests.Component.Http;

/// <summary>Links that move an instance on without a credential: once, until a time, and only what they were made for.</summary>
[Collection<HostCollection>]
public sealed class SignedLinkTests(RunningHost host)
{
    private const string Root = "/elsa/api";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_of_a_script_resumes_the_activity_that_waits_with_what_is_sent_and_only_once()
    {
        var (id, link) = await StartedAsync("linked", "generateBookmarkTriggerUrl('wait')");
        using var anybody = host.Browser();

        using var first = await anybody.PostAsJsonAsync(link, new { input = new { answer = "agreed" } }, Cancellation);
        using var second = await anybody.PostAsJsonAsync(link, new { input = new { answer = "not agreed" } }, Cancellation);

        Assert.Equal((HttpStatusCode.OK, id), (first.StatusCode, (string)(await first.JsonAsync())["workflowInstanceId"]!));
        Assert.Equal((HttpStatusCode.Gone, "link.used"), (second.StatusCode, (string)(await second.JsonAsync())["title"]!));
        Assert.Equal("agreed", (string)(await InstanceAsync(id))["workflowState"]!["output"]!["Answer"]!["answer"]!);
    }

    [Fact]
    public async Task Link_to_an_event_tells_it_also_before_the_instance_waits_for_it()
    {
        await host.PublishAsync(Process(
            "told",
            Activity("link", "Elsa.SetOutput", ("outputName", Literal("String", "Link")), ("outputValue", Script("Object", "createEventTriggerUrl('Paid', '1.00:00:00')"))),
            Activity("first", "Elsa.Event", ("eventName", Literal("String", "First"))),
            Wait("Paid")));
        var id = await StartAsync("told");
        var link = LinkIn(await InstanceAsync(id));
        using var anybody = host.Browser();
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));

        using var told = await anybody.GetAsync(link, Cancellation);
        using var later = await studio.PostAsJsonAsync($"{Root}/events/First/trigger", new { workflowInstanceId = id }, Cancellation);
        using var again = await anybody.GetAsync(link, Cancellation);

        Assert.True((bool)(await told.JsonAsync())["isKept"]!);
        Assert.Equal("Finished", (string)(await InstanceAsync(id))["status"]!);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
    }

    [Fact]
    public async Task Browser_that_opens_a_link_is_asked_and_nothing_goes_on_before_the_button()
    {
        var (id, link) = await StartedAsync("opened", "generateBookmarkTriggerUrl('wait', 'P1D')");
        using var person = host.Browser();
        person.DefaultRequestHeaders.Add("Accept", "text/html");
        person.DefaultRequestHeaders.Add("Accept-Language", "en");

        var asked = await person.GetStringAsync(link, Cancellation);
        var before = (string)(await InstanceAsync(id))["status"]!;
        using var form = new FormUrlEncodedContent([]);
        using var pressed = await person.PostAsync(link, form, Cancellation);
        using var pressedAgain = await person.PostAsync(link, form, Cancellation);

        Assert.Contains("<button type=\"submit\">Go on</button>", asked, StringComparison.Ordinal);
        Assert.Equal("Running", before);
        Assert.Contains("The process goes on", await pressed.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Gone, "text/html"), (pressedAgain.StatusCode, pressedAgain.Content.Headers.ContentType!.MediaType));
        Assert.Contains("was used before", await pressedAgain.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains("no-store", pressedAgain.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("Finished", (string)(await InstanceAsync(id))["status"]!);
    }

    [Fact]
    public async Task Link_that_was_changed_cut_off_or_is_of_another_kind_is_refused()
    {
        var (id, link) = await StartedAsync("forged", "generateBookmarkTriggerUrl('wait')");
        using var anybody = host.Browser();
        var changed = link[..^6] + (link[^6] == 'A' ? 'B' : 'A') + link[^5..];
        foreach (var wrong in new[] { changed, link[..^10], $"{Root}/bookmarks/resume", $"{Root}/bookmarks/resume?t=%00", link.Replace("bookmarks/resume", "events/trigger", StringComparison.Ordinal) })
        {
            using var answer = await anybody.PostAsync(wrong, null, Cancellation);
            Assert.Equal((HttpStatusCode.BadRequest, "link.invalid"), (answer.StatusCode, (string)(await answer.JsonAsync())["title"]!));
        }

        Assert.Equal("Running", (string)(await InstanceAsync(id))["status"]!);
    }

    [Fact]
    public async Task Link_that_expired_says_so_and_does_nothing()
    {
        var (id, _) = await StartedAsync("expired", "generateBookmarkTriggerUrl('wait')");
        var tokens = host.App.Services.GetRequiredService<ILinkTokens>();
        var old = tokens.Write(new LinkTicket(new("demo"), new(id), "b1", null, DateTimeOffset.UnixEpoch, "n"));
        using var anybody = host.Browser();

        using var answer = await anybody.GetAsync($"{Root}/bookmarks/resume?t={Uri.EscapeDataString(old)}", Cancellation);

        Assert.Equal((HttpStatusCode.Gone, "link.expired"), (answer.StatusCode, (string)(await answer.JsonAsync())["title"]!));
        Assert.Equal("Running", (string)(await InstanceAsync(id))["status"]!);
    }

    [Theory]
    [InlineData("{", "body")]
    [InlineData("[]", "body")]
    [InlineData("5", "body")]
    [InlineData("{\"input\":5}", "input")]
    [InlineData("{\"input\":{\"a\":1,\"a\":2}}", "body")]
    public async Task Input_that_is_no_object_is_refused_by_name_and_uses_nothing_up(string body, string member)
    {
        var (id, link) = await StartedAsync("badly-told", "generateBookmarkTriggerUrl('wait')");
        using var anybody = host.Browser();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await anybody.PostAsync(link, content, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("/" + member, (string)(await answer.JsonAsync())["problems"]![0]!["path"]!);
        Assert.Equal("Running", (string)(await InstanceAsync(id))["status"]!);
    }

    [Theory]
    [InlineData("generateBookmarkTriggerUrl('nobody')", "nothing waits at")]
    [InlineData("generateBookmarkTriggerUrl('wait', 'soon')", "a duration such as")]
    [InlineData("generateBookmarkTriggerUrl('wait', '-1.00:00:00')", "a duration such as")]
    [InlineData("createEventTriggerUrl('Paid', '4000.00:00:00')", "at most 366 days")]
    [InlineData("createEventTriggerUrl('')", "name of an event")]
    public async Task Script_that_asks_for_no_link_is_an_incident_that_says_what_was_expected(string script, string expected)
    {
        await host.PublishAsync(Forked("unlinkable", script));

        var id = await StartAsync("unlinkable");

        var incident = Assert.Single((await InstanceAsync(id))["workflowState"]!["incidents"]!.AsArray())!;
        Assert.Contains(expected, (string)incident["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_is_given_a_link_to_an_open_bookmark_and_to_no_other()
    {
        var (id, _) = await StartedAsync("given", "generateBookmarkTriggerUrl('wait')");
        using var program = host.With(await host.KeyAsync(Scope.TriggerEvents));

        using var made = await program.PostAsJsonAsync($"/api/instances/{id}/bookmarks/b1/link", new { lifetime = "PT2H" }, Cancellation);
        using var none = await program.PostAsJsonAsync($"/api/instances/{id}/bookmarks/b9/link", new { }, Cancellation);
        using var wrong = await program.PostAsJsonAsync($"/api/instances/{id}/bookmarks/b1/link", new { lifetime = "yesterday" }, Cancellation);
        using var anybody = host.Browser();
        using var followed = await anybody.GetAsync(new Uri((string)(await made.JsonAsync())["url"]!).PathAndQuery, Cancellation);

        Assert.Equal(HttpStatusCode.OK, followed.StatusCode);
        Assert.Equal((HttpStatusCode.NotFound, "bookmark.not-found"), (none.StatusCode, (string)(await none.JsonAsync())["title"]!));
        Assert.Equal((HttpStatusCode.BadRequest, "link.lifetime"), (wrong.StatusCode, (string)(await wrong.JsonAsync())["title"]!));
        Assert.Equal("Finished", (string)(await InstanceAsync(id))["status"]!);
    }

    private async Task<(string Id, string Link)> StartedAsync(string definitionId, string script)
    {
        await host.PublishAsync(Forked(definitionId, script));
        var id = await StartAsync(definitionId);
        return (id, LinkIn(await InstanceAsync(id)));
    }

    private async Task<string> StartAsync(string definitionId)
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        using var started = await studio.PostAsJsonAsync($"{Root}/workflow-definitions/{definitionId}/execute", new { }, Cancellation);
        return Assert.Single(started.Headers.GetValues("x-elsa-workflow-instance-id"));
    }

    private async Task<JsonObject> InstanceAsync(string id)
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        studio.DefaultRequestHeaders.Add("Accept-Language", "en");
        return (await studio.GetFromJsonAsync<JsonObject>($"{Root}/workflow-instances/{id}", Cancellation))!;
    }

    private static string LinkIn(JsonObject instance) => new Uri((string)instance["workflowState"]!["output"]!["Link"]!).PathAndQuery;

    /// <summary>One branch waits; the other makes the link.</summary>
    private static JsonObject Forked(string definitionId, string script)
    {
        var parallel = Activity("both", "Elsa.Parallel");
        parallel["activities"] = new JsonArray(
            Wait("Paid"),
            Activity("link", "Elsa.SetOutput", ("outputName", Literal("String", "Link")), ("outputValue", Script("Object", script))));
        return Process(
            definitionId,
            parallel,
            Activity("answer", "Elsa.SetOutput", ("outputName", Literal("String", "Answer")), ("outputValue", Script("Object", "getOutputFrom('wait')"))));
    }

    private static JsonObject Wait(string eventName) => Activity("wait", "Elsa.Event", ("eventName", Literal("String", eventName)));

    private static JsonObject Process(string definitionId, params JsonNode[] activities)
    {
        var process = Sequence(definitionId, activities);
        process["outputs"] = new JsonArray([.. new[] { "Link", "Answer" }.Select(o => (JsonNode)new JsonObject { ["name"] = o, ["type"] = "Object" })]);
        return process;
    }
}
