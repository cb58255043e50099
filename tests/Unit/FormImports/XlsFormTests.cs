using System.Globalization;
using LowCode.Definitions.FormImports.XlsForms;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Sessions;
using Xunit;

namespace LowCode.Tests.Unit.FormImports;

/// <summary>XLSForms become forms: every kind of row, and what is told of what is lost.</summary>
public sealed class XlsFormTests
{
    [Theory]
    [InlineData("text", FieldType.Text)]
    [InlineData("integer", FieldType.Integer)]
    [InlineData("decimal", FieldType.Number)]
    [InlineData("date", FieldType.Date)]
    [InlineData("time", FieldType.Time)]
    [InlineData("dateTime", FieldType.DateTime)]
    [InlineData("select_one l", FieldType.Choice)]
    [InlineData("select multiple l", FieldType.MultiChoice)]
    [InlineData("select all that apply from l", FieldType.MultiChoice)]
    [InlineData("rank l", FieldType.MultiChoice)]
    [InlineData("range", FieldType.Integer)]
    [InlineData("note", FieldType.Display)]
    [InlineData("geopoint", FieldType.GeoPoint)]
    [InlineData("geotrace", FieldType.GeoLine)]
    [InlineData("geoshape", FieldType.GeoArea)]
    [InlineData("image", FieldType.Photo)]
    [InlineData("audio", FieldType.Audio)]
    [InlineData("video", FieldType.Video)]
    [InlineData("file", FieldType.File)]
    [InlineData("barcode", FieldType.Barcode)]
    [InlineData("acknowledge", FieldType.Boolean)]
    [InlineData("hidden", FieldType.Text)]
    [InlineData("start", FieldType.DateTime)]
    [InlineData("end", FieldType.DateTime)]
    [InlineData("today", FieldType.Date)]
    [InlineData("tel", FieldType.Phone)]
    public void Every_type_has_its_field(string type, FieldType expected)
    {
        var import = SheetForm.Read($"""
            survey:
            type | name | label
            {type} | q | Q
            choices:
            list_name | name | label
            l | a | A
            """);

        Assert.Equal((expected, 0), (import.Field("q").Type, import.Losses.Count));
        Assert.True(import.Questions.Single().Arrived);
    }

    [Fact]
    public void Path_means_the_question_that_it_leads_to_where_several_have_its_name()
    {
        var import = SheetForm.Read("""
            survey:
            type | name | label | calculation
            begin group | doses | Doses |
            integer | tablets | Tablets |
            end group | | |
            begin group | summary | Summary |
            calculate | tablets | | ../../doses/tablets
            calculate | twice | | /file/doses/tablets * 2
            calculate | here | | ../tablets
            end group | | |
            """);
        var session = import.Open("{'tablets': 3}");

        Assert.Empty(import.Losses);
        Assert.Equal("tablets", import.Field("tablets2").Rules.Calculation);
        Assert.Equal("tablets * 2", import.Field("twice").Rules.Calculation);
        Assert.Equal("tablets2", import.Field("here").Rules.Calculation);
        Assert.Equal("3", session.StateOf(new FieldPlace("tablets2")).Value!.ToJsonString());
    }

    [Fact]
    public void Calculation_of_itself_keeps_what_was_filled_in_and_asks_nobody()
    {
        var import = SheetForm.Read("""
            survey:
            type | name | label | calculation
            calculate | kept | | .
            calculate | shown | | ${kept}
            """);

        Assert.Empty(import.Losses);
        Assert.Equal((FieldType.Text, (string?)null), (import.Field("kept").Type, import.Field("kept").Rules.Calculation));
        Assert.Equal(FieldRight.Hidden, import.Form.RightOf("report", "kept"));
        Assert.All(import.Questions, q => Assert.True(q.Arrived));
    }

    [Fact]
    public void Question_that_decides_about_its_own_group_stands_before_it()
    {
        var import = SheetForm.Read("""
            survey:
            type | name | label | relevant | default
            begin group | inputs | Inputs | ./source = 'user' |
            hidden | source | | | user
            text | who | Who | |
            end group | | | |
            begin repeat | visits | Visits | |
            begin group | visit | Visit | ${kind} = 'home' |
            text | kind | Kind | |
            text | street | Street | |
            end group | | | |
            end repeat | | | |
            """);

        Assert.Empty(import.Losses);
        Assert.Equal(["source", "who"], import.Form.Sections.Where(s => s.Relevant is not null || s.FieldKeys.Contains("source")).SelectMany(s => s.FieldKeys));
        Assert.Equal("source = \"user\"", import.Form.Sections.Single(s => s.FieldKeys.Contains("who")).Relevant);
        Assert.Null(import.Form.Sections.Single(s => s.FieldKeys.Contains("source")).Relevant);
        Assert.Null(import.Field("kind").Rules.Relevant);
        Assert.Equal("kind = \"home\"", import.Field("street").Rules.Relevant);
    }

    [Fact]
    public void Groups_become_sections_that_hold_their_conditions_and_repeats_become_tables()
    {
        var import = SheetForm.Read("""
            survey:
            type | name | label | relevant | repeat_count
            integer | n | N | |
            begin group | outer | Outer | ${n} > 1 |
            text | a | A | |
            begin group | inner | Inner | ${n} > 2 |
            text | b | B | |
            end group | | | |
            text | c | C | |
            end group | | | |
            begin repeat | people | People | ${n} > 3 | 2
            begin group | who | Who | ${n} > 4 |
            text | name | Name | ${n} > 5 |
            end group | | | |
            begin repeat | pets | Pets | | ${n}
            text | pet | Pet | |
            end repeat | | | |
            end repeat | | | |
            """);

        Assert.Equal(
            ["main [n]", "outer n > 1 [a]", "inner (n > 1) and (n > 2) [b]", "outer-2 n > 1 [c]", "main-2 [people pets]"],
            import.Form.Sections.Select(s => $"{s.Id} {(s.Relevant is null ? "" : $"{s.Relevant} ")}[{string.Join(' ', s.FieldKeys)}]"));
        Assert.Equal(("n > 3", 2m, "(n > 4) and (n > 5)"), (import.Field("people").Rules.Relevant, import.Field("people").Limits.Max, import.Field("name").Rules.Relevant));
        Assert.Equal(["peopleRow", "pet"], import.Field("pets").Columns.Select(c => c.Key));
        Assert.Equal("count(pets) = (n)", import.Field("pets").Rules.Constraints.Single().Expression);
        Assert.Equal(["Structure row 14"], import.Lost());
    }

    [Fact]
    public void Choices_are_filtered_by_their_columns_also_where_values_are_spelled_otherwise()
    {
        var import = SheetForm.Read("""
            survey:
            type | name | label | choice_filter
            select_one state | state | State |
            select_one town | town | Town | in_state=${state} and name != 'x'
            choices:
            list_name | name | label::English (en) | label::中文 | in state
            state | New York | New York | 纽约 |
            state | 浙江 | Zhejiang | 浙江 |
            town | hz | Hangzhou | 杭州 | 浙江
            town | nyc | New York City | 纽约市 | New York
            town | x | X | 无 | New York
            """);
        var (session, town) = (import.Open("{'state': 'New-York'}"), import.Field("town"));

        Assert.Equal("option.inState = state and option.value != \"x\"", town.Rules.Filter);
        Assert.Equal(["nyc"], town.Options.Where(o => session.Allows(new FieldPlace("town"), o)).Select(o => o.Value));
        Assert.Equal(("杭州", "Hangzhou"), (town.Options[0].Label.In(CultureInfo.GetCultureInfo("zh-CN")), town.Options[0].Label.In(CultureInfo.GetCultureInfo("en"))));
        Assert.Contains(import.Renamed, r => r is { Name: "New York", NewName: "New-York" });
        Assert.Empty(import.Losses);
    }

    [Fact]
    public void Something_else_is_a_choice_with_a_text_beside_it()
    {
        var import = SheetForm.Read("""
            survey:
            type | name | label | required
            select_one l or_other | q | Q | yes
            choices:
            list name | name | label
            l | a | A
            """);

        Assert.Equal(["a", "other"], import.Field("q").Options.Select(o => o.Value));
        Assert.Equal(("q = \"other\"", "true"), (import.Field("qOther").Rules.Relevant, import.Field("q").Rules.Required));
    }

    [Fact]
    public void First_values_are_constants_expressions_or_what_was_entered_last()
    {
        var import = SheetForm.Read("""
            survey:
            type | name | label | default | calculation | readonly
            integer | n | N | 5 | |
            date | d | D | today() | |
            select_multiple l | m | M | a b | |
            text | last | Last | ${last-saved#last} | |
            calculate | id | | | once(concat('x', ${n})) |
            integer | bad | Bad | many | |
            text | fixed | Fixed | x | | yes
            choices:
            list_name | name | label
            l | a | A
            l | b | B
            """);

        Assert.Equal("5 today() a b", $"{import.Field("n").Default} {import.Field("d").Rules.Default} {string.Join(' ', import.Field("m").Default!.Value.EnumerateArray())}");
        Assert.Equal((PrefillSource.LastSubmission, "last"), (import.Field("last").Prefill!.Source, import.Field("last").Prefill!.Member));
        Assert.Equal(("string join([\"x\", string(n)])", "true"), (import.Field("id").Rules.Default, import.Field("id").Rules.ReadOnly));
        Assert.Equal(("true", "Default row 7"), (import.Field("fixed").Rules.ReadOnly, string.Join(',', import.Lost())));
    }

    [Fact]
    public void Note_tells_the_values_that_stand_in_it()
    {
        var import = SheetForm.Read("""
            survey:
            type | name | label
            text | who | Who
            note | hello | Dear <b>${who}</b>, welcome
            """);

        Assert.Equal("\"Dear Li, welcome\"", import.Open("{'who': 'Li'}").StateOf(new FieldPlace("hello")).Value!.ToJsonString());
        Assert.Empty(import.Losses);
    }

    [Fact]
    public void Every_loss_is_told_with_its_kind_and_place()
    {
        var import = SheetForm.Read("""
            survey:
            type | name | label | appearance | parameters | image | guidance_hint | instance::odk:tag | required_message
            deviceid | device | | | | | | |
            csv-external | towns | | | | | | |
            dance | step | Step | | | | | |
            select_one_from_file towns.csv | town | Town | map | | | | |
            text | t | T ${step} | | rows=3 | a.png | guide | x | must
            end group | | | | | | | |
            settings:
            form_title | form_id | style | default_language
            Form | f-1 | pages | English (en)
            extra:
            anything | else
            """);

        Assert.Equal(
            [
                "Appearance row 5", "Choices row 5", "Media row 6", "Metadata row 2", "Metadata row 3", "Setting extra", "Setting row 6", "Setting row 6", "Setting settings", "Structure row 7",
                "Text row 6", "Text row 6", "Text row 6", "Type row 4",
            ],
            import.Lost().Order(StringComparer.Ordinal));
        Assert.Equal((3, 1), (import.Questions.Count, import.Questions.Count(q => q.Arrived)));
        Assert.Equal(("f-1", "Form", "en"), (import.Form.FormId, import.Form.Title.ToString(), string.Join(',', import.Field("step").Label.ByLanguage.Keys.Where(k => k != "zh-CN"))));
    }

    [Fact]
    public void Names_that_are_none_of_ours_are_told()
    {
        var import = SheetForm.Read("""
            survey:
            type | name | label | relevant
            text | first_name | First |
            text | 名字 | 名字 | ${first_name} = 'a'
            integer | count | Count | ${名字} != ''
            begin group | g | G |
            text | first_name | Again | ${count} > 1
            end group | | |
            """);

        Assert.Equal(["firstName", "q", "countValue", "firstName2"], import.Form.Fields.Select(f => f.Key));
        Assert.Equal(["firstName = \"a\"", "q != null", "countValue > 1"], import.Form.Fields.Select(f => f.Rules.Relevant).OfType<string>());
        Assert.Equal(4, import.Renamed.Count);
    }

    [Theory]
    [InlineData("choices:\nlist_name | name\nl | a\nsettings:\nform_title\nx", "form-import.no-survey")]
    [InlineData("survey:\ntype | name | label", "form-import.no-survey")]
    [InlineData("survey:\ntype | name\nbegin group | g\nend group |", "form-definition.no-fields /fields")]
    public void File_without_questions_is_refused(string text, string expected) =>
        XlsFormReader.Read(SheetForm.Workbook(text), "file").Problems.MustBe(expected);

    [Fact]
    public void Group_that_depends_on_itself_is_a_loss_of_all_in_it()
    {
        var import = SheetForm.Read("""
            survey:
            type | name | label | relevant | calculation
            calculate | c | | | concat(${a}, '')
            begin group | g | G | ${c} = '1' |
            text | a | A | |
            text | b | B | |
            end group | | | |
            """);

        Assert.Equal(["Relevance row 3"], import.Lost());
        Assert.Equal([true, false, false], import.Questions.Select(q => q.Arrived));
    }
}
