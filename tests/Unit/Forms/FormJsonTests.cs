using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using Xunit;

namespace LowCode.Tests.Unit.Forms;

public sealed class FormJsonTests
{
    private const string Form = """
        {'$format': 'lowcode.form/1', 'formId': 'report', 'title': {'zh-CN': '上报', 'en': 'Report'},
         'fields': [
          {'id': 'f1', 'key': 'title', 'type': 'text', 'label': {'zh-CN': '标题'}, 'hint': {'zh-CN': '一句话'},
           'limits': {'maxLength': 20, 'pattern': '[^!]*', 'patternHint': {'zh-CN': '没有叹号'}}, 'default': '无题'},
          {'id': 'f2', 'key': 'kind', 'type': 'choice', 'label': {'zh-CN': '种类'}, 'options': [{'value': 'a', 'label': {'zh-CN': '甲'}}]},
          {'id': 'f3', 'key': 'classCode', 'type': 'code', 'label': {'zh-CN': '分类'}, 'dictionary': 'classes'},
          {'id': 'f4', 'key': 'cost', 'type': 'number', 'label': {'zh-CN': '费用'}, 'limits': {'min': 0, 'max': 12.50}}],
         'sections': [{'id': 's1', 'title': {'zh-CN': '内容'}, 'fields': ['title', 'kind']}],
         'nodeRules': {'report': {'title': 'required', 'kind': 'write', 'cost': 'hidden'}}}
        """;

    [Fact]
    public void Form_is_the_same_when_written_and_read_again()
    {
        var first = FormJson.Read(Documents.Utf8(Form));

        var written = FormJson.Write(first.Value!);

        Assert.Empty(first.Problems);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Documents.Utf8(Form)), JsonNode.Parse(written)));
        Assert.Equal(written, FormJson.Write(FormJson.Read(written).Value!));
    }

    [Fact]
    public void Form_holds_what_the_document_says()
    {
        var form = FormJson.Read(Documents.Utf8(Form)).Value!;

        Assert.Equal(20, form.Field("title")!.Limits.MaxLength);
        Assert.Equal(12.50m, form.Field("cost")!.Limits.Max);
        Assert.Equal("甲", form.Field("kind")!.Options[0].Label.ToString());
        Assert.Equal(FieldRight.Required, form.RightOf("report", "title"));
        Assert.Equal(FieldRight.Read, form.RightOf("report", "classCode"));
        Assert.Equal(FieldRight.Read, form.RightOf("elsewhere", "title"));
    }

    [Fact]
    public void Form_made_of_another_finds_its_own_fields()
    {
        var form = FormJson.Read(Documents.Utf8(Form)).Value!;

        var changed = form with { Fields = [.. form.Fields.Select(f => f with { Limits = new FieldLimits(Max: 3) })] };

        Assert.Equal(3, changed.Field("cost")!.Limits.Max);
    }

    [Theory]
    [InlineData("'formId': 'report'", "'formId': 'report', 'colour': 'red'", "document.unknown-member /colour")]
    [InlineData("'formId': 'report', ", "", "document.missing-member /formId")]
    [InlineData("'formId': 'report'", "'formId': 7", "document.wrong-type /formId")]
    [InlineData("'formId': 'report'", "'formId': ' '", "document.wrong-type /formId")]
    [InlineData("'formId': 'report'", "'formId': 'a b'", "document.bad-id /formId")]
    [InlineData("'formId': 'report'", "'formId': 'report', 'formId': 'report'", "document.duplicate-member /formId")]
    [InlineData("lowcode.form/1", "lowcode.form/2", "document.wrong-format /$format")]
    [InlineData("{'zh-CN': '上报', 'en': 'Report'}", "{'en': 'Report'}", "text.missing-language /title")]
    [InlineData("{'zh-CN': '上报', 'en': 'Report'}", "'上报'", "document.wrong-type /title")]
    [InlineData("'en': 'Report'", "'english': 'Report'", "text.unknown-language /title/english")]
    [InlineData("'en': 'Report'", "'en': ''", "document.wrong-type /title/en")]
    [InlineData("'id': 'f2'", "'id': 'f1'", "document.duplicate /fields/1/id")]
    [InlineData("'key': 'cost'", "'key': 'Cost'", "document.bad-key /fields/3/key|form-definition.unknown-field /nodeRules/report/cost")]
    [InlineData("'id': 'f4', 'key': 'cost'", "'id': 'f4', 'key': 'title'", "document.duplicate /fields/3/key|form-definition.unknown-field /nodeRules/report/cost")]
    [InlineData("'type': 'number'", "'type': 'cash'", "document.unknown-word /fields/3/type|form-definition.not-for-type /fields/3/limits/max|form-definition.not-for-type /fields/3/limits/min")]
    [InlineData("'options': [{'value': 'a', 'label': {'zh-CN': '甲'}}]", "'options': []", "form-definition.choice-without-options /fields/1/options")]
    [InlineData("'dictionary': 'classes'", "'hint': {'zh-CN': '无'}", "form-definition.code-without-dictionary /fields/2/dictionary")]
    [InlineData("'key': 'cost',", "'key': 'cost', 'dictionary': 'classes',", "form-definition.not-for-type /fields/3/dictionary")]
    [InlineData("'key': 'cost',", "'key': 'cost', 'options': [{'value': 'a', 'label': {'zh-CN': '甲'}}],", "form-definition.not-for-type /fields/3/options")]
    [InlineData("'min': 0", "'min': 13", "form-definition.too-small /fields/3/limits/max")]
    [InlineData("'min': 0", "'pattern': 'x'", "form-definition.not-for-type /fields/3/limits/pattern")]
    [InlineData("'maxLength': 20", "'maxLength': 2.5", "document.wrong-type /fields/0/limits/maxLength")]
    [InlineData("'maxLength': 20", "'maxLength': 0", "form-definition.too-small /fields/0/limits/maxLength")]
    [InlineData("[^!]*", "[^!", "form-definition.bad-pattern /fields/0/limits/pattern")]
    [InlineData("[^!]*", "(?=x)y", "form-definition.bad-pattern /fields/0/limits/pattern")]
    [InlineData("'无题'", "'无题!'", "form-definition.bad-default /fields/0/default")]
    [InlineData("'无题'", "{'a': {'b': 1, 'b': 2}}", "document.duplicate-member /fields/0/default/a/b")]
    [InlineData("['title', 'kind']", "['title', 'other']", "form-definition.unknown-field /sections/0/fields/1")]
    [InlineData("['title', 'kind']", "['title', 'title']", "document.duplicate /sections/0/fields/1")]
    [InlineData("['title', 'kind']", "['title', 3]", "document.wrong-type /sections/0/fields/1")]
    [InlineData("'cost': 'hidden'", "'price': 'hidden'", "form-definition.unknown-field /nodeRules/report/price")]
    [InlineData("'cost': 'hidden'", "'cost': 'secret'", "document.unknown-word /nodeRules/report/cost")]
    [InlineData("'a', 'label': {'zh-CN': '甲'}}", "'a', 'label': {'zh-CN': '甲'}}, 'b'", "document.wrong-type /fields/1/options/1")]
    public void Mistake_is_found_where_it_stands(string from, string to, string expected) =>
        FormJson.Read(Documents.Utf8(Form.Replace(from, to, StringComparison.Ordinal))).Problems.MustBe(expected.Split('|'));

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var json = Form.Replace("'formId': 'report', ", "").Replace("'maxLength': 20", "'maxLength': 'x'").Replace("'en': 'Report'", "'en': 1");

        FormJson.Read(Documents.Utf8(json)).Problems.MustBe(
            "document.missing-member /formId", "document.wrong-type /fields/0/limits/maxLength", "document.wrong-type /title/en");
    }

    [Theory]
    [InlineData("", "document.not-json")]
    [InlineData("{'formId': ", "document.not-json")]
    [InlineData("[]", "document.wrong-type")]
    [InlineData("{'formId': '\\ud800'}", "document.broken-text")]
    public void What_is_no_document_is_one_problem(string json, string expected) =>
        FormJson.Read(Documents.Utf8(json)).Problems.MustBe(expected);

    [Fact]
    public void Other_encoding_is_refused_and_a_byte_order_mark_is_not()
    {
        FormJson.Read(new byte[] { (byte)'{', 0xC9, 0xCF, (byte)'}' }).Problems.MustBe("document.not-utf8");
        Assert.Empty(FormJson.Read(new byte[] { 0xEF, 0xBB, 0xBF }.Concat(Documents.Utf8(Form)).ToArray()).Problems);
    }

    [Theory]
    [InlineData("zh-CN", "缺少成员 formId。")]
    [InlineData("en-GB", "Expected a member formId, but there is none.")]
    public void Message_speaks_the_readers_language(string culture, string expected)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);

        Assert.Equal(expected, FormJson.Read(Documents.Utf8(Form.Replace("'formId': 'report', ", ""))).Problems.Single().Message);
    }
}
