using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Sessions;
using Xunit;

namespace LowCode.Tests.Unit.Forms;

/// <summary>What nobody may change stays, whatever a sender says.</summary>
public sealed class ReadOnlyTests
{
    [Fact]
    public void Field_closed_by_a_rule_keeps_what_the_record_holds()
    {
        var form = TestForm.Of("{'key': 'done', 'type': 'boolean'}, {'key': 'a', 'type': 'text', 'rules': {'readOnly': 'done'}}");

        FormSubmission.Check(form, "report", TestForm.Json("{'a': '新', 'done': true}"), TestForm.NoLookups, current: TestForm.Json("{'a': '旧'}")).MustBe("form.read-only /a");
        FormSubmission.Check(form, "report", TestForm.Json("{'a': '旧', 'done': true}"), TestForm.NoLookups, current: TestForm.Json("{'a': '旧'}")).MustBe();
    }

    [Theory]
    [InlineData("{'a': 999999}", "{}", "{'a':5,'b':'x'}", "")]
    [InlineData("{}", "{}", "{'a':5,'b':'x'}", "")]
    [InlineData("{'a': 7}", "{'a': 7, 'b': 'y'}", "{}", "")]
    [InlineData("{'a': 8}", "{'a': 7, 'b': 'y'}", "{}", "form.read-only /a")]
    [InlineData("{'t': [{'n': 'r', 'p': 999}]}", "{'a': 1, 'b': 'y'}", "{'t':[{'n':'r','p':5}]}", "")]
    [InlineData("{'t': [{'n': 'r', 'p': 777}, {'n': 's'}]}", "{'a': 1, 'b': 'y', 't': [{'n': 'r', 'p': 777}]}", "{'t':[{'n':'r','p':777},{'n':'s','p':5}]}", "")]
    [InlineData("{'t': [{'n': 'q', 'p': 777}]}", "{'a': 1, 'b': 'y', 't': [{'n': 'r', 'p': 777}]}", "{'t':[{'n':'q','p':777}]}", "")]
    [InlineData("{'t': [{'n': 'r', 'p': 123}]}", "{'a': 1, 'b': 'y', 't': [{'n': 'r', 'p': 777}]}", "{}", "form.read-only /t/0/p")]
    [InlineData("{'t': [{'n': 'r'}]}", "{'a': 1, 'b': 'y', 't': [{'n': 'r', 'p': 777}]}", "{'t':[{'n':'r','p':777}]}", "")]
    [InlineData("{'t': [{'n': 'q'}]}", "{'a': 1, 'b': 'y', 't': [{'n': 'r', 'p': 777}]}", "{'t':[{'n':'q','p':777}]}", "")]
    [InlineData("{'t': [{'n': 's'}]}", "{'a': 1, 'b': 'y', 't': [{'n': 'r', 'p': 777}, {'n': 's', 'p': 888}]}", "{'t':[{'n':'s','p':888}]}", "")]
    [InlineData("{'t': [{'n': 'r', 'p': 888}]}", "{'a': 1, 'b': 'y', 't': [{'n': 'r', 'p': 777}, {'n': 'r', 'p': 888}]}", "{'t':[{'n':'r','p':888}]}", "")]
    public void Read_only_field_or_cell_has_its_first_value_and_keeps_it_whatever_is_sent(string sent, string held, string stored, string problem)
    {
        var form = TestForm.Of("""
            {'key': 'a', 'type': 'integer', 'default': 5, 'rules': {'readOnly': 'true'}}, {'key': 'b', 'type': 'text', 'rules': {'readOnly': 'true', 'default': '\u0022x\u0022'}},
            {'key': 't', 'type': 'table', 'columns': [{'key': 'n', 'type': 'text'}, {'key': 'p', 'type': 'integer', 'default': 5, 'rules': {'readOnly': 'true'}}]}
            """);

        var (problems, data) = FormSubmission.Accept(form, "report", TestForm.Json(sent), TestForm.NoLookups, current: TestForm.Json(held));

        problems.MustBe(problem.Length > 0 ? [problem] : []);
        Assert.Equal(stored, TestForm.Spell(data));
    }

    [Fact]
    public void Form_that_is_opened_again_shows_what_the_server_will_store()
    {
        var session = new FormSession(CompiledForm.Of(TestForm.Of("""
            {'key': 'a', 'type': 'integer', 'default': 5, 'rules': {'readOnly': 'true'}},
            {'key': 't', 'type': 'table', 'columns': [{'key': 'n', 'type': 'text'}, {'key': 'p', 'type': 'integer', 'rules': {'readOnly': 'true', 'default': 'a * 2'}}, {'key': 'u', 'type': 'text', 'default': '件', 'rules': {'readOnly': 'true'}}]}
            """)), new FormOpening("report", TestForm.NoLookups) { Entries = FormEntries.Of(TestForm.Json("{'a': 7, 't': [{'n': 'r', 'p': 999, 'u': '箱'}]}")) });

        Assert.Equal("{'a':5,'t':[{'n':'r','p':10,'u':'件'}]}", TestForm.Spell(session.Submission()));
    }

    [Fact]
    public void First_value_of_a_column_that_nothing_else_reads_is_known()
    {
        var form = TestForm.Of("""
            {'key': 't', 'type': 'table', 'columns': [{'key': 'n', 'type': 'integer'}]}, {'key': 'all', 'type': 'integer', 'rules': {'readOnly': 'true', 'default': 'sum(t.n)'}}
            """);

        Assert.Equal("{'t':[{'n':3},{'n':4}],'all':7}", TestForm.Spell(FormSubmission.Accept(form, "report", TestForm.Json("{'t': [{'n': 3}, {'n': 4}]}"), TestForm.NoLookups).Data));
    }
}
