using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Versions;
using Xunit;

namespace LowCode.Tests.Unit.Forms;

/// <summary>What of a form's expressions is told to its author.</summary>
public sealed class FormExpressionTests
{
    private const string Others = ", {'key': 'n', 'type': 'number'}, {'key': 't', 'type': 'text'}, {'key': 'lines', 'type': 'table', 'columns': [{'key': 'amount', 'type': 'number'}, {'key': 'share', 'type': 'number'}]}";

    [Theory]
    [InlineData("'type': 'text', 'rules': {'relevant': 'n >'}", "form-definition.expression /fields/0/rules/relevant")]
    [InlineData("'type': 'text', 'rules': {'relevant': 'm > 1'}", "form-definition.expression /fields/0/rules/relevant")]
    [InlineData("'type': 'text', 'rules': {'relevant': 't > 1'}", "form-definition.expression /fields/0/rules/relevant")]
    [InlineData("'type': 'text', 'rules': {'relevant': 'n + 1'}", "form-definition.expression-type /fields/0/rules/relevant")]
    [InlineData("'type': 'number', 'rules': {'calculation': 't'}", "form-definition.expression-type /fields/0/rules/calculation")]
    [InlineData("'type': 'number', 'rules': {'calculation': 'sum(lines.amount) + lines[1].amount'}", "")]
    [InlineData("'type': 'number', 'rules': {'calculation': 'sum(lines.price)'}", "form-definition.expression /fields/0/rules/calculation")]
    [InlineData("'type': 'date', 'rules': {'default': 'today()'}", "")]
    [InlineData("'type': 'photo', 'rules': {'calculation': 'n'}", "form-definition.not-for-type /fields/0/rules/calculation")]
    [InlineData("'type': 'computed', 'rules': {'calculation': 'n'}", "document.missing-member /fields/0/result")]
    [InlineData("'type': 'computed', 'result': 'table', 'rules': {'calculation': 'n'}", "document.unknown-word /fields/0/result")]
    [InlineData("'type': 'computed', 'result': 'money'", "document.missing-member /fields/0/rules/calculation")]
    [InlineData("'type': 'number', 'rules': {'constraints': [{'expression': 'x > n', 'message': {'zh-CN': '大于 n'}}]}", "")]
    [InlineData("'type': 'number', 'rules': {'relevant': 'x > 1'}", "form-definition.cycle /fields/0/rules")]
    [InlineData("'type': 'number', 'rules': {'calculation': 'x + 1'}", "form-definition.cycle /fields/0/rules")]
    [InlineData("'type': 'table', 'columns': []", "form-definition.table-without-columns /fields/0/columns")]
    [InlineData("'type': 'table', 'columns': [{'key': 'y', 'type': 'table', 'columns': [{'key': 'z', 'type': 'text'}]}]", "form-definition.not-in-table /fields/0/columns/0/type")]
    [InlineData("'type': 'table', 'limits': {'max': 201}, 'columns': [{'key': 'y', 'type': 'text'}]", "form-definition.too-large /fields/0/limits/max")]
    [InlineData("'type': 'table', 'columns': [{'key': 'y', 'type': 'number', 'rules': {'calculation': 'rowNumber + n + count(x)'}}]", "")]
    [InlineData("'type': 'table', 'columns': [{'key': 'y', 'type': 'number', 'rules': {'calculation': 'sum(x.y)'}}]", "form-definition.cycle /fields/0/columns/0/rules")]
    [InlineData("'type': 'table', 'columns': [{'key': 'y', 'type': 'number'}, {'key': 'z', 'type': 'number', 'rules': {'calculation': 'y / sum(x[y > 0].y)'}}]", "")]
    [InlineData("'type': 'table', 'columns': [{'key': 'count', 'type': 'number'}, {'key': 'z', 'type': 'number', 'rules': {'calculation': 'count(x)'}}]", "form-definition.hidden-function /fields/0/columns/1/rules/calculation")]
    [InlineData("'type': 'photo', 'media': {'formats': ['video/mp4']}", "form-definition.bad-media-type /fields/0/media/formats/0")]
    [InlineData("'type': 'text', 'aliases': ['n']", "document.duplicate /fields/0/aliases/0")]
    [InlineData("'type': 'signature', 'covers': ['nothing']", "form-definition.unknown-field /fields/0/covers/0")]
    public void Mistake_is_found_when_the_form_is_read(string field, string expected) =>
        TestForm.Parse($"{{'key': 'x', {field}}}{Others}").Problems.MustBe(expected.Split('|', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Cycle_names_its_fields_in_their_order()
    {
        var problem = Assert.Single(TestForm.Parse("""
            {'key': 'a', 'type': 'number', 'rules': {'calculation': 'b + 1'}}, {'key': 'b', 'type': 'number', 'rules': {'calculation': 'c + 1'}},
            {'key': 'c', 'type': 'number', 'rules': {'relevant': 'd > 1', 'default': '1'}}, {'key': 'd', 'type': 'number', 'rules': {'default': 'a'}}
            """).Problems);

        Assert.Equal("form-definition.cycle", problem.Code);
        Assert.Contains("a → b → c → d → a", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Form_of_more_fields_than_allowed_is_refused_columns_counted() =>
        TestForm.Parse($"{Chain(1_999)}, {{'key': 'rows', 'type': 'table', 'columns': [{{'key': 'x', 'type': 'text'}}]}}")
            .Problems.MustBe("form-definition.too-many-fields /fields");

    [Fact]
    public void Form_of_as_many_fields_as_allowed_is_compiled_and_compared()
    {
        var form = TestForm.Of(Chain(2_000));

        Assert.Equal(1_999, CompiledForm.Of(form).DependentsOf("k0").Count);
        Assert.Equal(CompatibilityClass.Identical, FormCompatibility.Of(form, form).Class);
        Assert.Equal(2_000, FormCompatibility.Of(form, TestForm.Of(Chain(1))).Refused.Count() + 1);
    }

    // Each field follows from the one before it and from the first.
    private static string Chain(int fields) => string.Join(", ", Enumerable.Range(0, fields).Select(i =>
        i == 0 ? "{'key': 'k0', 'type': 'number'}" : $"{{'key': 'k{i}', 'type': 'number', 'rules': {{'calculation': 'k{i - 1} + k0'}}}}"));

    [Fact]
    public void Section_that_depends_on_a_field_in_it_is_a_cycle() =>
        TestForm.Parse("{'key': 'a', 'type': 'number'}", ", 'sections': [{'id': 's', 'title': {'zh-CN': '组'}, 'fields': ['a'], 'relevant': 'a > 1'}]")
            .Problems.MustBe("form-definition.cycle");

    [Fact]
    public void Problem_of_an_expression_says_where_in_it()
    {
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("zh-CN");

        Assert.Contains("第 5 个字符", TestForm.Parse("{'key': 'a', 'type': 'number'}, {'key': 'b', 'type': 'text', 'rules': {'relevant': 'a > unknown'}}").Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dependencies_are_known_when_designing()
    {
        var form = TestForm.Of("""
            {'key': 'rate', 'type': 'number'}, {'key': 'lines', 'type': 'table', 'columns': [{'key': 'net', 'type': 'money'},
             {'key': 'gross', 'type': 'money', 'rules': {'calculation': 'net * rate'}}]},
            {'key': 'total', 'type': 'computed', 'result': 'money', 'rules': {'calculation': 'sum(lines.gross)'}}, {'key': 'other', 'type': 'text'}
            """);

        Assert.Equal(["lines.gross", "total"], CompiledForm.Of(form).DependentsOf("rate"));
        Assert.Equal(["lines.gross", "total"], CompiledForm.Of(form).DependentsOf("lines.net"));
        Assert.Empty(CompiledForm.Of(form).DependentsOf("other"));
    }

    [Fact]
    public void Form_with_every_member_is_the_same_when_written_and_read_again()
    {
        var form = TestForm.Of("""
            {'key': 'a', 'type': 'choice', 'options': [{'value': 'x', 'label': {'zh-CN': '甲'}, 'retired': true, 'attributes': {'province': 'zj'}}], 'sensitivity': 'personal', 'span': 2,
             'aliases': ['was'], 'hiddenValue': 'keepHidden', 'prefill': {'source': 'person', 'member': 'name'}, 'rules': {'relevant': 'true', 'required': 'true', 'readOnly': 'false', 'filter': 'option.province = "zj"'}},
            {'key': 'p', 'type': 'photo', 'retired': true, 'media': {'maxBytes': 1000, 'formats': ['image/png'], 'cameraOnly': true}},
            {'key': 'g', 'type': 'geoArea', 'geo': {'crs': 'cgcs2000', 'worstAccuracy': 2.5}}, {'key': 'm', 'type': 'money', 'currency': 'USD', 'limits': {'scale': 4}},
            {'key': 's', 'type': 'signature', 'covers': ['m']}, {'key': 'c', 'type': 'computed', 'result': 'date', 'rules': {'calculation': 'today()'}},
            {'key': 't', 'type': 'table', 'columns': [{'key': 'q', 'type': 'integer', 'rules': {'default': '1', 'constraints': [{'expression': 'q > 0', 'message': {'zh-CN': '正数'}}]}}]}
            """.Replace("\"zj\"", "\\'zj\\'").Replace("\\'", "\\\""), ", 'sections': [{'id': 's1', 'title': {'zh-CN': '组'}, 'fields': ['a'], 'relevant': 'm > 1', 'columns': 3}], 'pages': [{'id': 'p1', 'title': {'zh-CN': '页'}, 'sections': ['s1'], 'relevant': 'm > 2'}]");

        var written = LowCode.Definitions.Forms.FormJson.Write(form);
        var again = LowCode.Definitions.Forms.FormJson.Read(written);

        Assert.Empty(again.Problems);
        Assert.Equal(written, LowCode.Definitions.Forms.FormJson.Write(again.Value!));
        Assert.Equal(LowCode.Definitions.Forms.Versions.CompatibilityClass.Identical, LowCode.Definitions.Forms.Versions.FormCompatibility.Of(form, again.Value!).Class);
    }
}
