using System.Text.Json.Nodes;
using LowCode.Engine;
using Microsoft.AspNetCore.Routing.Template;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;

namespace LowCode.Tests.Component.Http;

/// <summary>What may be published is what the server can match.</summary>
public sealed class RouteTemplateTests
{
    [Theory]
    [InlineData("orders")]
    [InlineData("/orders/{id}/lines/{line}/")]
    [InlineData("订单/{编号}")]
    [InlineData("a/{id:int}")]
    [InlineData("a/{id:int?}")]
    [InlineData("a/{id?}/b")]
    [InlineData("a/{id=5}")]
    [InlineData("a/{id:range(1,5)=5}")]
    [InlineData("a/{id=5?}")]
    [InlineData("a/{*rest}")]
    [InlineData("a/{**rest}")]
    [InlineData("a/{***rest}")]
    [InlineData("a/{*rest?}")]
    [InlineData("a/{*rest}/b")]
    [InlineData("a/b{*rest}")]
    [InlineData("a/{x}{y}")]
    [InlineData("a/{x}-{y}")]
    [InlineData("a/{x}.{y?}")]
    [InlineData("a/{x}-{y?}")]
    [InlineData("a/{x?}.b")]
    [InlineData("a/{id:regex(^\\d{{3}}$)}")]
    [InlineData("a/{id:regex(/)}")]
    [InlineData("a/{{b}}")]
    [InlineData("a/{")]
    [InlineData("a/}")]
    [InlineData("a/{id")]
    [InlineData("a/id}")]
    [InlineData("a/{i{d}}")]
    [InlineData("a/{}")]
    [InlineData("a/{?}")]
    [InlineData("a/{i?d}")]
    [InlineData("a/{i*d}")]
    [InlineData("a/{id}/{ID}")]
    [InlineData("a//b")]
    [InlineData("a?b")]
    [InlineData("a/{ id }")]
    public void A_path_is_refused_exactly_where_the_server_could_not_match_it(string template)
    {
        var process = Sequence("p", Endpoint("in", template));

        var errors = new WorkflowEngine().Check(System.Text.Encoding.UTF8.GetBytes(process.ToJsonString())).Errors;

        Assert.Equal(CanParse(template), !errors.Any(e => e.Code == "workflow.http.template"));
    }

    private static bool CanParse(string template)
    {
        try
        {
            TemplateParser.Parse(template.Trim('/'));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
