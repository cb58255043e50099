using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;
using Xunit;

namespace LowCode.Tests.Unit.Dictionaries;

public sealed class DictionaryJsonTests
{
    private const string Dictionary = """
        {'$format': 'lowcode.dictionary/1', 'dictionaryId': 'classes', 'name': {'zh-CN': '分类', 'en': 'Classes'}, 'layer': 'city', 'attributes': [
          {'key': 'department', 'label': {'zh-CN': '单位'}, 'type': 'department'}, {'key': 'limitHours', 'label': {'zh-CN': '时限'}, 'type': 'number'},
          {'key': 'since', 'label': {'zh-CN': '起'}, 'type': 'date'}, {'key': 'count', 'label': {'zh-CN': '数'}, 'type': 'integer'}, {'key': 'open', 'label': {'zh-CN': '开'}, 'type': 'boolean'}], 'entries': [
          {'code': 'G', 'label': {'zh-CN': '大类', 'en': 'Group'}, 'standard': 'GB/T 1', 'selectable': false},
          {'code': 'G-1', 'label': {'zh-CN': '小类', 'en': 'Class'}, 'parent': 'G', 'validFrom': '2020-01-01', 'validTo': '2026-12-31', 'retired': true,
           'attributes': {'department': 'CGJ', 'limitHours': 2.5, 'since': '2026-01-31', 'count': 3, 'open': false}}]}
        """;

    private const string Older = """
        {'$format': 'lowcode.dictionary/1', 'dictionaryId': 'classes', 'name': {'zh-CN': '分类'}, 'entries': [
          {'code': 'G-1', 'label': {'zh-CN': '小类'}, 'department': 'CGJ', 'limitHours': 2.5}]}
        """;

    [Fact]
    public void Dictionary_is_the_same_when_written_and_read_again()
    {
        var read = DictionaryJson.Read(Documents.Utf8(Dictionary));

        Assert.Empty(read.Problems);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Documents.Utf8(Dictionary)), JsonNode.Parse(DictionaryJson.Write(read.Value!))));
        var entry = read.Value!.Find("G-1")!;
        Assert.Equal(2.5m, entry.Attributes.Number("limitHours"));
        Assert.Equal(new DateOnly(2026, 1, 31), entry.Attributes["since"]);
        Assert.Equal(false, entry.Attributes["open"]);
        Assert.Equal(DictionaryLayer.City, read.Value.Layer);
        Assert.True(entry is { IsRetired: true, Standard: null, ValidTo: not null });
        Assert.False(read.Value.Find("G")!.Selectable);
    }

    [Theory]
    [InlineData("'code': 'G-1'", "'code': 'G'", "dictionary.overlapping-periods /entries/1/validFrom|dictionary.parent-cycle /entries/1/parent")]
    [InlineData("'code': 'G-1', 'label': {'zh-CN': '小类', 'en': 'Class'}, 'parent': 'G', 'validFrom': '2020-01-01', 'validTo': '2026-12-31', ", "'code': 'G', 'label': {'zh-CN': '小类'}, ", "document.duplicate /entries/1/code")]
    [InlineData("'code': 'G-1'", "'code': 'G 1'", "document.bad-id /entries/1/code")]
    [InlineData("'parent': 'G'", "'parent': 'H'", "dictionary.unknown-parent /entries/1/parent")]
    [InlineData("'parent': 'G'", "'parent': 'G-1'", "dictionary.parent-cycle /entries/1/parent")]
    [InlineData("'standard': 'GB/T 1'", "'parent': 'G-1'", "dictionary.parent-cycle /entries/0/parent|dictionary.parent-cycle /entries/1/parent")]
    [InlineData("'limitHours': 2.5", "'limitHours': 0", "dictionary.limit-not-positive /entries/1/attributes/limitHours")]
    [InlineData("'limitHours': 2.5", "'limitHours': '2.5'", "document.wrong-type /entries/1/attributes/limitHours")]
    [InlineData("'count': 3", "'count': 3.5", "document.wrong-type /entries/1/attributes/count")]
    [InlineData("'since': '2026-01-31'", "'since': '2026-02-31'", "document.wrong-type /entries/1/attributes/since")]
    [InlineData("'since': '2026-01-31'", "'until': '2026-01-31'", "dictionary.unknown-attribute /entries/1/attributes/until")]
    [InlineData("'key': 'count'", "'key': 'parent'", "dictionary.attribute-taken /attributes/3/key|dictionary.unknown-attribute /entries/1/attributes/count")]
    [InlineData("'type': 'boolean'", "'type': 'yes'", "document.unknown-word /attributes/4/type|document.wrong-type /entries/1/attributes/open")]
    [InlineData("'layer': 'city'", "'layer': 'village'", "document.unknown-word /layer")]
    [InlineData("'validTo': '2026-12-31'", "'validTo': '2019-12-31'", "dictionary.period /entries/1/validTo")]
    [InlineData("'validTo': '2026-12-31'", "'validTo': 'soon'", "document.wrong-type /entries/1/validTo")]
    [InlineData("'code': 'G', ", "'code': 'G-1', 'validFrom': '2026-12-31', ", "dictionary.overlapping-periods /entries/1/validFrom|dictionary.unknown-parent /entries/1/parent")]
    [InlineData("'selectable': false", "'selectable': 'no'", "document.wrong-type /entries/0/selectable")]
    [InlineData("'en': 'Class'}", "'en': 'Class'}, 'colour': 'red'", "document.unknown-member /entries/1/colour")]
    [InlineData("'zh-CN': '小类', ", "", "text.missing-language /entries/1/label")]
    [InlineData("'classes'", "'c l'", "document.bad-id /dictionaryId")]
    public void Mistake_is_found_where_it_stands(string from, string to, string expected) =>
        DictionaryJson.Read(Documents.Utf8(Dictionary.Replace(from, to, StringComparison.Ordinal))).Problems.MustBe(expected.Split('|'));

    [Fact]
    public void Department_and_limit_beside_the_code_are_read_as_the_attributes_that_they_became()
    {
        var read = DictionaryJson.Read(Documents.Utf8(Older)).Value!;

        Assert.Equal("CGJ", read.Find("G-1")!.Attributes.Text(DictionaryAttribute.Department));
        Assert.Equal(2.5m, read.Find("G-1")!.Attributes.Number(DictionaryAttribute.LimitHours));
        Assert.Equal(["department", "limitHours"], read.Attributes.Select(a => a.Key));
        Assert.Equal(DictionaryJson.Write(read), DictionaryJson.Write(DictionaryJson.Read(DictionaryJson.Write(read)).Value!));
    }

    [Fact]
    public void Circle_that_goes_through_a_later_entry_of_a_code_is_found() =>
        DictionaryJson.Read(Documents.Utf8("""
            {'$format': 'lowcode.dictionary/1', 'dictionaryId': 'x', 'name': {'zh-CN': '圈'}, 'entries': [
              {'code': 'A', 'label': {'zh-CN': '甲'}, 'validTo': '2020-12-31'}, {'code': 'B', 'label': {'zh-CN': '乙'}, 'parent': 'A'},
              {'code': 'A', 'label': {'zh-CN': '甲'}, 'parent': 'B', 'validFrom': '2021-01-01'}]}
            """)).Problems.MustBe("dictionary.parent-cycle /entries/2/parent");

    [Fact]
    public void Empty_dictionary_is_refused() =>
        DictionaryJson.Read(Documents.Utf8("{'$format': 'lowcode.dictionary/1', 'dictionaryId': 'x', 'name': {'zh-CN': '空'}, 'entries': []}"))
            .Problems.MustBe("dictionary.no-entries /entries");
}
