using System.Text;
using LowCode.Definitions.FormImports;
using LowCode.Definitions.FormImports.FormJs;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Sessions;
using Xunit;

namespace LowCode.Tests.Unit.FormImports;

/// <summary>form-js schemas become forms; their expressions are FEEL already, only the names change.</summary>
public sealed class FormJsTests
{
    [Fact]
    public void Components_become_fields_with_their_checks()
    {
        var import = Read("""
            {'type': 'textfield', 'key': 'invoice_no', 'label': 'No.', 'description': 'C-123', 'validate': {'required': true, 'pattern': '^C-[0-9]+$', 'minLength': 3}},
            {'type': 'textfield', 'key': 'part', 'label': 'Part', 'validate': {'pattern': 'abc'}},
            {'type': 'number', 'key': 'amount', 'label': 'Amount', 'validate': {'min': 0, 'max': '=limit'}, 'decimalDigits': 2},
            {'type': 'number', 'key': 'limit', 'label': 'Limit', 'decimalDigits': 0, 'defaultValue': 10},
            {'type': 'checkbox', 'key': 'agreed', 'label': 'Agreed', 'validate': {'required': true}},
            {'type': 'datetime', 'subtype': 'date', 'key': 'day', 'dateLabel': 'Day', 'disallowPassedDates': true},
            {'type': 'radio', 'key': 'kind', 'label': 'Kind', 'values': [{'label': 'A', 'value': 'a b'}, {'label': 'Two', 'value': 2}], 'defaultValue': 2},
            {'type': 'taglist', 'key': 'tags', 'label': 'Tags', 'values': [{'label': 'T', 'value': 't'}], 'defaultValue': ['t']},
            {'type': 'filepicker', 'key': 'file', 'label': 'File', 'multiple': true, 'accept': '.pdf'},
            {'type': 'textarea', 'key': 'why', 'label': 'Why', 'conditional': {'hide': '=kind = \'a b\' or amount > limit'}, 'readonly': '=agreed'}
            """.Replace("\\'", "\\\"", StringComparison.Ordinal));

        Assert.Empty(import.Losses);
        Assert.Equal(
            [FieldType.Text, FieldType.Text, FieldType.Number, FieldType.Integer, FieldType.Boolean, FieldType.Date, FieldType.Choice, FieldType.MultiChoice, FieldType.File, FieldType.LongText],
            import.Form.Fields.Select(f => f.Type));
        Assert.Equal(("(kind = \"a-b\" or amount > limit) != true", "agreed"), (import.Field("why").Rules.Relevant, import.Field("why").Rules.ReadOnly));
        Assert.Equal(["day >= today()", "amount <= (limit)", "agreed = true"], new[] { "day", "amount", "agreed" }.Select(k => import.Field(k).Rules.Constraints.Single().Expression));
        var session = import.Open("{'invoiceNo': 'D-1', 'part': 'xabcx', 'amount': 11, 'limit': 10}");
        Assert.Equal([1, 0, 1], new[] { "invoiceNo", "part", "amount" }.Select(k => session.StateOf(new FieldPlace(k)).Problems.Count));
        Assert.Equal("2", import.Field("kind").Default?.GetString());
    }

    [Fact]
    public void Groups_lists_and_paths_keep_what_their_expressions_mean()
    {
        var import = Read("""
            {'type': 'number', 'key': 'least', 'label': 'Least'},
            {'type': 'group', 'path': 'invoice', 'label': 'Invoice', 'conditional': {'hide': '=least < 1'}, 'components': [
              {'type': 'textfield', 'key': 'name', 'label': 'Name'},
              {'type': 'dynamiclist', 'path': 'lines', 'label': 'Lines', 'components': [
                {'type': 'number', 'key': 'price', 'label': 'Price'},
                {'type': 'group', 'label': 'G', 'conditional': {'hide': '=this.price < least'}, 'components': [
                  {'type': 'textfield', 'key': 'note', 'label': 'Note', 'conditional': {'hide': '=invoice.name = null'}}]}]}]},
            {'type': 'expression', 'key': 'total', 'expression': '=sum(invoice.lines.price)'},
            {'type': 'text', 'text': 'Total {{total}} of {{invoice.name}}'},
            {'type': 'expression', 'key': 'parts', 'expression': '={a: least}'}
            """);

        Assert.Equal(["least", "invoiceName", "lines", "total", "text", "parts"], import.Form.Fields.Select(f => f.Key));
        Assert.Equal(("(price < least) != true and (invoiceName = null) != true", "sum(lines.price)", FieldType.Number), (import.Field("note").Rules.Relevant, import.Field("total").Rules.Calculation, import.Field("total").Result));
        Assert.Equal("(least < 1) != true", import.Form.Sections.Single(s => s.FieldKeys.Contains("invoiceName")).Relevant);
        Assert.Equal(["Type /components/4"], import.Lost());
        var session = import.Open("{'least': 2, 'invoiceName': 'N', 'lines': [{'price': 1}, {'price': 3}]}");
        Assert.Equal([false, true], Enumerable.Range(0, 2).Select(r => session.StateOf(new FieldPlace("lines", r, "note")).IsRelevant));
        Assert.Equal("Total 4 of N", session.StateOf(new FieldPlace("text")).Value!.ToString());
    }

    [Fact]
    public void What_other_systems_provide_is_lost_and_told()
    {
        var import = Read("""
            {'type': 'select', 'key': 'dynamic', 'label': 'Dynamic', 'valuesKey': 'given'},
            {'type': 'textfield', 'key': 'a', 'label': 'A', 'conditional': {'hide': '=external > 1'}},
            {'type': 'textfield', 'key': 'b', 'label': '=external', 'appearance': {'prefixAdorner': 'x'}, 'properties': {'p': 'q'}},
            {'type': 'range', 'key': 'own', 'label': 'Own'}, {'type': 'image', 'alt': 'x'}, {'type': 'button', 'label': 'Send'},
            {'type': 'textfield', 'key': 'c', 'label': 'C', 'conditional': {'hide': '=a ='}}
            """);

        Assert.Equal(
            ["Appearance /components/2", "Appearance /components/5", "Choices /components/0", "Media /components/4", "Relevance /components/1", "Relevance /components/6", "Setting /components/2", "Text /components/2", "Type /components/3"],
            import.Lost().Order(StringComparer.Ordinal));
        Assert.Equal(["b"], import.Questions.Where(q => q.Arrived).Select(q => q.Name));
    }

    [Theory]
    [InlineData("{", "document.not-json")]
    [InlineData("[]", "form-import.no-components /components")]
    [InlineData("{\"components\": []}", "form-import.no-components /components")]
    [InlineData("{\"components\": [1, {\"type\": \"button\"}]}", "form-import.no-components /components")]
    public void File_that_is_no_schema_is_refused(string json, string expected) =>
        FormJsReader.Read(Encoding.UTF8.GetBytes(json), "file").Problems.MustBe(expected);

    private static FormImport Read(string components)
    {
        var read = FormJsReader.Read(Documents.Utf8($"{{'type': 'default', 'id': 'Form_1', 'components': [{components}]}}"), "file");
        Assert.Empty(read.Problems);
        return read.Value!;
    }
}
