using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Definitions.Texts;
using Xunit;

namespace LowCode.Tests.Unit.Forms;

/// <summary>Codes hold on the day that a form is filled; records keep those that they have.</summary>
public sealed class CodesOfTheDayTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 0, 30, 0, TimeSpan.FromHours(8));

    private static readonly DictionaryDefinition Codes = new("codes", LocalizedText.Of("代码", "Codes"),
    [
        new DictionaryEntry("110101", LocalizedText.Of("现行", "Current")),
        new DictionaryEntry("110102", LocalizedText.Of("停用", "Retired")) { IsRetired = true },
        new DictionaryEntry("110103", LocalizedText.Of("已失效", "Ended")) { ValidTo = new DateOnly(2026, 11, 29) },
        new DictionaryEntry("110104", LocalizedText.Of("今日起", "From today")) { ValidFrom = new DateOnly(2026, 11, 30) },
        new DictionaryEntry("110105", LocalizedText.Of("明日起", "From tomorrow")) { ValidFrom = new DateOnly(2026, 12, 1) },
    ]);

    private static readonly FormLookups Lookups = new(id => id == "codes" ? Codes : null, _ => true);

    private static readonly FormDefinition Form = TestForm.Of("""
        {'key': 'code', 'type': 'code', 'dictionary': 'codes'}, {'key': 'place', 'type': 'address', 'dictionary': 'codes'},
        {'key': 'rows', 'type': 'table', 'columns': [{'key': 'code', 'type': 'code', 'dictionary': 'codes'}, {'key': 'note', 'type': 'text'}]},
        {'key': 'name', 'type': 'computed', 'result': 'text', 'rules': {'calculation': 'if code = null then null else code name(\u0022codes\u0022, code)'}}
        """);

    [Theory]
    [InlineData("110101", null)]
    [InlineData("110104", null)]
    [InlineData("110102", "form.code-retired")]
    [InlineData("110103", "form.code-not-valid")]
    [InlineData("110105", "form.code-not-valid")]
    public void New_value_must_hold_on_the_day_at_the_place(string code, string? problem)
    {
        var data = TestForm.Json($"{{'code': '{code}', 'place': {{'division': '{code}'}}, 'rows': [{{'code': '{code}'}}]}}");

        var checkedNow = FormSubmission.Check(Form, "report", data, Lookups, now: Now);

        checkedNow.MustBe(problem is null ? [] : [$"{problem} /code", $"{problem} /place/division", $"{problem} /rows/0/code"]);
    }

    [Fact]
    public void Record_keeps_the_codes_that_it_has_also_where_something_else_in_the_row_changes()
    {
        var current = TestForm.Json("{'code': '110102', 'place': {'division': '110103'}, 'rows': [{'code': '110102', 'note': 'a'}]}");
        var data = TestForm.Json("{'code': '110102', 'place': {'division': '110103'}, 'rows': [{'code': '110101'}, {'code': '110102', 'note': 'b'}]}");

        Assert.Empty(FormSubmission.Check(Form, "report", data, Lookups, current: current, now: Now));
        FormSubmission.Check(Form, "report", TestForm.Json("{'rows': [{'code': '110103'}]}"), Lookups, current: current, now: Now).MustBe("form.code-not-valid /rows/0/code");
    }

    [Fact]
    public void Only_codes_of_the_day_are_offered_and_old_ones_keep_their_names()
    {
        var opening = new FormOpening("report", Lookups) { Now = Now, Data = TestForm.Json("{'code': '110102'}") };
        var session = new FormSession(CompiledForm.Of(Form), opening);

        Assert.Equal(["110101", "110104"], Codes.Entries.Where(e => session.Allows(new FieldPlace("code"), e)).Select(e => e.Code));
        Assert.Equal("110102", (string?)session.StateOf(new FieldPlace("code")).Value);
        Assert.Empty(session.Problems);
        Assert.Contains((string?)session.Data()["name"], new[] { "停用", "Retired" });
    }

    [Fact]
    public void Filter_of_a_field_sees_the_attributes_of_a_code()
    {
        var towns = new DictionaryDefinition("codes", LocalizedText.Of("镇", "Towns"),
        [
            new DictionaryEntry("T1", LocalizedText.Of("大镇", "Large")) { Attributes = EntryAttributes.Of([new("people", 90_000m)]) },
            new DictionaryEntry("T2", LocalizedText.Of("小镇", "Small")) { Attributes = EntryAttributes.Of([new("people", 900m)]) },
        ]);
        var form = TestForm.Of("{'key': 'town', 'type': 'code', 'dictionary': 'codes', 'rules': {'filter': 'option.people > 1000'}}");
        var session = new FormSession(CompiledForm.Of(form), new FormOpening("report", new FormLookups(_ => towns, _ => true)) { Data = new JsonObject() });

        Assert.Equal([true, false], towns.Entries.Select(e => session.Allows(new FieldPlace("town"), e)));
    }
}
