using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Searching;
using Xunit;

namespace LowCode.Tests.Unit.Forms;

/// <summary>What searchable fields are compared by.</summary>
public sealed class SearchableTests
{
    [Theory]
    [InlineData("text", "\"  ＡＢc \"", "abc")]
    [InlineData("text", "\"a\\u0000b\"", "ab")]
    [InlineData("text", "12.50", "12.50")]
    [InlineData("choice", "\"Ab\"", "Ab")]
    [InlineData("boolean", "false", "false")]
    [InlineData("date", "\"2026-02-28\"", "2026-02-28")]
    [InlineData("date", "\"28.2.2026\"", null)]
    [InlineData("time", "\"09:30\"", "09:30:00")]
    [InlineData("dateTime", "\"2026-03-29T01:30:00.5+08:00\"", "2026-03-28T17:30:00.5000000Z")]
    [InlineData("address", """{"division": "330106", "detail": "x"}""", "330106")]
    [InlineData("text", "\"\\ud800\"", null)]
    [InlineData("text", "\"  \"", null)]
    [InlineData("number", "\"12\"", null)]
    public void Value_is_kept_as_it_is_compared(string type, string json, string? expected) =>
        Assert.Equal(expected, SearchValue.Of(FieldOf(type), JsonNode.Parse(json)));

    [Fact]
    public void Numbers_are_exact_and_long_texts_are_cut_between_characters()
    {
        Assert.Equal(1234567890123456789012345.678m, SearchValue.Of(FieldOf("money"), JsonNode.Parse("1234567890123456789012345.678")));
        var cut = (string)SearchValue.Of(FieldOf("longText"), JsonValue.Create(new string('a', 199) + "𠀀b"))!;
        Assert.Equal(new string('a', 199), cut);
    }

    [Fact]
    public void What_is_asked_is_read_as_what_is_kept()
    {
        Assert.Equal(0.5m, SearchValue.Read(FieldOf("number"), "0.50"));
        Assert.Equal("2026-01-01T00:00:00.0000000Z", SearchValue.Read(FieldOf("dateTime"), "2026-01-01T08:00:00+08:00"));
        Assert.Null(SearchValue.Read(FieldOf("boolean"), "yes"));
        Assert.Null(SearchValue.Read(FieldOf("number"), "1e5x"));
    }

    [Fact]
    public void Searchable_field_is_written_as_it_was_read_and_only_types_with_one_value_may_be()
    {
        var form = FormJson.Read(Document("""{"id": "f_a", "key": "a", "type": "text", "label": {"zh-CN": "甲"}, "searchable": true}""")).Value!;
        Assert.True(FormJson.Read(FormJson.Write(form)).Value!.Fields[0].IsSearchable);

        var refused = FormJson.Read(Document(
            """
            {"id": "f_a", "key": "a", "type": "multiChoice", "label": {"zh-CN": "甲"}, "options": [{"value": "x", "label": {"zh-CN": "乙"}}], "searchable": true},
            {"id": "f_t", "key": "t", "type": "table", "label": {"zh-CN": "表"}, "columns": [{"id": "f_b", "key": "b", "type": "text", "label": {"zh-CN": "列"}, "searchable": true}]}
            """));
        Assert.Equal(
            [("/fields/0/searchable", "form-definition.not-searchable"), ("/fields/1/columns/0/searchable", "form-definition.searchable-column")],
            refused.Problems.Select(p => (p.Path, p.Code)));
    }

    private static FormField FieldOf(string type)
    {
        var options = type == "choice" ? """[{"value": "Ab", "label": {"zh-CN": "乙"}}]""" : "null";
        var dictionary = type == "address" ? "\"divisions\"" : "null";
        return FormJson.Read(Document($$"""{"id": "f_a", "key": "a", "type": "{{type}}", "label": {"zh-CN": "甲"}, "options": {{options}}, "dictionary": {{dictionary}} }""")).Value!.Fields[0];
    }

    private static byte[] Document(string fields) => Encoding.UTF8.GetBytes(
        $$"""{"$format": "lowcode.form/1", "formId": "form", "title": {"zh-CN": "表"}, "fields": [{{fields}}], "sections": [], "nodeRules": {} }""");
}
