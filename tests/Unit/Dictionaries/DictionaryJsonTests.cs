using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;
using Xunit;

namespace LowCode.Tests.Unit.Dictionaries;

public sealed class DictionaryJsonTests
{
    private const string Dictionary = """
        {'$format': 'lowcode.dictionary/1', 'dictionaryId': 'classes', 'name': {'zh-CN': '分类', 'en': 'Classes'}, 'entries': [
          {'code': 'G', 'label': {'zh-CN': '大类', 'en': 'Group'}, 'standard': 'GB/T 1', 'selectable': false},
          {'code': 'G-1', 'label': {'zh-CN': '小类', 'en': 'Class'}, 'parent': 'G', 'department': 'CGJ', 'limitHours': 2.5}]}
        """;

    [Fact]
    public void Dictionary_is_the_same_when_written_and_read_again()
    {
        var read = DictionaryJson.Read(Documents.Utf8(Dictionary));

        Assert.Empty(read.Problems);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Documents.Utf8(Dictionary)), JsonNode.Parse(DictionaryJson.Write(read.Value!))));
        Assert.Equal(2.5m, read.Value!.Find("G-1")!.LimitHours);
        Assert.False(read.Value.Find("G")!.Selectable);
        Assert.Null(read.Value.Find("G-1")!.Standard);
    }

    [Theory]
    [InlineData("'code': 'G-1'", "'code': 'G'", "document.duplicate /entries/1/code")]
    [InlineData("'code': 'G-1'", "'code': 'G 1'", "document.bad-id /entries/1/code")]
    [InlineData("'parent': 'G'", "'parent': 'H'", "dictionary.unknown-parent /entries/1/parent")]
    [InlineData("'parent': 'G'", "'parent': 'G-1'", "dictionary.parent-cycle /entries/1/parent")]
    [InlineData("'standard': 'GB/T 1'", "'parent': 'G-1'", "dictionary.parent-cycle /entries/0/parent|dictionary.parent-cycle /entries/1/parent")]
    [InlineData("'limitHours': 2.5", "'limitHours': 0", "dictionary.limit-not-positive /entries/1/limitHours")]
    [InlineData("'limitHours': 2.5", "'limitHours': '2.5'", "document.wrong-type /entries/1/limitHours")]
    [InlineData("'selectable': false", "'selectable': 'no'", "document.wrong-type /entries/0/selectable")]
    [InlineData("'en': 'Class'}", "'en': 'Class'}, 'colour': 'red'", "document.unknown-member /entries/1/colour")]
    [InlineData("'zh-CN': '小类', ", "", "text.missing-language /entries/1/label")]
    [InlineData("'classes'", "'c l'", "document.bad-id /dictionaryId")]
    public void Mistake_is_found_where_it_stands(string from, string to, string expected) =>
        DictionaryJson.Read(Documents.Utf8(Dictionary.Replace(from, to, StringComparison.Ordinal))).Problems.MustBe(expected.Split('|'));

    [Fact]
    public void Empty_dictionary_is_refused() =>
        DictionaryJson.Read(Documents.Utf8("{'$format': 'lowcode.dictionary/1', 'dictionaryId': 'x', 'name': {'zh-CN': '空'}, 'entries': []}"))
            .Problems.MustBe("dictionary.no-entries /entries");
}
