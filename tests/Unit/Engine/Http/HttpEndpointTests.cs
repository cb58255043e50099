using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.Effects;
using LowCode.Engine.Http;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using LowCode.Engine.Triggers;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine.Http;

/// <summary>Section 7, HTTP, of the format: HttpEndpoint as trigger and bookmark, and what answers a request.</summary>
public sealed class HttpEndpointTests
{
    [Fact]
    public void Section_7_a_request_runs_through_a_call_to_its_answer()
    {
        var send = Activity("Elsa.SendHttpRequest", "send", ("url", Script("String", "'http://example.org/' + getRouteDataFromIn().id")));
        var write = Activity(
            "Elsa.WriteHttpResponse",
            "out",
            ("statusCode", Literal("HttpStatusCode", "Accepted")),
            ("content", Script("Object", "({ got: getParsedContentFromSend(), by: getResultFromIn().method })")),
            ("responseHeaders", Wrapped("Object", "Object", """{"X-A": "1"}""")));
        var run = Trigger(Endpoint("in", "Orders/{id}", "POST"), send, write);

        Assert.Equal("http://example.org/5", run.Effect<Effect.CallHttp>().Call.Url);
        var answer = new HttpAnswer.Answered(200, new Dictionary<string, string>(), "[1]", "application/json; charset=utf-8");
        run.Continue(new Stimulus.Resume(run.BookmarkOf("send"), answer.ToPayload())).Is(InstanceSubStatus.Finished);

        var reply = run.Effect<Effect.Reply>();
        Assert.Equal(("r1", 202, "1"), (reply.RequestId, reply.Response.StatusCode, reply.Response.Headers["X-A"]));
        Assert.Equal(("""{"got":[1],"by":"POST"}""", "application/json"), (reply.Response.Content, reply.Response.ContentType));
    }

    [Fact]
    public void Section_7_an_endpoint_has_one_trigger_per_method()
    {
        var run = ProcessRun.Given(Of(Flowchart([Endpoint("in", "/Orders/", "GET", "POST")])));

        Assert.Equal([BookmarkHash.OfHttp("orders", "get"), BookmarkHash.OfHttp("orders", "post")], run.Workflow.Triggers.Select(t => t.Hash));
    }

    [Fact]
    public void Role_that_is_computed_is_refused_and_opens_to_nobody()
    {
        var process = Of(Sequence("seq", With(Endpoint("in", "orders", "GET"), "policy", Script("String", "'acceptor'"))));
        var engine = new WorkflowEngine();

        var problem = Assert.Single(engine.Check(process.Utf8()).Errors);
        var rules = HttpRoutes.RulesOf(engine.Compile(process.Utf8()).Value!, "in");

        Assert.Equal(("workflow.http.policy", "/root/activities/0/policy"), (problem.Code, problem.Path));
        Assert.True(rules.IsClosed);
    }

    [Theory]
    [InlineData("acceptor", "acceptor")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Role_that_is_written_out_is_asked_for(string? written, string? role)
    {
        var process = Of(Sequence("seq", With(Endpoint("in", "orders", "GET"), "policy", written is null ? null : Literal("String", written))));
        var engine = new WorkflowEngine();

        var rules = HttpRoutes.RulesOf(engine.Compile(process.Utf8()).Value!, "in");

        Assert.Empty(engine.Check(process.Utf8()).Errors);
        Assert.Equal((role, false), (rules.Policy, rules.IsClosed));
    }

    [Fact]
    public void Section_7_an_endpoint_inside_a_process_waits_for_any_of_its_methods()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Endpoint("in", "orders", "GET", "PUT"), LineOf("l", "getQueryStringDataFromIn().q"))));

        Assert.Equal([BookmarkHash.OfHttp("orders", "GET"), BookmarkHash.OfHttp("orders", "PUT")], run.State.Bookmarks.Select(b => b.Hash));
        run.Continue(new Stimulus.Resume("b2", Request())).Writes("word").Is(InstanceSubStatus.Finished);
    }

    [Fact]
    public void Section_7_an_answer_without_a_request_faults()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Activity("Elsa.WriteHttpResponse", "out"))));

        run.Is(InstanceSubStatus.Faulted);
        Assert.Contains("HTTP context", Assert.Single(run.State.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_is_answered_once()
    {
        var run = Trigger(Endpoint("in", "orders", "POST"), Activity("Elsa.WriteHttpResponse", "one"), Activity("Elsa.WriteHttpResponse", "two"));

        Assert.Equal("two", Assert.Single(run.State.Incidents).ActivityId);
        Assert.Equal(200, run.Effect<Effect.Reply>().Response.StatusCode);
    }

    [Theory]
    [InlineData("text", "text/plain", "text")]
    [InlineData("({a: 1})", "application/json", "{\"a\":1}")]
    public void Section_7_the_content_type_follows_from_the_value(string script, string type, string content)
    {
        var write = Activity("Elsa.WriteHttpResponse", "out", ("content", script == "text" ? Literal("Object", script) : Script("Object", script)));

        var reply = Trigger(Endpoint("in", "orders", "POST"), write).Effect<Effect.Reply>().Response;
        Assert.Equal((type, content), (reply.ContentType, reply.Content));
    }

    public static TheoryData<string, string, string> Limits() => new()
    {
        { "requestSizeLimit", "10", "Request too large" },
        { "fileSizeLimit", "2", "File too large" },
        { "allowedFileExtensions", """[".pdf"]""", "Invalid file extension" },
        { "blockedFileExtensions", """["txt"]""", "Invalid file extension" },
        { "allowedMimeTypes", """["image/png"]""", "Invalid file MIME type" },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void Section_7_a_request_beyond_a_limit_leaves_by_its_outcome_where_that_is_exposed(string limit, string value, string outcome)
    {
        var endpoint = Endpoint("in", "orders", "POST");
        endpoint[limit] = Wrapped("Object", "Object", value);
        foreach (var flag in (string[])["RequestTooLarge", "FileTooLarge", "InvalidFileExtension", "InvalidFileMimeType"])
        {
            endpoint[$"expose{flag}Outcome"] = true;
        }

        var run = ProcessRun.Given(Of(Flowchart([endpoint, Line("done"), Line("refused")], "in -> done", $"in:{outcome} -> refused")));

        run.Start(new JsonObject { ["__HttpRequest"] = Request() }, trigger: "in").Writes("refused");
    }

    [Fact]
    public void A_request_beyond_a_limit_is_answered_at_once_where_no_outcome_stands_for_it()
    {
        var endpoint = Endpoint("in", "orders", "POST");
        endpoint["fileSizeLimit"] = Literal("Int64", 2);
        var run = Trigger(endpoint, Line("never"));

        Assert.Equal(413, run.Effect<Effect.Reply>().Response.StatusCode);
        run.Writes().Is(InstanceSubStatus.Finished);
    }

    [Fact]
    public void A_waiting_endpoint_goes_on_waiting_after_a_request_beyond_its_limit()
    {
        var endpoint = Endpoint("in", "orders", "POST");
        endpoint["fileSizeLimit"] = Literal("Int64", 2);
        var run = ProcessRun.Started(Of(Sequence("seq", endpoint, Line("after"))));

        run.Continue(new Stimulus.Resume("b1", Request())).Is(InstanceSubStatus.Suspended);
        var small = Request();
        small["files"] = new JsonArray();
        run.Continue(new Stimulus.Resume(run.BookmarkOf("in"), small)).Writes("after");
    }

    [Fact]
    public void Section_7_a_file_is_sent_as_it_is_and_several_as_a_zip()
    {
        var one = Activity("Elsa.WriteFileHttpResponse", "out", ("content", Script("Object", "getFileFromIn()")), ("filename", Literal("String", "清单.txt")));
        var reply = Trigger(Endpoint("in", "orders", "POST"), one).Effect<Effect.Reply>().Response;
        Assert.Equal(("text/plain", "abc"), (reply.ContentType, System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(reply.Content!))));
        Assert.Contains("%E6%B8%85%E5%8D%95.txt", reply.Headers["Content-Disposition"], StringComparison.Ordinal);

        var several = Activity("Elsa.WriteFileHttpResponse", "out", ("content", Script("Object", "[getFileFromIn(), 'note']")));
        reply = Trigger(Endpoint("in", "orders", "POST"), several).Effect<Effect.Reply>().Response;
        using var zip = new ZipArchive(new MemoryStream(Convert.FromBase64String(reply.Content!)));
        Assert.Equal(("application/zip", 2), (reply.ContentType, zip.Entries.Count));

        var nameless = Activity("Elsa.WriteFileHttpResponse", "out", ("content", Script("Object", "[{ name: '', content: 'a' }, 'note']")));
        reply = Trigger(Endpoint("in", "orders", "POST"), nameless).Effect<Effect.Reply>().Response;
        using var named = new ZipArchive(new MemoryStream(Convert.FromBase64String(reply.Content!)));
        Assert.Equal(["file1.bin", "file2.txt"], named.Entries.Select(e => e.Name));

        var sly = Activity(
            "Elsa.WriteFileHttpResponse", "out", ("content", Script("Object", "[{ name: '../../a.txt', content: 'YQ==' }, { name: 'C:\\\\A.txt', content: 'YQ==' }, { name: '..', content: 'YQ==' }]")));
        reply = Trigger(Endpoint("in", "orders", "POST"), sly).Effect<Effect.Reply>().Response;
        using var plain = new ZipArchive(new MemoryStream(Convert.FromBase64String(reply.Content!)));
        Assert.Equal(["a.txt", "A (2).txt", "file.bin"], plain.Entries.Select(e => e.FullName));
    }

    [Fact]
    public void A_route_belongs_to_one_trigger()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var process = Of(Flowchart([Endpoint("one", "orders", "GET"), Endpoint("two", "/ORDERS", "GET", "POST")]));

        var error = Assert.Single(new WorkflowEngine().Check(process.Utf8()).Errors);
        Assert.Equal(("workflow.http.taken", "/root/activities/1/path"), (error.Code, error.Path));
        Assert.Contains("\"one\"", error.Message, StringComparison.Ordinal);
    }

    private static ProcessRun Trigger(JsonObject endpoint, params JsonObject[] rest)
    {
        var ids = rest.Prepend(endpoint).Select(a => (string)a["id"]!).ToArray();
        var process = Of(Flowchart([endpoint, .. rest], [.. ids.Zip(ids.Skip(1), (a, b) => $"{a} -> {b}")]));
        return ProcessRun.Given(process).Start(new JsonObject { ["__HttpRequest"] = Request() }, trigger: "in");
    }

    private static JsonObject Endpoint(string id, string path, params string[] methods)
    {
        var endpoint = Activity(
            "Elsa.HttpEndpoint",
            id,
            ("path", Literal("String", path)),
            ("supportedMethods", Wrapped("String[]", "Object", new JsonArray([.. methods.Select(m => JsonValue.Create(m))]).ToJsonString())));
        endpoint["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        return endpoint;
    }

    private static JsonObject With(JsonObject activity, string member, JsonNode? value)
    {
        activity[member] = value;
        return activity;
    }

    private static JsonObject Request() => new()
    {
        ["requestId"] = "r1",
        ["method"] = "POST",
        ["path"] = "/orders/5",
        ["headers"] = new JsonObject { ["Accept"] = "*/*" },
        ["queryString"] = new JsonObject { ["q"] = "word" },
        ["routeData"] = new JsonObject { ["id"] = "5" },
        ["content"] = new JsonObject { ["n"] = 1 },
        ["contentLength"] = 100,
        ["files"] = new JsonArray(new JsonObject { ["name"] = "a.txt", ["contentType"] = "text/plain", ["size"] = 3, ["content"] = Convert.ToBase64String("abc"u8) }),
    };
}
