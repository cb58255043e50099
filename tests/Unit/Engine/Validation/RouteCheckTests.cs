using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Engine;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine.Validation;

public sealed class RouteCheckTests
{
    public RouteCheckTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Theory]
    [InlineData("orders/{id", "each brace should have its counterpart.")]
    [InlineData("orders/{}", "braces should hold the name of a parameter")]
    [InlineData("{id}/{ID}", "names of parameters should be unique.")]
    [InlineData("{*rest}/lines", "a parameter with * should be the whole last segment")]
    [InlineData("orders//lines", "something should stand between two slashes.")]
    [InlineData("orders?open=true", "there should be no question mark")]
    public void A_path_that_is_no_route_template_is_refused_with_what_was_expected(string path, string expected)
    {
        var error = Assert.Single(Checked.Process(Of(Sequence("seq", Endpoint("in", path, "GET")))).Errors);

        Assert.Equal("workflow.http.template /root/activities/0/path", $"{error.Code} {error.Path}");
        Assert.StartsWith($"Expected the path of activity \"in\" to be a route template such as orders/{{id}}, but \"{path}\" is none: {expected}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/{id}", "/A/{other}")]
    [InlineData("a/{id:int}", "a/{name}/")]
    [InlineData("a/{id?}", "a/{x}")]
    [InlineData("a/{id?}", "a")]
    [InlineData("a/{id=1}", "A/")]
    [InlineData("a/{*rest}", "a/{*others}")]
    [InlineData("{file}.{ext}", "{name}.{kind}")]
    public void Two_endpoints_that_take_the_same_requests_are_refused(string one, string other)
    {
        var error = Assert.Single(Checked.Process(Of(Sequence("seq", Endpoint("in", one, "GET"), Endpoint("again", other, "GET")))).Errors);

        Assert.Equal("workflow.http.taken /root/activities/1/path", $"{error.Code} {error.Path}");
        Assert.Contains("activity \"in\"", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/{id}", "a/b", "GET")]
    [InlineData("a/{id}", "a/{id}/lines", "GET")]
    [InlineData("a/{id}", "a/{*rest}", "GET")]
    [InlineData("a/{id}", "A/{other}", "POST")]
    [InlineData("a-{id}", "b-{id}", "GET")]
    public void Endpoints_that_can_be_told_apart_are_no_problem(string one, string other, string method) =>
        Assert.Empty(Checked.Errors(Of(Sequence("seq", Endpoint("in", one, "GET"), Endpoint("again", other, method)))));

    [Fact]
    public void Definitions_that_are_checked_together_must_not_take_the_same_requests()
    {
        var (one, other, unlike) = (Named("one", "a/{id}"), Named("other", "/A/{key}"), Named("unlike", "b"));

        var checks = new WorkflowEngine().CheckTogether([one.Utf8(), other.Utf8(), unlike.Utf8()]);

        Assert.Equal([true, false, true], checks.Select(c => c.IsPublishable));
        Assert.Equal([true, false, true], checks.Select(c => c.Workflow is not null));
        Assert.Equal(
            "GET a/{key} takes the same requests as a/{id} of activity \"in\" of \"one\": a request can start one process only, so another path is expected.",
            Assert.Single(checks[1].Errors).Message);
    }

    [Fact]
    public void Versions_of_one_definition_may_take_the_same_requests()
    {
        var (one, next) = (Named("one", "a"), Named("one", "a"));
        (next["id"], next["version"]) = ("one-2", 2);

        Assert.All(new WorkflowEngine().CheckTogether([one.Utf8(), next.Utf8()]), c => Assert.True(c.IsPublishable));
    }

    private static JsonObject Named(string name, string path)
    {
        var process = Of(Sequence("seq", Endpoint("in", path, "GET")));
        (process["id"], process["definitionId"], process["name"]) = (name + "-1", name, name);
        return process;
    }

    private static JsonObject Endpoint(string id, string path, string method) => Activity(
        "Elsa.HttpEndpoint",
        id,
        ("path", Literal("String", path)),
        ("supportedMethods", Literal("Object", new JsonArray(method))),
        ("customProperties", new JsonObject { ["canStartWorkflow"] = true }));
}
