using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Host;
using LowCode.Work.Access;
using LowCode.Work.Attachments;
using LowCode.Work.Contents;
using LowCode.Work.Instances;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;

namespace LowCode.Tests.Component.Http;

/// <summary>Large bodies and uploaded files of requests to processes: kept beside the instance, read when they are asked for.</summary>
[Collection<HostCollection>]
public sealed class HttpContentTests(RunningHost host)
{
    private static readonly string _large = new('x', 200_000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Large_json_is_a_reference_in_the_state_and_data_in_scripts()
    {
        await host.PublishAsync(Sequence(
            "large-json",
            Endpoint("in", "contents/json"),
            Activity("copy", "Elsa.SetVariable", ("variable", new JsonObject { ["id"] = "Query", ["name"] = "Query" }), ("value", Variable("Body"))),
            Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Go"))),
            Activity("length", "Elsa.SetVariable", ("variable", new JsonObject { ["id"] = "Route", ["name"] = "Route" }), ("value", Script("Object", "variables.Query.text.length + getVariable('Body').list[2]")))));
        using var anybody = host.Browser();

        using var answer = await anybody.PostAsJsonAsync("/workflows/contents/json", new { text = _large, list = new[] { 1, 2, 3 } }, Cancellation);
        var id = Assert.Single(answer.Headers.GetValues("x-elsa-workflow-instance-id"));
        var state = await StateAsync(id);
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        using var told = await studio.PostAsJsonAsync("/elsa/api/events/Go/trigger", new { workflowInstanceId = id }, Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.True(state.Snapshot.Length < 10_000, $"{state.Snapshot.Length} bytes");
        Assert.True(state.Journal.Length < 20_000, $"{state.Journal.Length} characters");
        var variables = await VariablesAsync(id);
        Assert.Equal(200_003, (int)variables["Route"]!);
        Assert.Equal((string)variables["Body"]!["$content"]!, (string)variables["Query"]!["$content"]!);
    }

    [Theory]
    [InlineData("text/plain", "getVariable('Body').length", "200000")]
    [InlineData("application/octet-stream", "bytesFromBase64(getVariable('Body')).length", "200000")]
    [InlineData("application/xml", "getVariable('Body')[199999]", "x")]
    public async Task Large_text_and_bytes_are_read_as_small_ones_are(string type, string script, string expected)
    {
        await host.PublishAsync(Sequence("large-" + type.Replace('/', '-'), Endpoint("in", "contents/" + type), Reply("out", script)));
        using var anybody = host.Browser();
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(_large));
        body.Headers.ContentType = new MediaTypeHeaderValue(type);

        using var answer = await anybody.PostAsync("/workflows/contents/" + type, body, Cancellation);

        Assert.Equal(expected, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Activity_that_takes_the_value_of_a_variable_gets_the_content()
    {
        await host.PublishAsync(Sequence(
            "large-echo",
            Endpoint("in", "contents/echo"),
            Activity("out", "Elsa.WriteHttpResponse", ("content", Variable("Body")), ("contentType", Literal("String", "application/json")))));
        using var anybody = host.Browser();

        using var answer = await anybody.PostAsJsonAsync("/workflows/contents/echo", new { text = _large }, Cancellation);

        Assert.Equal(_large, (string)(await answer.JsonAsync())["text"]!);
    }

    [Fact]
    public async Task Uploaded_files_are_references_whose_bytes_scripts_and_answers_read()
    {
        await host.PublishAsync(
            Sequence(
                "file-facts",
                Endpoint("in", "contents/facts"),
                Activity("copy", "Elsa.SetVariable", ("variable", new JsonObject { ["id"] = "Query", ["name"] = "Query" }), ("value", Script("Object", "({ kept: getVariable('File') })"))),
                Reply("out", "toJson({ name: getVariable('File').name, size: getVariable('Files')[1].size, text: bytesToString(streamToBytes(getVariable('File').content)) })"),
                Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Never")))),
            Sequence("file-back", Endpoint("in", "contents/back"), Activity("out", "Elsa.WriteFileHttpResponse", ("content", Variable("File")))));
        using var anybody = host.Browser();
        byte[] bytes = [0, 1, 2, 250, 255];

        using var facts = await anybody.PostAsync("/workflows/contents/facts", Form(("a.txt", "small"u8.ToArray()), ("b.bin", new byte[100_000])), Cancellation);
        using var back = await anybody.PostAsync("/workflows/contents/back", Form(("原件.bin", bytes)), Cancellation);
        var id = Assert.Single(facts.Headers.GetValues("x-elsa-workflow-instance-id"));

        Assert.Equal("""{"name":"a.txt","size":100000,"text":"small"}""", await facts.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(bytes, await back.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Contains(Uri.EscapeDataString("原件.bin"), back.Content.Headers.GetValues("Content-Disposition").Single(), StringComparison.Ordinal);
        var state = await StateAsync(id);
        Assert.True(state.Snapshot.Length < 10_000, $"{state.Snapshot.Length} bytes");
        Assert.NotNull((await VariablesAsync(id))["Query"]!["kept"]!["content"]!["$content"]);
    }

    [Theory]
    [InlineData("Feel", "string length(Body.text) + count(Files)")]
    [InlineData("JavaScript", "getVariable('Body').text.length + (getVariable('Files') ?? []).length")]
    public async Task Both_languages_read_what_is_kept(string language, string expression)
    {
        var name = "read-" + language;
        var condition = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = language, ["value"] = expression } };
        await host.PublishAsync(Sequence(name, Endpoint("in", "contents/" + name), Activity("copy", "Elsa.SetVariable", ("variable", new JsonObject { ["id"] = "Route", ["name"] = "Route" }), ("value", condition)), Reply("out", "'' + getVariable('Route')")));
        using var anybody = host.Browser();

        using var fields = new MultipartFormDataContent { { new StringContent(_large), "text" }, { new ByteArrayContent([1, 2]), "files", "a.bin" } };
        using var answer = await anybody.PostAsync("/workflows/contents/" + name, fields, Cancellation);

        Assert.Equal("200001", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Request_that_its_endpoint_does_not_take_leaves_nothing()
    {
        await host.PublishAsync(Sequence(
            "picky",
            Endpoint("in", "contents/picky"),
            Endpoint("more", "contents/picky-more", starts: false).With("allowedFileExtensions", new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = "[\".pdf\"]" } })));
        using var anybody = host.Browser();
        using var started = await anybody.PostAsJsonAsync("/workflows/contents/picky", new { }, Cancellation);
        var before = FilesOnDisk();

        using var refused = await anybody.PostAsync("/workflows/contents/picky-more", Form(("a.exe", new byte[100_000])), Cancellation);
        var after = FilesOnDisk();
        using var taken = await anybody.PostAsync("/workflows/contents/picky-more", Form(("a.pdf", new byte[100_000])), Cancellation);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, before), (refused.StatusCode, after));
        Assert.Equal((HttpStatusCode.OK, before + 1), (taken.StatusCode, FilesOnDisk()));
    }

    [Fact]
    public async Task Instance_takes_its_contents_along_in_its_file_and_a_file_names_nothing_that_is_here()
    {
        await host.PublishAsync(Sequence("packed-up", Endpoint("in", "contents/packed-up"), Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Go"))), Activity("length", "Elsa.SetVariable", ("variable", new JsonObject { ["id"] = "Route", ["name"] = "Route" }), ("value", Script("Object", "getVariable('Body').text.length")))));
        using var anybody = host.Browser();
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        using var started = await anybody.PostAsJsonAsync("/workflows/contents/packed-up", new { text = _large }, Cancellation);
        var id = Assert.Single(started.Headers.GetValues("x-elsa-workflow-instance-id"));
        var before = (string)(await VariablesAsync(id))["Body"]!["$content"]!;
        var file = (await studio.GetFromJsonAsync<JsonObject>($"/elsa/api/workflow-instances/{id}/export", Cancellation))!;
        var empty = file.DeepClone();
        empty["LowCode"]!["instanceId"] = new string('c', 32);
        empty["LowCode"]!["contents"] = null;

        using var refused = await ImportAsync(studio, empty);
        using var deleted = await studio.DeleteAsync($"/elsa/api/workflow-instances/{id}", Cancellation);
        using var imported = await ImportAsync(studio, file);
        Assert.True(imported.IsSuccessStatusCode, await imported.Content.ReadAsStringAsync(Cancellation));
        var after = (string)(await VariablesAsync(id))["Body"]!["$content"]!;
        using var told = await studio.PostAsJsonAsync("/elsa/api/events/Go/trigger", new { workflowInstanceId = id }, Cancellation);

        Assert.Equal("instance.import-contents", (string)(await refused.JsonAsync())["problems"]![0]!["code"]!);
        Assert.NotEqual(before, after);
        Assert.Equal(200_000, (int)(await VariablesAsync(id))["Route"]!);
    }

    [Fact]
    public async Task Contents_go_with_their_instance_and_those_of_a_refused_request_at_once()
    {
        await host.PublishAsync(Sequence("collected", Endpoint("in", "contents/collected"), Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Never")))));
        using var anybody = host.Browser();
        using var broken = new StringContent("{\"text\":\"" + _large, Encoding.UTF8, "application/json");
        var (rows, files) = (host.App.Services.GetRequiredService<IInstanceContents>(), host.App.Services.GetRequiredService<IAttachmentFiles>());
        var before = FilesOnDisk();

        using var refused = await anybody.PostAsync("/workflows/contents/collected", broken, Cancellation);
        var afterRefusal = FilesOnDisk();
        using var taken = await anybody.PostAsJsonAsync("/workflows/contents/collected", new { text = _large }, Cancellation);
        var id = Assert.Single(taken.Headers.GetValues("x-elsa-workflow-instance-id"));
        var content = (string)(await VariablesAsync(id))["Body"]!["$content"]!;
        var later = host.App.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddHours(2);
        var whileThere = await rows.ForgottenAsync(later, 1000, Cancellation);
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        using var deleted = await studio.DeleteAsync($"/elsa/api/workflow-instances/{id}", Cancellation);
        var gone = await rows.ForgottenAsync(DateTimeOffset.UnixEpoch, 1000, Cancellation);
        var job = host.App.Services.GetServices<ISystemJob>().Single(j => j.Name == "forgotten-contents");
        var more = await job.RunAsync(Cancellation);

        // What tests before have left may be removed meanwhile.
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.InRange(afterRefusal, 0, before);
        Assert.DoesNotContain(whileThere, f => f.ContentId == content);
        Assert.Contains(gone, f => f.ContentId == content && f.Tenant.Value == "demo");
        Assert.False(more);
        Assert.Null(files.Open(new TenantId("demo"), content));
        Assert.InRange(FilesOnDisk(), 0, before);
    }

    [Theory]
    [InlineData("requestSizeLimit", 100_000, "at most 100000 bytes")]
    [InlineData("fileSizeLimit", 10, "at most 10 bytes, but 'a.txt' has 200000")]
    public async Task Limit_of_an_endpoint_is_named_when_it_is_broken(string member, long limit, string expected)
    {
        await host.PublishAsync(Sequence("limited-" + member, Endpoint("in", "contents/" + member).With(member, Literal("Int64", limit.ToString(System.Globalization.CultureInfo.InvariantCulture))), Reply("out", "'taken'")));
        using var anybody = host.Browser();

        using var answer = await anybody.PostAsync("/workflows/contents/" + member, Form(("a.txt", new byte[200_000])), Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains(expected, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Servers_limit_is_named_and_an_endpoint_may_take_more()
    {
        await using var network = new RunningHost(new HostSettings { Urls = "http://127.0.0.1:0" }) { HasNetwork = true };
        await network.InitializeAsync();
        await network.InstallAsync();
        await network.PublishAsync(
            Sequence("usual", Endpoint("in", "contents/usual"), Reply("out", "'taken'")),
            Sequence("larger", Endpoint("in", "contents/larger").With("requestSizeLimit", Literal("Int64", "20000000")), Reply("out", "'' + getVariable('Body').length")));
        var body = new string('x', 12_000_000);

        // It waits for leave to send: whoever sends at once may find the connection closed before the answer is read.
        using var anybody = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(5) }) { BaseAddress = new Uri(network.App.Urls.Single()) };
        anybody.DefaultRequestHeaders.ExpectContinue = true;

        using var usual = await anybody.PostAsync("/workflows/contents/usual", new StringContent(body), Cancellation);
        using var larger = await anybody.PostAsync("/workflows/contents/larger", new StringContent(body), Cancellation);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "endpoint.too-large"), (usual.StatusCode, (string)(await usual.JsonAsync())["title"]!));
        Assert.Equal("12000000", await larger.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Form_that_is_cut_off_is_refused_by_name()
    {
        await host.PublishAsync(Sequence("cut-form", Endpoint("in", "contents/cut"), Reply("out", "'taken'")));
        using var anybody = host.Browser();
        foreach (var (type, text) in new[] { ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\nabc"), ("multipart/form-data", "--b--") })
        {
            using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            body.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await anybody.PostAsync("/workflows/contents/cut", body, Cancellation);

            Assert.Equal((HttpStatusCode.BadRequest, "/body"), (answer.StatusCode, (string)(await answer.JsonAsync())["problems"]![0]!["path"]!));
        }
    }

    private static MultipartFormDataContent Form(params (string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
        {
            form.Add(new ByteArrayContent(content), "files", name);
        }

        return form;
    }

    private static Task<HttpResponseMessage> ImportAsync(HttpClient studio, JsonNode file) => studio.PostAsync(
        "/elsa/api/bulk-actions/import/workflow-instances",
        new MultipartFormDataContent { { new StringContent(file.ToJsonString()), "files", "one.json" } },
        Cancellation);

    private static JsonObject Variable(string id) => new()
    {
        ["typeName"] = "Object",
        ["expression"] = new JsonObject { ["type"] = "Variable", ["value"] = new JsonObject { ["id"] = id, ["name"] = id, ["typeName"] = "Object" } },
    };

    private int FilesOnDisk()
    {
        var folder = Path.Combine(host.App.Services.GetRequiredService<HostSettings>().DataFolder, "attachments");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length : 0;
    }

    private async Task<(byte[] Snapshot, string Journal)> StateAsync(string id)
    {
        var stored = await host.App.Services.GetRequiredService<IBurstStore>().LoadAsync(new TenantId("demo"), new InstanceId(id), Cancellation);
        var journal = await host.App.Services.GetRequiredService<IInstanceQueries>().JournalAsync(new TenantId("demo"), id, new(0, 100), Cancellation);
        return (stored!.Snapshot, JsonSerializer.Serialize(journal.Rows));
    }

    private async Task<JsonObject> VariablesAsync(string id)
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        return (JsonObject)(await studio.GetFromJsonAsync<JsonObject>($"/api/instances/{id}/state", Cancellation))!["variables"]!;
    }
}
