using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Versions;
using Xunit;

namespace LowCode.Tests.Unit.Forms;

/// <summary>What changes between two versions mean.</summary>
public sealed class FormVersionTests
{
    private const string Before = """
        {'key': 'a', 'type': 'number', 'limits': {'max': 10}}, {'key': 'b', 'type': 'choice', 'options': [{'value': 'x', 'label': {'zh-CN': '甲'}}, {'value': 'y', 'label': {'zh-CN': '乙'}}]},
        {'key': 'c', 'type': 'table', 'columns': [{'key': 'd', 'type': 'text'}]}
        """;

    [Theory]
    [InlineData("", "", CompatibilityClass.Identical, "")]
    [InlineData("{'key': 'a'", "{'key': 'z', 'type': 'text'}, {'key': 'a'", CompatibilityClass.Additive, "")]
    [InlineData("{'key': 'a', ", "{'key': 'a', 'label': {'zh-CN': '新名'}, ", CompatibilityClass.Additive, "")]
    [InlineData("{'key': 'a', ", "{'key': 'a2', 'id': 'f_a', 'aliases': ['a'], ", CompatibilityClass.Additive, "")]
    [InlineData("{'key': 'a', ", "{'key': 'a2', 'id': 'f_a', ", CompatibilityClass.Breaking, "form-version.alias-missing")]
    [InlineData("'max': 10", "'max': 11", CompatibilityClass.Relaxing, "")]
    [InlineData("'max': 10", "'max': 9", CompatibilityClass.Restricting, "")]
    [InlineData("'max': 10", "'max': 10, 'min': 1", CompatibilityClass.Restricting, "")]
    [InlineData("'limits': {'max': 10}", "'rules': {'required': 'true'}, 'limits': {'max': 10}", CompatibilityClass.Restricting, "")]
    [InlineData("{'value': 'y', 'label': {'zh-CN': '乙'}}", "{'value': 'y', 'label': {'zh-CN': '乙'}}, {'value': 'z', 'label': {'zh-CN': '丙'}}", CompatibilityClass.Relaxing, "")]
    [InlineData("{'value': 'y', ", "{'value': 'y', 'retired': true, ", CompatibilityClass.Restricting, "")]
    [InlineData(", {'value': 'y', 'label': {'zh-CN': '乙'}}", "", CompatibilityClass.Breaking, "form-version.option-removed")]
    [InlineData("'type': 'number', 'limits': {'max': 10}", "'type': 'text'", CompatibilityClass.Breaking, "")]
    [InlineData("'type': 'number', 'limits': {'max': 10}", "'type': 'date'", CompatibilityClass.Breaking, "form-version.type")]
    [InlineData("'type': 'text'", "'type': 'money'", CompatibilityClass.Breaking, "form-version.type")]
    [InlineData("{'key': 'a', 'type': 'number', 'limits': {'max': 10}}, ", "", CompatibilityClass.Breaking, "form-version.removed")]
    [InlineData("{'key': 'a', 'type'", "{'key': 'a', 'retired': true, 'type'", CompatibilityClass.Restricting, "")]
    [InlineData("{'key': 'a', ", "{'key': 'a', 'id': 'other', ", CompatibilityClass.Breaking, "form-version.key-taken form-version.removed")]
    public void Change_has_its_class_and_what_harms_records_is_refused(string from, string to, CompatibilityClass expected, string refused)
    {
        var before = TestForm.Of(Before);
        var after = TestForm.Of(from.Length == 0 ? Before : Before.Replace(from, to, StringComparison.Ordinal));

        var compatibility = FormCompatibility.Of(before, after);

        Assert.Equal(expected, compatibility.Class);
        Assert.Equal(refused, string.Join(' ', compatibility.Refused.Select(c => c.Code).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("'type': 'phone', 'sensitivity': 'personal'", "'type': 'phone'", CompatibilityClass.Breaking, "/fields/0/sensitivity form-version.uncovered")]
    [InlineData("'type': 'phone', 'sensitivity': 'secret'", "'type': 'phone', 'sensitivity': 'personal'", CompatibilityClass.Breaking, "/fields/0/sensitivity form-version.uncovered")]
    [InlineData("'type': 'phone'", "'type': 'phone', 'sensitivity': 'personal'", CompatibilityClass.Restricting, "/fields/0/sensitivity form-version.covered")]
    [InlineData("'type': 'phone'", "'type': 'phone', 'sensitivity': 'normal'", CompatibilityClass.Additive, " form-version.appearance")]
    [InlineData("'type': 'table', 'columns': [{'key': 'd', 'type': 'text', 'sensitivity': 'secret'}]", "'type': 'table', 'columns': [{'key': 'd', 'type': 'text'}]", CompatibilityClass.Breaking, "/fields/0/columns/0/sensitivity form-version.uncovered")]
    [InlineData("'type': 'text'", "'type': 'text', 'prefill': {'source': 'person', 'member': 'name'}", CompatibilityClass.Additive, "/fields/0/prefill form-version.setting")]
    public void Change_of_who_sees_a_value_is_told(string from, string to, CompatibilityClass expected, string told)
    {
        var compatibility = FormCompatibility.Of(TestForm.Of($"{{'key': 'a', {from}}}"), TestForm.Of($"{{'key': 'a', {to}}}"));

        Assert.Equal((expected, told), (compatibility.Class, string.Join(' ', compatibility.Changes.Select(c => $"{c.Path} {c.Code}"))));
        Assert.Empty(compatibility.Refused);
    }

    [Theory]
    [InlineData("'seenBy': ['a']", "'seenBy': ['a', 'b']", CompatibilityClass.Breaking, "/privacy/seenBy form-version.seenBy-added")]
    [InlineData("'seenBy': ['a', 'b']", "'seenBy': ['a']", CompatibilityClass.Restricting, "/privacy/seenBy form-version.seenBy-removed")]
    [InlineData("'revealedBy': ['a']", "'revealedBy': ['b']", CompatibilityClass.Breaking, "/privacy/revealedBy form-version.revealedBy-added /privacy/revealedBy form-version.revealedBy-removed")]
    [InlineData("'seenBy': ['a', 'b']", "'seenBy': ['b', 'a']", CompatibilityClass.Additive, " form-version.appearance")]
    public void Change_of_the_roles_that_see_is_told(string from, string to, CompatibilityClass expected, string told)
    {
        var compatibility = FormCompatibility.Of(With(from), With(to));

        Assert.Equal((expected, told), (compatibility.Class, string.Join(' ', compatibility.Changes.Select(c => $"{c.Path} {c.Code}"))));

        static FormDefinition With(string privacy) => TestForm.Of("{'key': 'a', 'type': 'text', 'sensitivity': 'personal'}", $", 'privacy': {{{privacy}}}");
    }

    [Fact]
    public void Draft_moves_by_ids_and_tells_what_it_cannot_keep()
    {
        var before = TestForm.Of("{'key': 'a', 'type': 'number'}, {'key': 'b', 'type': 'text'}, {'key': 'c', 'type': 'integer'}, {'key': 't', 'type': 'table', 'columns': [{'key': 'x', 'type': 'text'}]}");
        var after = TestForm.Of("""
            {'key': 'amount', 'id': 'f_a', 'type': 'number', 'aliases': ['a'], 'limits': {'max': 5}}, {'key': 'b', 'type': 'text', 'retired': true}, {'key': 'c', 'type': 'text'},
            {'key': 'e', 'type': 'text', 'rules': {'required': 'true'}}, {'key': 't', 'type': 'table', 'columns': [{'key': 'y', 'id': 'f_x', 'type': 'text', 'aliases': ['x']}]}
            """);

        var upgrade = DraftUpgrade.Of(before, after, TestForm.Json("{'a': 7, 'b': '旧', 'c': 3, 't': [{'x': '行'}]}"), "report", TestForm.NoLookups, now: null);

        Assert.Equal("{'amount':7,'c':'3','t':[{'y':'行'}]}", TestForm.Spell(upgrade.Data));
        Assert.Equal(
            ["f_a form.too-large", "f_b form-draft.retired", "f_c form-draft.becomes-text", "f_e form.required"],
            upgrade.Affected.Select(a => $"{a.FieldId} {a.Code}").Order(StringComparer.Ordinal));
        Assert.Equal("'旧'", TestForm.Spell(upgrade.Affected.Single(a => a.FieldId == "f_b").Before));
        Assert.False(upgrade.IsSmooth);
    }

    [Fact]
    public void Draft_keeps_nothing_back_of_columns_that_left_and_makes_texts_of_those_that_became_text()
    {
        var before = TestForm.Of("{'key': 't', 'type': 'table', 'columns': [{'key': 'price', 'type': 'number'}, {'key': 'q', 'type': 'number'}, {'key': 'n', 'type': 'text'}, {'key': 'gone', 'type': 'text'}]}");
        var after = TestForm.Of("{'key': 't', 'type': 'table', 'columns': [{'key': 'price', 'type': 'number', 'retired': true}, {'key': 'q', 'type': 'text'}, {'key': 'n', 'type': 'text'}, {'key': 'gone', 'type': 'text', 'retired': true}]}");

        var upgrade = DraftUpgrade.Of(before, after, TestForm.Json("{'t': [{'price': 9.5, 'q': 4.5, 'n': 'a'}, {'price': 1}, {'n': 'b', 'q': null}]}"), "report", TestForm.NoLookups, now: null);

        Assert.Equal("{'t':[{'q':'4.5','n':'a'},{},{'n':'b'}]}", TestForm.Spell(upgrade.Data));
        Assert.Equal(["f_price form-draft.retired [9.5,1,null]", "f_q form-draft.becomes-text [4.5,null,null]"], upgrade.Affected.Select(a => $"{a.FieldId} {a.Code} {TestForm.Spell(a.Before)}"));
        Assert.Contains("t / price", upgrade.Affected[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a = 1", "a = 1", "")]
    [InlineData("a = 1", "a = 2", "form-version.section-condition")]
    [InlineData(null, "a = 2", "form-version.section-condition")]
    public void Condition_of_a_section_counts_also_beside_other_changes(string? from, string to, string told)
    {
        var compatibility = FormCompatibility.Of(With(from, "旧"), With(to, "新"));

        Assert.Equal(told.Length > 0, compatibility.Changes.Any(c => c.Code == "form-version.section-condition"));
        Assert.Equal(told.Length > 0 ? CompatibilityClass.Restricting : CompatibilityClass.Additive, compatibility.Class);

        static FormDefinition With(string? condition, string hint) => TestForm.Of(
            $"{{'key': 'a', 'type': 'number', 'hint': {{'zh-CN': '{hint}'}}}}, {{'key': 'b', 'type': 'text'}}",
            $", 'sections': [{{'id': 's', 'title': {{'zh-CN': '节'}}, 'fields': ['b']{(condition is null ? "" : $", 'relevant': '{condition}'")}}}]");
    }

    [Fact]
    public void Draft_tells_what_nobody_may_enter_any_more()
    {
        var upgrade = DraftUpgrade.Of(
            TestForm.Of("{'key': 'a', 'type': 'number'}"), TestForm.Of("{'key': 'a', 'type': 'number', 'default': 5, 'rules': {'readOnly': 'true'}}"), TestForm.Json("{'a': 7}"), "report", TestForm.NoLookups, now: null);

        Assert.Equal(["f_a form-draft.read-only 7"], upgrade.Affected.Select(a => $"{a.FieldId} {a.Code} {a.Before}"));
        Assert.Empty(upgrade.Data);

        var before = TestForm.Of("{'key': 'a', 'type': 'text'}, {'key': 't', 'type': 'table', 'columns': [{'key': 'n', 'type': 'text'}, {'key': 'p', 'type': 'text'}, {'key': 'q', 'type': 'integer'}]}");
        var after = TestForm.Of("{'key': 'a', 'type': 'text'}, {'key': 't', 'type': 'table', 'columns': [{'key': 'n', 'type': 'text'}, {'key': 'p', 'type': 'text', 'default': 'D', 'rules': {'readOnly': 'true'}}, {'key': 'q', 'type': 'integer', 'rules': {'calculation': '1 + 1'}}]}");
        var closed = after with { NodeRules = new Dictionary<string, IReadOnlyDictionary<string, FieldRight>> { ["report"] = new Dictionary<string, FieldRight> { ["t"] = FieldRight.Write } } };
        var columns = DraftUpgrade.Of(before, closed, TestForm.Json("{'a': 'typed', 't': [{'n': 'r', 'p': 'by hand', 'q': 77}]}"), "report", TestForm.NoLookups, now: null);

        Assert.Equal(
            ["f_a form-draft.read-only 'typed'", "f_p form-draft.read-only ['by hand']", "f_q form-draft.computed [77]"],
            columns.Affected.Select(a => $"{a.FieldId} {a.Code} {TestForm.Spell(a.Before)}").Order(StringComparer.Ordinal));
        Assert.Equal("{'t':[{'n':'r'}]}", TestForm.Spell(columns.Data));
    }

    [Fact]
    public void Draft_that_nothing_affects_needs_no_review()
    {
        var upgrade = DraftUpgrade.Of(TestForm.Of(Before), TestForm.Of(Before + ", {'key': 'more', 'type': 'text'}"), TestForm.Json("{'a': 3, 'b': 'x'}"), "report", TestForm.NoLookups, now: null);

        Assert.True(upgrade.IsSmooth);
        Assert.Equal("{'a':3,'b':'x'}", TestForm.Spell(upgrade.Data));
    }

    [Fact]
    public void What_was_wrong_or_emptied_before_the_upgrade_is_no_news()
    {
        var before = TestForm.Of("{'key': 'id', 'id': 'f_id', 'type': 'idNumber'}, {'key': 'b', 'id': 'f_b', 'type': 'text', 'default': '先'}");
        var after = TestForm.Of("{'key': 'idNo', 'id': 'f_id', 'type': 'idNumber', 'aliases': ['id']}, {'key': 'b', 'id': 'f_b', 'type': 'text', 'default': '先'}");

        var upgrade = DraftUpgrade.Of(before, after, TestForm.Json("{'id': '3301', 'b': null}"), "report", TestForm.NoLookups, now: null);

        Assert.True(upgrade.IsSmooth);
        Assert.Equal("{'idNo':'3301','b':null}", TestForm.Spell(upgrade.Data));
    }

    [Fact]
    public void Schema_says_what_a_step_must_send()
    {
        var form = TestForm.Of(
            "{'key': 'a', 'type': 'integer', 'limits': {'max': 9}}, {'key': 'b', 'type': 'text', 'rules': {'relevant': 'a > 1'}}, {'key': 'c', 'type': 'text'}, {'key': 'd', 'type': 'display'}",
            ", 'nodeRules': {'report': {'a': 'required', 'b': 'required', 'c': 'read'}}");

        var schema = FormSchema.Of(form, "report");

        Assert.Equal("['a']", TestForm.Spell(schema["required"]));
        Assert.Equal(["a", "b"], schema["properties"]!.AsObject().Select(p => p.Key));
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema["$schema"]!.GetValue<string>());
        Assert.Equal(["a", "b", "c"], FormSchema.Of(form)["properties"]!.AsObject().Select(p => p.Key));
    }
}
