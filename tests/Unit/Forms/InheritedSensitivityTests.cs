using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Sessions;
using Xunit;

namespace LowCode.Tests.Unit.Forms;

/// <summary>What is calculated, or filled in, tells what it was made of, so it is as sensitive.</summary>
public sealed class InheritedSensitivityTests
{
    private const string Fields = """
        {'key': 'name', 'type': 'text', 'sensitivity': 'personal'}, {'key': 'id', 'type': 'idNumber', 'sensitivity': 'secret'}, {'key': 'plain', 'type': 'text'},
        {'key': 'lines', 'type': 'table', 'columns': [{'key': 'pay', 'type': 'money', 'sensitivity': 'personal'}, {'key': 'n', 'type': 'integer'},
          {'key': 'net', 'type': 'money', 'rules': {'calculation': 'pay * 0.8'}}, {'key': 'twice', 'type': 'integer', 'rules': {'calculation': 'n * 2'}}]},
        {'key': 'later', 'type': 'computed', 'result': 'text', 'rules': {'calculation': 'first + plain'}},
        {'key': 'first', 'type': 'computed', 'result': 'text', 'rules': {'calculation': 'name + id'}},
        {'key': 'total', 'type': 'computed', 'result': 'money', 'rules': {'calculation': 'sum(lines.net)'}},
        {'key': 'rows', 'type': 'computed', 'result': 'integer', 'rules': {'calculation': 'count(lines)'}},
        {'key': 'units', 'type': 'computed', 'result': 'integer', 'rules': {'calculation': 'sum(lines.n)'}},
        {'key': 'shown', 'type': 'display', 'rules': {'calculation': 'name'}},
        {'key': 'own', 'type': 'computed', 'result': 'boolean', 'sensitivity': 'normal', 'rules': {'calculation': 'name != null'}},
        {'key': 'copied', 'type': 'text', 'rules': {'default': 'name'}}, {'key': 'born', 'type': 'text', 'rules': {'default': 'substring(id, 7, 8)'}},
        {'key': 'filled', 'type': 'text', 'prefill': {'source': 'case', 'member': 'name'}}, {'key': 'greeting', 'type': 'text', 'rules': {'default': 'filled'}},
        {'key': 'start', 'type': 'text', 'rules': {'default': 'plain'}},
        {'key': 'asked', 'type': 'computed', 'result': 'text', 'rules': {'relevant': 'name = \u0022a\u0022', 'calculation': 'plain'}}
        """;

    [Theory]
    [InlineData("first", Sensitivity.Secret)]
    [InlineData("later", Sensitivity.Secret)]
    [InlineData("total", Sensitivity.Personal)]
    [InlineData("shown", Sensitivity.Personal)]
    [InlineData("rows", Sensitivity.Normal)]
    [InlineData("units", Sensitivity.Normal)]
    [InlineData("own", Sensitivity.Normal)]
    [InlineData("asked", Sensitivity.Normal)]
    [InlineData("copied", Sensitivity.Personal)]
    [InlineData("born", Sensitivity.Secret)]
    [InlineData("filled", Sensitivity.Personal)]
    [InlineData("greeting", Sensitivity.Personal)]
    [InlineData("start", Sensitivity.Normal)]
    [InlineData("plain", Sensitivity.Normal)]
    [InlineData("name", Sensitivity.Personal)]
    public void Field_has_the_highest_sensitivity_of_what_fills_it(string key, Sensitivity expected) =>
        Assert.Equal(expected, TestForm.Of(Fields).Field(key)!.Sensitivity);

    [Fact]
    public void Calculated_column_does_too()
    {
        var columns = TestForm.Of(Fields).Field("lines")!.Columns;

        Assert.Equal([Sensitivity.Personal, Sensitivity.Normal, Sensitivity.Personal, Sensitivity.Normal], columns.Select(c => c.Sensitivity));
    }

    [Fact]
    public void What_is_inherited_is_not_written_and_what_is_declared_is()
    {
        var form = TestForm.Of(Fields);

        var again = FormJson.Read(FormJson.Write(form)).Value!;

        Assert.Null(again.Field("first")!.DeclaredSensitivity);
        Assert.Equal(Sensitivity.Normal, again.Field("own")!.DeclaredSensitivity);
        Assert.Equal(form.Fields.Select(f => f.Sensitivity), again.Fields.Select(f => f.Sensitivity));
    }

    [Fact]
    public void What_is_computed_of_a_mask_stays_as_the_record_holds_it()
    {
        var session = new FormSession(CompiledForm.Of(TestForm.Of(Fields)), new FormOpening("report")
        {
            Data = TestForm.Json("{'name': '张*', 'plain': '甲', 'first': '****', 'later': '****', 'own': true}"),
            Masked = new HashSet<string> { "name", "first", "later" },
        });

        Assert.Equal(("'****'", "true", "null"), (Spell(session, "first"), Spell(session, "own"), Spell(session, "shown")));
        session.Set(new("plain"), "乙");
        Assert.Equal("'****'", Spell(session, "later"));

        session.Unmask("name", "张三");
        Assert.Equal(("'张三'", "true"), (Spell(session, "shown"), Spell(session, "own")));
    }

    [Fact]
    public void What_is_entered_in_the_place_of_a_mask_is_computed_with()
    {
        var session = new FormSession(CompiledForm.Of(TestForm.Of(Fields)), new FormOpening("report")
        {
            Data = TestForm.Json("{'name': '张*', 'own': true}"),
            Masked = new HashSet<string> { "name" },
        });

        session.Unmask("name", null);

        Assert.Equal("false", Spell(session, "own"));
    }

    private static string Spell(FormSession session, string key) => TestForm.Spell(session.StateOf(new(key)).Value);
}
