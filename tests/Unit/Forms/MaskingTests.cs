using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Sessions;
using Xunit;

namespace LowCode.Tests.Unit.Forms;

/// <summary>What is shown of values that not everybody may see.</summary>
public sealed class MaskingTests
{
    [Theory]
    [InlineData("phone", "'13812345678'", "'138****5678'")]
    [InlineData("phone", "'12345'", "'****5'")]
    [InlineData("phone", "'0571-8888'", "'05*****88'")]
    [InlineData("idNumber", "'33010619900307123X'", "'330***********123X'")]
    [InlineData("text", "'张三'", "'张*'")]
    [InlineData("text", "'欧阳小明'", "'欧***'")]
    [InlineData("text", "'13812345678'", "'138****5678'")]
    [InlineData("text", "'𠮷'", @"'\uD842\uDFB7*'")]
    [InlineData("longText", "'很长的一段话'", "'****'")]
    [InlineData("date", "'1990-03-07'", "'****'")]
    [InlineData("integer", "42", "'****'")]
    [InlineData("address", "{'division':'330106','detail':'文三路 18 号'}", "{'division':'330106','detail':'****'}")]
    [InlineData("geoPoint", "{'lon':120.1,'lat':30.2}", "'****'")]
    public void Personal_value_shows_enough_to_tell_two_apart(string type, string value, string shown) =>
        Assert.Equal(shown, Shown($"{{'key': 'a', 'type': '{type}', 'sensitivity': 'personal'}}", value));

    [Theory]
    [InlineData("'13812345678'")]
    [InlineData("'1'")]
    public void Secret_value_shows_nothing(string value) => Assert.Equal("'****'", Shown("{'key': 'a', 'type': 'phone', 'sensitivity': 'secret'}", value));

    [Fact]
    public void Table_is_masked_in_its_sensitive_columns()
    {
        const string Table = "{'key': 'a', 'type': 'table', 'columns': [{'key': 'who', 'type': 'text'}, {'key': 'tel', 'type': 'phone', 'sensitivity': 'personal', 'aliases': ['phone']}]}";

        Assert.Equal(
            "[{'who':'甲','tel':'138****5678'},{'phone':'138****5678'},{'who':'乙'}]",
            Shown(Table, "[{'who':'甲','tel':'13812345678'},{'phone':'13812345678'},{'who':'乙'}]"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("''")]
    public void Nothing_stays_nothing(string value) => Assert.Equal(value, Shown("{'key': 'a', 'type': 'phone', 'sensitivity': 'personal'}", value));

    [Fact]
    public void Masked_field_is_no_problem_and_no_value_until_it_is_known()
    {
        const string Fields = """
            {'key': 'tel', 'type': 'phone', 'sensitivity': 'personal', 'rules': {'required': 'true', 'constraints': [{'expression': 'starts with(tel, \u002213\u0022)', 'message': {'zh-CN': '应为 13 开头', 'en': 'must begin with 13'}}]}},
            {'key': 'name', 'type': 'text', 'sensitivity': 'personal'}, {'key': 'more', 'type': 'text', 'rules': {'relevant': 'name = \u0022张*\u0022'}}
            """;
        var session = new FormSession(CompiledForm.Of(TestForm.Of(Fields)), new FormOpening("report")
        {
            Data = TestForm.Json("{'tel': '138****5678', 'name': '张*'}"),
            Masked = new HashSet<string> { "tel", "name", "unknown" },
        });

        Assert.Empty(session.Problems);
        Assert.True(session.StateOf(new("tel")).IsMasked);
        Assert.Equal("'138****5678'", TestForm.Spell(session.StateOf(new("tel")).Value));
        Assert.True(session.StateOf(new("more")) is { IsRelevant: true, IsRequired: false });
        Assert.Equal("{}", TestForm.Spell(session.Submission()));

        session.Unmask("tel", "15912345678");
        Assert.False(session.StateOf(new("tel")).IsMasked);
        Assert.Equal("form.constraint", Assert.Single(session.Problems).Code);
        Assert.Equal("{}", TestForm.Spell(session.Submission()));
        session.Set(new("tel"), "13912345678");
        Assert.Equal("{'tel':'13912345678'}", TestForm.Spell(session.Submission()));
    }

    [Fact]
    public void Masked_table_is_complete_and_is_worked_out_once_it_is_known()
    {
        const string Fields = """
            {'key': 'rows', 'type': 'table', 'columns': [{'key': 'tel', 'type': 'phone', 'sensitivity': 'personal', 'rules': {'required': 'true'}}, {'key': 'n', 'type': 'integer'}]},
            {'key': 'known', 'type': 'computed', 'result': 'integer', 'rules': {'calculation': 'count(rows[tel != null])'}}
            """;
        var session = new FormSession(CompiledForm.Of(TestForm.Of(Fields)), new FormOpening("report")
        {
            Data = TestForm.Json("{'rows': [{'tel': '138****5678', 'n': 1}]}"),
            Masked = new HashSet<string> { "rows" },
        });
        Assert.Empty(session.Problems);
        Assert.Equal("null", TestForm.Spell(session.StateOf(new("known")).Value));

        session.Unmask("rows", TestForm.Json("{'r': [{'tel': '13812345678', 'n': 1}]}")["r"]);

        Assert.Equal("1", TestForm.Spell(session.StateOf(new("known")).Value));
        Assert.False(session.StateOf(new("rows", 0, "tel")).IsMasked);
        Assert.False(session.StateOf(new("rows", 0, "tel")).IsReadOnly);
    }

    [Fact]
    public void Roles_of_a_form_are_read_and_written()
    {
        var form = TestForm.Of("{'key': 'a', 'type': 'text'}", ", 'privacy': {'seenBy': ['clerk'], 'revealedBy': ['judge', 'clerk']}");

        var again = FormJson.Read(FormJson.Write(form)).Value!;

        Assert.Equal(["clerk"], again.Privacy.SeenBy);
        Assert.Equal(["judge", "clerk"], again.Privacy.RevealedBy);
        Assert.Empty(TestForm.Of("{'key': 'a', 'type': 'text'}").Privacy.RevealedBy);
    }

    private static string Shown(string field, string value) =>
        TestForm.Spell(Masking.Of(TestForm.Of(field).Fields[0], JsonNode.Parse($"[{value.Replace('\'', '"')}]")![0]));
}
