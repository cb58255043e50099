using System.Text.Json.Nodes;
using LowCode.Engine.Effects;
using LowCode.Work.DeadLetters;
using LowCode.Work.Instances;
using Xunit;

namespace LowCode.Tests.Unit.Work.DeadLetters;

/// <summary>Payloads of dead letters as people see them.</summary>
public sealed class ShownPayloadTests
{
    [Theory]
    [InlineData("Authorization")]
    [InlineData("proxy-authorization")]
    [InlineData("Cookie")]
    [InlineData("X-Api-Key")]
    [InlineData("X-Auth-Token")]
    [InlineData("X-Client-Secret")]
    public void Header_that_opens_another_system_is_masked_and_the_rest_is_shown(string header)
    {
        var call = new HttpCall("POST", "https://partner.example/a", new Dictionary<string, string> { [header] = "s3cret", ["X-Trace"] = "7" }, "{\"token\":\"正文\"}", "application/json");

        var shown = JsonNode.Parse(ShownPayload.Of(MessageResults.Write(new CalledHttp("b1", "e1", call)))!)!["call"]!;

        Assert.Equal((ShownPayload.Mask, "7"), ((string)shown["headers"]![header]!, (string)shown["headers"]!["X-Trace"]!));
        Assert.Equal("{\"token\":\"正文\"}", (string)shown["content"]!);
        Assert.Equal("https://partner.example/a", (string)shown["url"]!);
    }

    [Theory]
    [InlineData("https://clerk:s3cret@partner.example/a?id=7", "https://***@partner.example/a?id=7")]
    [InlineData("https://partner.example/a?id=7&access_token=s3cret#top", "https://partner.example/a?id=7&access_token=***#top")]
    [InlineData("https://partner.example/a?key=s3cret&q=路面", "https://partner.example/a?key=***&q=路面")]
    [InlineData("https://partner.example/a?keyword=x@y", "https://partner.example/a?keyword=x@y")]
    public void Address_is_shown_without_what_opens_it(string address, string expected)
    {
        var call = new HttpCall("GET", address, new Dictionary<string, string>(), null, null);

        var shown = JsonNode.Parse(ShownPayload.Of(MessageResults.Write(new CalledHttp("b1", "e1", call)))!)!["call"]!;

        Assert.Equal(expected, (string)shown["url"]!);
    }

    [Fact]
    public void Inputs_of_connectors_are_shown_without_passwords()
    {
        var shown = JsonNode.Parse(ShownPayload.Of("""{"input":{"host":"db","password":"s3cret","targets":["https://a:b@c/"],"number":"7"}}""")!)!["input"]!;

        Assert.Equal("""{"host":"db","password":"***","targets":["https://***@c/"],"number":"7"}""", shown.ToJsonString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no JSON")]
    [InlineData("""{"n":1,"token":"of the process"}""")]
    public void What_opens_nothing_is_shown_as_it_is_kept(string? kept) => Assert.Equal(kept, ShownPayload.Of(kept));
}
