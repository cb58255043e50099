using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.Effects;
using LowCode.Engine.Http;
using LowCode.Engine.Running;
using LowCode.Engine.State;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine.Http;

/// <summary>Section 7, HTTP, of the format: SendHttpRequest, FlowSendHttpRequest and DownloadHttpFile with every outcome.</summary>
public sealed class HttpCallTests
{
    private static readonly HttpAnswer.Answered Ok = Answer(200, """{"name": "王"}""", "application/json");

    [Fact]
    public void Section_7_a_call_is_an_effect_with_everything_that_was_asked_for()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Activity(
            "Elsa.SendHttpRequest",
            "send",
            ("url", Literal("Uri", "https://example.org/a?b=1")),
            ("method", Literal("String", "POST")),
            ("content", Wrapped("Object", "Object", """{"n": 1}""")),
            ("authorization", Literal("String", "Bearer x")),
            ("requestHeaders", Wrapped("Object", "Object", """{"X-Two": ["a", "b"]}"""))))));

        var call = run.Effect<Effect.CallHttp>();
        Assert.Equal(("POST", "https://example.org/a?b=1", """{"n":1}""", "application/json"), (call.Call.Method, call.Call.Url, call.Call.Content, call.Call.ContentType));
        Assert.Equal("Bearer x", call.Call.Headers["Authorization"]);
        Assert.Equal("a, b", call.Call.Headers["X-Two"]);
        Assert.Equal(run.BookmarkOf("send"), call.BookmarkId);
        run.Is(InstanceSubStatus.Suspended);
    }

    [Fact]
    public void Of_two_headers_that_differ_in_letter_case_only_the_last_counts()
    {
        var headers = Wrapped("Object", "Object", """{"x-two": "a", "X-Two": "b"}""");

        var run = ProcessRun.Started(Of(Sequence("seq", Activity("Elsa.SendHttpRequest", "send", ("url", Literal("Uri", "https://example.org")), ("requestHeaders", headers)))));

        Assert.Equal("b", Assert.Single(run.Effect<Effect.CallHttp>().Call.Headers).Value);
    }

    public static TheoryData<string, string[]> Answers() => new()
    {
        { "200", ["ok", "after"] },
        { "404", ["not found", "after"] },
        { "500", ["unmatched", "after"] },
        { "failed", ["failed", "after"] },
        { "timeout", ["timeout", "after"] },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void Section_7_SendHttpRequest_runs_the_activity_that_stands_for_the_answer(string answer, string[] lines) =>
        ProcessRun.Started(Of(Sequence("seq", Send(), Line("after")))).Continue(Resume(answer)).Writes(lines).Is(InstanceSubStatus.Finished);

    [Fact]
    public void Section_7_SendHttpRequest_without_an_activity_for_the_answer_is_done()
    {
        var send = Activity("Elsa.SendHttpRequest", "send", ("url", Literal("String", "http://example.org")));

        ProcessRun.Started(Of(Sequence("seq", send, Line("after")))).Continue(Resume("500")).Writes("after").Is(InstanceSubStatus.Finished);
    }

    public static TheoryData<string, string[]> FlowAnswers() => new()
    {
        { "200", ["done", "200"] },
        { "201", ["done", "201"] },
        { "500", ["done", "unmatched"] },
        { "failed", ["failed"] },
        { "timeout", ["timeout"] },
    };

    [Theory]
    [MemberData(nameof(FlowAnswers))]
    public void Section_7_FlowSendHttpRequest_leaves_by_the_status_and_Done(string answer, string[] lines)
    {
        var send = Activity(
            "Elsa.FlowSendHttpRequest", "send", ("url", Literal("String", "http://example.org")), ("expectedStatusCodes", Wrapped("Object", "Object", "[200, 201]")));
        var run = ProcessRun.Started(Of(Flowchart(
            [send, Line("done"), Line("200"), Line("201"), Line("unmatched"), Line("failed"), Line("timeout")],
            "send -> done", "send:200 -> 200", "send:201 -> 201", "send:Unmatched status code -> unmatched", "send:Failed to connect -> failed", "send:Timeout -> timeout")));

        run.Continue(Resume(answer)).Writes(lines).Is(InstanceSubStatus.Finished);
    }

    [Fact]
    public void Section_7_outputs_of_a_call_are_bound_and_readable_by_scripts()
    {
        var send = Send();
        send["statusCode"] = new JsonObject { ["typeName"] = "Int32", ["memoryReference"] = new JsonObject { ["id"] = "vCode" } };
        var run = ProcessRun.Started(Of(
            Sequence("seq", send, LineOf("l", "getCode() + ' ' + getParsedContentFromSend().name + ' ' + getOutputFrom('send', 'responseHeaders')['X-Id']")),
            Variable("Code", "Int32")));

        run.Continue(Resume("200")).Writes("ok", "200 王 7");
    }

    [Fact]
    public void A_call_with_a_retry_policy_is_made_again_before_its_outcome_counts()
    {
        var send = Send();
        send["customProperties"] = new JsonObject { ["retry"] = new JsonObject { ["maxRetryAttempts"] = 1, ["delay"] = "00:00:05" } };
        var run = ProcessRun.Started(Of(Sequence("seq", send)));

        run.Continue(Resume("timeout")).Is(InstanceSubStatus.Suspended);
        run.TimerOf("send");
        run.Effect<Effect.CallHttp>();
        run.Continue(new LowCode.Engine.Stimuli.Stimulus.Resume(run.BookmarkOf("send"), new HttpAnswer.TimedOut().ToPayload())).Writes("timeout").Is(InstanceSubStatus.Finished);
    }

    [Theory]
    [InlineData("timeout", "answered in time")]
    [InlineData("failed", "refused")]
    [InlineData("503", "answered 503")]
    public void A_call_whose_tries_are_used_up_and_that_has_no_port_for_it_is_an_incident(string answer, string message)
    {
        var send = Activity(
            "Elsa.SendHttpRequest", "send", ("url", Literal("String", "http://example.org")), ("expectedStatusCodes", new JsonArray(new JsonObject { ["statusCode"] = 200, ["activity"] = Line("ok") })));

        UsedUp(Of(Sequence("seq", Once(send), Line("after"))), answer, message);
    }

    [Theory]
    [InlineData("Elsa.FlowSendHttpRequest", "timeout", "answered in time")]
    [InlineData("Elsa.FlowSendHttpRequest", "failed", "refused")]
    [InlineData("Elsa.FlowSendHttpRequest", "503", "answered 503")]
    [InlineData("Elsa.DownloadHttpFile", "503", "answered 503")]
    public void A_call_whose_tries_are_used_up_and_that_has_no_connection_for_it_is_an_incident(string type, string answer, string message) => UsedUp(
        Of(Flowchart([Once(Activity(type, "send", ("url", Literal("String", "http://example.org")))), Line("after")], "send -> after", "send:200 -> after")), answer, message);

    [Theory]
    [InlineData("timeout", "Timeout")]
    [InlineData("failed", "Failed to connect")]
    [InlineData("503", "Unmatched status code")]
    public void A_call_whose_tries_are_used_up_leaves_by_the_connection_for_it(string answer, string port)
    {
        var send = Once(Activity("Elsa.FlowSendHttpRequest", "send", ("url", Literal("String", "http://example.org"))));
        var run = ProcessRun.Started(Of(Flowchart([send, Line("failing")], $"send:{port} -> failing")));

        run.Continue(Resume(answer)).TimerOf("send").Continue(Resume(answer, run.BookmarkOf("send"))).Writes("failing").Is(InstanceSubStatus.Finished);
    }

    [Theory]
    [InlineData("200")]
    [InlineData("500")]
    public void Section_7_FlowSendHttpRequest_that_expects_no_code_leaves_by_Done_only(string answer)
    {
        var send = Activity(
            "Elsa.FlowSendHttpRequest", "send", ("url", Literal("String", "http://example.org")), ("expectedStatusCodes", Wrapped("Object", "Object", "[]")));
        var run = ProcessRun.Started(Of(Flowchart([send, Line("done"), Line("200"), Line("unmatched")], "send -> done", "send:200 -> 200", "send:Unmatched status code -> unmatched")));

        run.Continue(Resume(answer)).Writes("done").Is(InstanceSubStatus.Finished);
    }

    [Fact]
    public void An_address_that_is_none_is_an_incident()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Activity("Elsa.SendHttpRequest", "send", ("url", Literal("String", "ftp://x"))))));

        Assert.Contains("ftp://x", Assert.Single(run.State.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Section_7_DownloadHttpFile_gives_the_file()
    {
        var download = Activity("Elsa.DownloadHttpFile", "get", ("url", Literal("String", "http://example.org/f")));
        var run = ProcessRun.Started(Of(Sequence("seq", download, LineOf("l", "let f = getResultFromGet(); f.name + ' ' + f.size + ' ' + bytesToString(f.content)"))));
        Assert.True(run.Effect<Effect.CallHttp>().Call.WantsFile);
        var answer = new HttpAnswer.Answered(
            200, new Dictionary<string, string> { ["Content-Disposition"] = "attachment; filename=\"a.txt\"" }, Convert.ToBase64String("hello"u8), "text/plain");

        run.Continue(new LowCode.Engine.Stimuli.Stimulus.Resume(run.BookmarkOf("get"), answer.ToPayload())).Writes("a.txt 5 hello");
    }

    [Fact]
    public void DownloadHttpFile_has_the_members_of_the_genuine_one()
    {
        var download = Activity(
            "Elsa.DownloadHttpFile",
            "get",
            ("url", Literal("String", "http://example.org/files/%E8%A1%A8.xlsx?v=1")),
            ("method", Literal("String", "POST")),
            ("requestContent", Literal("String", "which")),
            ("requestContentType", Literal("String", "text/plain")));
        var run = ProcessRun.Started(Of(Sequence(
            "seq",
            download,
            LineOf("l", "getResultFromGet().name + ' ' + bytesToString(getResponseContentBytesFromGet()) + ' ' + toJson([getResponseHeadersFromGet(), getResponseContentHeadersFromGet()])"))));
        var call = run.Effect<Effect.CallHttp>().Call;
        Assert.Equal(("POST", "which", "text/plain"), (call.Method, call.Content, call.ContentType));
        var headers = new Dictionary<string, string> { ["ETag"] = "1", ["Content-Language"] = "zh", ["Last-Modified"] = "now" };

        run.Continue(new LowCode.Engine.Stimuli.Stimulus.Resume(
                run.BookmarkOf("get"), new HttpAnswer.Answered(200, headers, Convert.ToBase64String("hello"u8), "text/plain").ToPayload()))
            .Writes("""表.xlsx hello [{"ETag":"1"},{"Content-Language":"zh","Last-Modified":"now"}]""");
    }

    [Fact]
    public void The_runner_in_memory_asks_the_given_transport()
    {
        var calls = new List<string>();
        var report = InMemoryRunner.Run(
            new EngineOptions(),
            [Of(Sequence("seq", Send(), Line("after"))).Utf8()],
            null,
            [],
            ProcessRun.Morning,
            TimeSpan.FromSeconds(1),
            call =>
            {
                calls.Add(call.Url);
                return Ok;
            });

        Assert.Equal(["http://example.org"], calls);
        Assert.Equal(["ok", "after"], report.Value!.Lines);
    }

    private static JsonObject Send() => Activity(
        "Elsa.SendHttpRequest",
        "send",
        ("url", Literal("String", "http://example.org")),
        ("expectedStatusCodes", new JsonArray(
            new JsonObject { ["statusCode"] = 200, ["activity"] = Line("ok") },
            new JsonObject { ["statusCode"] = 404, ["activity"] = Line("not found") })),
        ("unmatchedStatusCode", Line("unmatched")),
        ("failedToConnect", Line("failed")),
        ("timeout", Line("timeout")));

    private static JsonObject Once(JsonObject send)
    {
        send["customProperties"] = new JsonObject { ["retry"] = new JsonObject { ["maxRetryAttempts"] = 1, ["delay"] = "00:00:05" } };
        return send;
    }

    private static void UsedUp(JsonObject process, string answer, string message)
    {
        var run = ProcessRun.Started(process.WithStrategy("ContinueWithIncidentsStrategy"));
        run.Continue(Resume(answer)).Is(InstanceSubStatus.Suspended);
        Assert.Empty(run.State.Incidents);

        run.TimerOf("send").Continue(Resume(answer, run.BookmarkOf("send"))).Is(InstanceSubStatus.Suspended).Writes();

        Assert.Contains(message, Assert.Single(run.State.Incidents).Message, StringComparison.Ordinal);
    }

    private static LowCode.Engine.Stimuli.Stimulus.Resume Resume(string answer, string bookmark = "b1") => new(bookmark, (answer switch
    {
        "200" => Ok,
        "failed" => new HttpAnswer.NotConnected("refused"),
        "timeout" => new HttpAnswer.TimedOut(),
        var code => (HttpAnswer)Answer(int.Parse(code, System.Globalization.CultureInfo.InvariantCulture), "x", "text/plain"),
    }).ToPayload());

    private static HttpAnswer.Answered Answer(int status, string content, string type) => new(status, new Dictionary<string, string> { ["X-Id"] = "7" }, content, type);
}
