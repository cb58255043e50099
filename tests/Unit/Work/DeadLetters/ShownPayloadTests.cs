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
    [InlineData(null)]
    [InlineData("no JSON")]
    [InlineData("""{"n":1,"token":"of the process"}""")]
    public void What_holds_no_headers_is_shown_as_it_is_kept(string? kept) => Assert.Equal(kept, ShownPayload.Of(kept));
}
