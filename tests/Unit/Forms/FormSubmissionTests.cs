using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Texts;
using Xunit;

namespace LowCode.Tests.Unit.Forms;

public sealed class FormSubmissionTests
{
    private static readonly DictionaryDefinition Classes = new("classes", LocalizedText.Of("分类", "Classes"),
    [
        new DictionaryEntry("G", LocalizedText.Of("大类", "Group"), Selectable: false),
        new DictionaryEntry("G-1", LocalizedText.Of("小类", "Class"), "G"),
    ]);

    private static readonly FormLookups Lookups = new(id => id == "classes" ? Classes : null, code => code == "CGJ");

    private static readonly FormDefinition Form = new(
        "report",
        LocalizedText.Of("上报", "Report"),
        [
            Field("title", FieldType.Text, new FieldLimits(MaxLength: 5, Pattern: "[^!]*", PatternHint: LocalizedText.Of("没有叹号", "no exclamation mark"))),
            Field("note", FieldType.LongText),
            Field("cost", FieldType.Number, new FieldLimits(Min: 0, Max: 10.5m)),
            Field("day", FieldType.Date),
            Field("seenAt", FieldType.DateTime),
            Field("kind", FieldType.Choice) with { Options = [new FormOption("a", LocalizedText.Of("甲", "A"))] },
            Field("classCode", FieldType.Code) with { Dictionary = "classes" },
            Field("lost", FieldType.Code) with { Dictionary = "gone" },
            Field("photos", FieldType.Photo, new FieldLimits(Max: 2)),
            Field("department", FieldType.Department),
            Field("position", FieldType.GeoPoint),
            Field("known", FieldType.Text),
            Field("secret", FieldType.Text),
        ],
        [],
        new Dictionary<string, IReadOnlyDictionary<string, FieldRight>>
        {
            ["report"] = new[] { "note", "cost", "day", "seenAt", "kind", "classCode", "lost", "photos", "department", "position" }
                .ToDictionary(k => k, _ => FieldRight.Write)
                .Append(new("title", FieldRight.Required))
                .Append(new("secret", FieldRight.Hidden))
                .ToDictionary(r => r.Key, r => r.Value),
        });

    private static FormField Field(string key, FieldType type, FieldLimits? limits = null) =>
        new($"f-{key}", key, type, LocalizedText.Of($"字段{key}", $"Field {key}"), LocalizedText.Empty, [], null, limits ?? FieldLimits.None);

    private static JsonObject Data(string singleQuoted) => JsonNode.Parse(Documents.Utf8(singleQuoted))!.AsObject();

    [Fact]
    public void Complete_submission_has_no_problems() => FormSubmission.Check(
        Form,
        "report",
        Data("""
            {'title': '路不平', 'note': '很久了\n没人管', 'cost': 10.5, 'day': '2024-02-29', 'seenAt': '2026-03-02T08:40:00+08:00', 'kind': 'a', 'classCode': 'G-1',
             'photos': ['p1', 'p2'], 'department': 'CGJ', 'position': {'lon': 112.1, 'lat': -30}}
            """),
        Lookups).MustBe();

    [Theory]
    [InlineData("'title': 7", "form.wrong-type /title")]
    [InlineData("'title': '一二三四五六'", "form.too-long /title")]
    [InlineData("'title': '😀😀😀😀😀'", "")]
    [InlineData("'title': '路!'", "form.pattern /title")]
    [InlineData("'title': '一\\n二'", "form.one-line /title")]
    [InlineData("'title': '　'", "form.required /title")]
    [InlineData("'title': null", "form.required /title")]
    [InlineData("'cost': '5'", "form.wrong-type /cost")]
    [InlineData("'cost': -0.01", "form.too-small /cost")]
    [InlineData("'cost': 10.51", "form.too-large /cost")]
    [InlineData("'cost': 1e400", "form.wrong-type /cost")]
    [InlineData("'cost': true", "form.wrong-type /cost")]
    [InlineData("'day': '2026-02-29'", "form.bad-date /day")]
    [InlineData("'day': '2026-2-1'", "form.bad-date /day")]
    [InlineData("'day': 20260201", "form.wrong-type /day")]
    [InlineData("'seenAt': '2026-03-02T08:40:00'", "form.bad-time /seenAt")]
    [InlineData("'seenAt': '2026-03-02T08:40Z'", "")]
    [InlineData("'seenAt': '2026-03-02T25:40:00+08:00'", "form.bad-time /seenAt")]
    [InlineData("'kind': 'b'", "form.unknown-option /kind")]
    [InlineData("'classCode': 'G-2'", "form.unknown-code /classCode")]
    [InlineData("'classCode': 'G'", "form.code-not-selectable /classCode")]
    [InlineData("'lost': 'G-1'", "form.unknown-dictionary /lost")]
    [InlineData("'department': 'XXX'", "form.unknown-department /department")]
    [InlineData("'photos': 'p1'", "form.wrong-type /photos")]
    [InlineData("'photos': ['p1', 2]", "form.wrong-type /photos/1")]
    [InlineData("'photos': ['p1', null]", "form.wrong-type /photos/1")]
    [InlineData("'photos': ['p1', 'p1']", "form.photo-twice /photos/1")]
    [InlineData("'photos': ['p1', 'p2', 'p3']", "form.too-many-photos /photos")]
    [InlineData("'photos': []", "")]
    [InlineData("'position': [112, 30]", "form.wrong-type /position")]
    [InlineData("'position': {'lon': 112}", "form.wrong-type /position/lat")]
    [InlineData("'position': {'lon': 180.5, 'lat': -91}", "form.position-out-of-range /position/lon|form.position-out-of-range /position/lat")]
    [InlineData("'position': {'lon': 1, 'lat': 1, 'alt': 1}", "document.unknown-member /position/alt")]
    [InlineData("'known': 'x'", "form.not-writable /known")]
    [InlineData("'secret': 'x'", "form.not-writable /secret")]
    [InlineData("'other/one': 'x'", "form.unknown-member /other~1one")]
    [InlineData("'note': '\\ud800'", "form.bad-characters /note")]
    [InlineData("'note': 'a\\u0000b'", "form.bad-characters /note")]
    [InlineData("'note': 'a\\u001bb'", "form.bad-characters /note")]
    [InlineData("'note': 'a\\tb\\r\\nc'", "")]
    [InlineData("'note': 'â\\u0080\\u009cencoded twice'", "")]
    [InlineData("'title': 'a\\u0000b'", "form.bad-characters /title")]
    public void Wrong_value_is_told_by_its_field(string member, string expected)
    {
        var data = Data(member.StartsWith("'title'", StringComparison.Ordinal) ? $"{{{member}}}" : $"{{'title': '路', {member}}}");

        FormSubmission.Check(Form, "report", data, Lookups).MustBe(expected.Split('|', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Half_a_character_of_a_text_that_no_JSON_brought_is_told() =>
        FormSubmission.Check(Form, "report", new JsonObject { ["title"] = "路", ["note"] = "a\udc00b" }, Lookups).MustBe("form.bad-characters /note");

    [Fact]
    public void All_problems_come_at_once() =>
        FormSubmission.Check(Form, "report", Data("{'cost': -1, 'kind': 'b', 'more': 1}"), Lookups)
            .MustBe("form.required /title", "form.too-small /cost", "form.unknown-option /kind", "form.unknown-member /more");

    [Fact]
    public void Message_names_the_field_and_what_came()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Assert.Equal("“字段cost”应不大于 10.5，实际为 11。", FormSubmission.Check(Form, "report", Data("{'title': '路', 'cost': 11}"), Lookups).Single().Message);

        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Assert.Equal("Expected at most 10.5 for “Field cost”, but found 11.", FormSubmission.Check(Form, "report", Data("{'title': '路', 'cost': 11}"), Lookups).Single().Message);
    }

    [Fact]
    public void Outcome_that_skips_required_fields_still_checks_values() =>
        FormSubmission.Check(Form, "report", Data("{'cost': -1}"), Lookups, skipsRequired: true).MustBe("form.too-small /cost");

    [Fact]
    public void Required_value_may_be_in_the_case_already_unless_the_submission_empties_it()
    {
        var current = Data("{'title': '路'}");

        FormSubmission.Check(Form, "report", [], Lookups, current: current).MustBe();
        FormSubmission.Check(Form, "report", Data("{'title': null}"), Lookups, current: current).MustBe("form.required /title");
    }

    [Fact]
    public void Step_that_the_form_does_not_name_may_write_nothing() =>
        FormSubmission.Check(Form, "elsewhere", Data("{'title': '路'}"), Lookups).MustBe("form.not-writable /title");

    [Fact]
    public void Numbers_made_in_code_count_like_numbers_that_were_read()
    {
        var data = new JsonObject { ["title"] = "路", ["cost"] = 11, ["position"] = new JsonObject { ["lon"] = 112.5, ["lat"] = 30m } };

        FormSubmission.Check(Form, "report", data, Lookups).MustBe("form.too-large /cost");
    }

    [Fact]
    public void Default_fills_what_a_step_may_write_and_is_added_where_it_hides_the_field()
    {
        var form = Form with
        {
            Fields = [.. Form.Fields.Select(f => f.Key is "title" or "secret" or "known" ? f with { Default = JsonElement.Parse("\"默认\"") } : f)],
        };

        Assert.Equal("{\"title\":\"默认\"}", Spell(FormDefaults.ToFill(form, "report", [])));
        Assert.Equal("{\"title\":\"路\",\"secret\":\"默认\"}", Spell(FormSubmission.Accept(form, "report", Data("{'title': '路'}"), Lookups).Data));
        Assert.Equal("{}", Spell(FormDefaults.ToFill(form, "report", Data("{'title': '路'}"))));
    }

    private static string Spell(JsonObject data) => Regex.Unescape(data.ToJsonString());
}
