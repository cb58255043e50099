using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace LowCode.Tests.Component.Http;

[Collection<HostCollection>]
public sealed class ApiTests(RunningHost host)
{
    private static readonly JsonObject _accepted = new() { ["grade"] = "IV" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_is_opened_read_and_moved_on()
    {
        using var grid = await host.SignedInAsync("grid");
        using var acceptor = await host.SignedInAsync("acceptor");
        var number = await grid.ReportAsync("接口上报");

        using var done = await acceptor.CompleteAsync(await acceptor.TaskOfAsync(number), "accept", Accepted());
        var completed = await done.JsonAsync();
        var details = (await grid.GetFromJsonAsync<JsonObject>($"/api/cases/{number}", Cancellation))!;

        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal(number, (string)completed["caseNumber"]!);
        Assert.Equal("accepted", (string)details["case"]!["status"]!);
        Assert.Equal("open", (string)details["case"]!["phase"]!);
    }

    [Fact]
    public async Task Task_completed_twice_is_a_conflict_and_changes_nothing()
    {
        using var grid = await host.SignedInAsync("grid");
        using var acceptor = await host.SignedInAsync("acceptor");
        var number = await grid.ReportAsync("重复办理");
        var task = await acceptor.TaskOfAsync(number);
        using var first = await acceptor.CompleteAsync(task, "accept", Accepted());

        using var second = await acceptor.CompleteAsync(task, "reject", []);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("task.already-completed", (string)(await second.JsonAsync())["title"]!);
        var details = await grid.GetFromJsonAsync<JsonObject>($"/api/cases/{number}", Cancellation);
        Assert.Equal("accepted", (string)details!["case"]!["status"]!);
    }

    [Fact]
    public async Task Task_of_other_people_is_forbidden()
    {
        using var grid = await host.SignedInAsync("grid");
        using var acceptor = await host.SignedInAsync("acceptor");
        var number = await grid.ReportAsync("越权办理");

        using var answer = await grid.CompleteAsync(await acceptor.TaskOfAsync(number), "accept", Accepted());

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Refused_form_names_every_field()
    {
        using var grid = await host.SignedInAsync("grid");
        var body = new JsonObject { ["caseType"] = "event", ["data"] = new JsonObject { ["title"] = "无地址" }, ["operationId"] = "x" };

        using var answer = await grid.PostAsJsonAsync("/api/cases", body, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var paths = (await answer.JsonAsync())["problems"]!.AsArray().Select(p => (string)p!["path"]!);
        Assert.Equal(["/address", "/channel", "/classCode", "/description"], paths.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/api/cases?phase=nonsense", HttpStatusCode.BadRequest)]
    [InlineData("/api/cases/SJ000", HttpStatusCode.NotFound)]
    [InlineData("/api/tasks/none", HttpStatusCode.NotFound)]
    [InlineData("/api/tasks?list=done", HttpStatusCode.OK)]
    [InlineData("/api/cases?phase=Closed&size=1000", HttpStatusCode.OK)]
    [InlineData("/api/statistics?from=2026-01-01T00:00:00Z", HttpStatusCode.OK)]
    [InlineData("/api/nothing", HttpStatusCode.NotFound)]
    public async Task Question_is_answered_with_its_status(string path, HttpStatusCode expected)
    {
        using var admin = await host.SignedInAsync("admin");

        using var answer = await admin.GetAsync(path, Cancellation);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("{\"caseType\":\"event\",\"data\":null,\"operationId\":\"1\"}", "request.no-object", "data")]
    [InlineData("{\"caseType\":\"event\",\"operationId\":\"1\"}", "request.no-object", "data")]
    [InlineData("{\"caseType\":\"event\",\"data\":[],\"operationId\":\"1\"}", "request.no-object", "data")]
    [InlineData("{\"data\":{},\"operationId\":\"1\"}", "request.missing-member", "caseType")]
    [InlineData("{\"caseType\":null,\"data\":{},\"operationId\":\"1\"}", "request.missing-member", "caseType")]
    [InlineData("{\"caseType\":\"event\",\"data\":{},\"operationId\":null}", "request.missing-member", "operationId")]
    [InlineData("{\"caseType\":\"event\",\"data\":{\"a\":1,\"a\":2},\"operationId\":\"1\"}", "request.not-bound", "data")]
    [InlineData("{\"caseType\":5,\"data\":{},\"operationId\":\"1\"}", "request.not-bound", "caseType")]
    [InlineData("{\"caseType\":", "request.not-bound", "caseType")]
    [InlineData("null", "request.not-bound", "JSON")]
    [InlineData("[]", "request.not-bound", "JSON")]
    [InlineData("", "request.not-bound", "JSON")]
    public async Task Body_that_is_not_what_opening_takes_is_refused_with_what_was_expected(string body, string title, string named)
    {
        using var grid = await host.SignedInAsync("grid");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await grid.PostAsync("/api/cases", content, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.JsonAsync();
        Assert.Equal(title, (string)problem["title"]!);
        Assert.Contains(named, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"outcome\":null,\"operationId\":\"1\"}", "request.missing-member")]
    [InlineData("{\"outcome\":\"accept\",\"data\":{}}", "request.missing-member")]
    [InlineData("{\"outcome\":\"accept\",\"data\":7,\"operationId\":\"1\"}", "request.no-object")]
    [InlineData("", "request.not-bound")]
    public async Task Body_that_is_not_what_completing_takes_is_refused(string body, string title)
    {
        using var acceptor = await host.SignedInAsync("acceptor");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await acceptor.PostAsync("/api/tasks/none/complete", content, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(title, (string)(await answer.JsonAsync())["title"]!);
    }

    [Fact]
    public async Task Form_of_a_foreign_page_cannot_open_a_case()
    {
        using var grid = await host.SignedInAsync("grid");
        using var form = new StringContent("{\"caseType\":\"event\",\"data\":{},\"operationId\":\"1\"}", Encoding.UTF8, "text/plain");

        using var answer = await grid.PostAsync("/api/cases", form, Cancellation);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    private static JsonObject Accepted() => _accepted.DeepClone().AsObject();
}
