using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LowCode.Definitions.Values;
using Xunit;

namespace LowCode.Tests.Unit.Workflows;

/// <summary>Texts that every store can keep.</summary>
public sealed class StorableTextTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("城市事件 😀😀", true)]
    [InlineData(@"\u0001\t\n", true)]
    [InlineData(@"a\u0000", false)]
    [InlineData(@"😀\ud83d", false)]
    [InlineData(@"\ude00a", false)]
    [InlineData(@"\ud83d\ud83d\ude00", false)]
    public void Text_is_storable_without_U0000_and_halves_of_characters(string escaped, bool isStorable) =>
        Assert.Equal(isStorable, StorableText.Is(Regex.Unescape(escaped)));

    [Theory]
    [InlineData("""{"a":[1,null,{"b":"😀"}],"c":"\ud83d\ude00"}""", null)]
    [InlineData("""{"a":[1,{"b":"\u0000"}]}""", "a/1/b")]
    [InlineData("""{"a":{"b":"\ud83d"}}""", "a/b")]
    [InlineData("""{"a":{"\u0000":1}}""", "a")]
    [InlineData("""{"a":{"\ude00":1}}""", "a")]
    [InlineData("""{"a":"\\u0000"}""", null)]
    public void First_text_that_is_not_is_found_in_both_kinds_of_JSON(string json, string? path)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Equal(path, StorableText.FirstOther(document.RootElement));
        Assert.Equal(path, StorableText.FirstOther(JsonNode.Parse(json)));
    }
}
