using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Sessions;
using Xunit;

namespace LowCode.Tests.Unit.Forms;

/// <summary>What somebody fills, sees and signs on a screen is what the server computes, asks for and stores of it.</summary>
public sealed class SessionAgreesTests
{
    private const string Lines = "{'key': 't', 'type': 'table', 'columns': [{'key': 'n', 'type': 'text'}, {'key': 'p', 'type': 'integer', 'default': 5, 'rules': {'readOnly': 'true'}}]}";

    private const string Following = """
        {'key': 'a', 'type': 'integer'}, {'key': 'x', 'type': 'integer', 'rules': {'default': 'a * 2', 'readOnly': 'true'}}, {'key': 'c', 'type': 'computed', 'result': 'integer', 'rules': {'calculation': 'x + 1'}},
        {'key': 'm', 'type': 'integer', 'rules': {'constraints': [{'expression': 'm >= x', 'message': {'zh-CN': '小'}}]}}, {'key': 't', 'type': 'table', 'columns': [{'key': 'n', 'type': 'text'}, {'key': 'y', 'type': 'integer', 'rules': {'default': 'a', 'readOnly': 'true'}}]}
        """;

    [Theory]
    [InlineData(FieldRight.Read, "{'a':'q'}")]
    [InlineData(FieldRight.Hidden, "{'a':'q','f':'X','c':'X'}")]
    [InlineData(FieldRight.Write, "{'a':'q','f':'X','c':'X'}")]
    public void First_value_of_what_a_step_does_not_enter(FieldRight right, string stored)
    {
        var form = With("{'key': 'a', 'type': 'text'}, {'key': 'f', 'type': 'text', 'default': 'X', 'rules': {'readOnly': 'true'}}, {'key': 'c', 'type': 'computed', 'result': 'text', 'rules': {'calculation': 'f'}}", ("f", right));

        Agree(form, "{}", stored, session => session.Set(new("a"), "q"));
    }

    [Fact]
    public void Retired_fields_get_none() =>
        Agree(With("{'key': 'a', 'type': 'text'}, {'key': 'f', 'type': 'text', 'default': 'X', 'retired': true, 'rules': {'readOnly': 'true'}}"), "{}", "{'a':'q'}", session => session.Set(new("a"), "q"));

    [Fact]
    public void What_nobody_enters_follows_what_it_is_made_of_until_a_record_holds_it()
    {
        Agree(With(Following), "{}", "{'a':1,'x':2,'c':3,'m':3,'t':[{'n':'r','y':1}]}", session =>
        {
            session.Set(new("a"), 5);
            session.AddRow("t");
            session.Set(new("t", 0, "n"), "r");
            session.Set(new("a"), 1);
            session.Set(new("m"), 3);
        });
        Agree(With(Following), "{'a':50,'x':100,'c':101}", "{'a':1,'x':100,'c':101,'m':200}", session =>
        {
            session.Set(new("a"), 1);
            session.Set(new("m"), 200);
        });

        var broken = Open(With(Following), "{}");
        broken.Set(new("a"), 5);
        broken.Set(new("m"), 1);
        broken.Problems.MustBe("form.constraint /m");
    }

    [Fact]
    public void Rows_of_a_record_keep_what_they_hold_and_new_ones_get_first_values()
    {
        Agree(With(Lines), "{'t':[{'n':'r'},{'n':'q'}]}", "{'t':[{'n':'r'},{'n':'c'},{'n':'new','p':5}]}", session =>
        {
            session.Set(new("t", 1, "n"), "c");
            session.AddRow("t");
            session.Set(new("t", 2, "n"), "new");
        });
        Agree(With(Lines), "{'t':[{'n':'r','p':7},{'n':'r','p':8}]}", "{'t':[{'n':'r','p':8}]}", session => session.RemoveRow("t", 0));
    }

    [Fact]
    public void What_the_server_stamps_is_no_part_of_what_was_signed()
    {
        var form = With("{'key': 'a', 'type': 'text'}, {'key': 'at', 'type': 'dateTime', 'rules': {'readOnly': 'true', 'default': 'now()'}}, {'key': 't', 'type': 'table', 'columns': [{'key': 'n', 'type': 'text'}, {'key': 'on', 'type': 'date', 'rules': {'readOnly': 'true', 'default': 'today()'}}]}");
        var session = new FormSession(CompiledForm.Of(form), new FormOpening("report", TestForm.NoLookups) { Now = At("2026-03-01T23:58:00+08:00") });
        session.Set(new("a"), "q");
        session.AddRow("t");
        session.Set(new("t", 0, "n"), "r");
        Sign(session, form);

        var (problems, data) = FormSubmission.Accept(form, "report", session.Submission(), TestForm.NoLookups, now: At("2026-03-02T00:03:00+08:00"));

        problems.MustBe();
        Assert.Equal("'2026-03-02T00:03:00+08:00'", TestForm.Spell(data["at"]));
        Assert.Equal("[{'n':'r','on':'2026-03-02'}]", TestForm.Spell(data["t"]));
        data["a"] = "changed";
        Assert.False(SignedContent.Holds(form, form.Field("sign")!, data["sign"]!.AsObject(), data));
    }

    [Fact]
    public void Old_values_of_rows_that_would_be_refused_now_stay()
    {
        const string columns = "{'key': 't', 'type': 'table', 'columns': [{'key': 'i', 'type': 'idNumber'}, {'key': 'n', 'type': 'text', 'limits': {'maxLength': 3}}]}";

        Agree(With(columns), "{'t':[{'i':'990101199001011234','n':'longer'},{'n':'b'}]}", "{'t':[{'i':'990101199001011234','n':'longer'},{'n':'c'}]}", session => session.Set(new("t", 1, "n"), "c"));
    }

    [Fact]
    public void Closed_cells_of_a_table_that_was_looked_at_keep_their_values()
    {
        var form = TestForm.Of("{'key': 't', 'type': 'table', 'columns': [{'key': 'n', 'type': 'text', 'sensitivity': 'personal'}, {'key': 'm', 'type': 'text'}, {'key': 'p', 'type': 'text', 'default': 'NEW', 'sensitivity': 'personal', 'rules': {'readOnly': 'true'}}]}");
        var drafted = TestForm.Json("{'t': [{'n': '张三丰', 'm': 'y', 'p': 'OLD'}]}");
        var session = new FormSession(CompiledForm.Of(form), new FormOpening("report", TestForm.NoLookups)
        {
            Data = TestForm.Json("{'t': [{'n': '张**', 'm': 'x', 'p': 'O**'}]}"),
            Masked = new HashSet<string> { "t" },
            Entries = FormEntries.Of(drafted),
        });

        Assert.Equal("{'t':[{'n':'张三丰','m':'y','p':'OLD'}]}", TestForm.Spell(session.Submission()));
    }

    [Fact]
    public void Whether_a_field_is_asked_for_because_of_a_mask_only_the_server_says()
    {
        var form = TestForm.Of("""
            {'key': 'p', 'type': 'phone', 'sensitivity': 'personal'}, {'key': 'q', 'type': 'text', 'rules': {'relevant': 'p != null', 'required': 'true'}}, {'key': 'o', 'type': 'text', 'rules': {'relevant': 'p = null', 'required': 'true'}},
            {'key': 'd', 'type': 'text', 'sensitivity': 'normal', 'rules': {'default': 'if p = null then \u0022none\u0022 else \u0022has\u0022'}}
            """);
        var session = new FormSession(CompiledForm.Of(form), new FormOpening("report", TestForm.NoLookups) { Data = TestForm.Json("{'p': '138****5678'}"), Masked = new HashSet<string> { "p" } });

        Assert.All(["q", "o"], key => Assert.True(session.StateOf(new(key)) is { IsRelevant: true, IsRequired: false }));
        session.Problems.MustBe();
        Assert.Empty(session.Submission());

        session.Set(new("q"), "x");
        FormSubmission.Check(form, "report", session.Submission(), TestForm.NoLookups, current: TestForm.Json("{'p': '13812345678'}")).MustBe();
    }

    private static FormDefinition With(string fields, params (string Key, FieldRight Right)[] rights)
    {
        var form = TestForm.Of(fields + ", {'key': 'sign', 'type': 'signature'}");
        var all = form.Fields.ToDictionary(f => f.Key, f => rights.FirstOrDefault(r => r.Key == f.Key) is { Key: not null } named ? named.Right : FieldRight.Write);
        return form with { NodeRules = new Dictionary<string, IReadOnlyDictionary<string, FieldRight>> { ["report"] = all } };
    }

    private static FormSession Open(FormDefinition form, string held) => new(CompiledForm.Of(form), new FormOpening("report", TestForm.NoLookups) { Data = TestForm.Json(held) });

    /// <summary>Filled, signed and submitted: no problem on either side, and the same data on both.</summary>
    private static void Agree(FormDefinition form, string held, string stored, Action<FormSession> fill)
    {
        var session = Open(form, held);
        fill(session);
        Sign(session, form);
        session.Problems.MustBe();

        var (problems, changes) = FormSubmission.Accept(form, "report", session.Submission(), TestForm.NoLookups, current: TestForm.Json(held));

        problems.MustBe();
        var record = TestForm.Json(held);
        foreach (var (key, value) in changes)
        {
            record[key] = value?.DeepClone();
        }

        Assert.Equal(stored, TestForm.Spell(InOrder(form, record)));
        Assert.Equal(stored, TestForm.Spell(InOrder(form, session.Data())));
    }

    private static void Sign(FormSession session, FormDefinition form) =>
        session.Set(new("sign"), new JsonObject { ["image"] = "i", ["signer"] = "李", ["signedAt"] = "2026-03-29T09:30:00+08:00", ["hash"] = session.Sign(form.Field("sign")!).Hash });

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    private static JsonObject InOrder(FormDefinition form, JsonObject data) =>
        new(form.Fields.Where(f => f.Key != "sign" && data[f.Key] is not null).Select(f => KeyValuePair.Create(f.Key, data[f.Key]?.DeepClone())));
}
