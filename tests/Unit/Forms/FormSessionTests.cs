using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Definitions.Texts;
using Xunit;

namespace LowCode.Tests.Unit.Forms;

/// <summary>A form while somebody fills it.</summary>
public sealed class FormSessionTests
{
    private const string Invoice = """
        {'key': 'rate', 'type': 'number'},
        {'key': 'lines', 'type': 'table', 'columns': [{'key': 'price', 'type': 'money'}, {'key': 'count', 'type': 'integer', 'rules': {'default': '1'}},
          {'key': 'amount', 'type': 'money', 'rules': {'calculation': 'price * lines[rowNumber].count * (1 + rate)'}}, {'key': 'note', 'type': 'text', 'rules': {'relevant': 'amount > 100', 'required': 'true'}}]},
        {'key': 'total', 'type': 'computed', 'result': 'money', 'rules': {'calculation': 'sum(lines.amount)'}},
        {'key': 'reason', 'type': 'text', 'rules': {'relevant': 'total > 1000', 'required': 'total > 2000'}},
        {'key': 'shown', 'type': 'display', 'rules': {'calculation': '\u0022共 \u0022 + string(total)'}}
        """;

    private static readonly DictionaryDefinition Places = new("places", LocalizedText.Of("地点", "Places"),
    [
        new DictionaryEntry("33", LocalizedText.Of("浙江", "Zhejiang"), Selectable: false),
        new DictionaryEntry("3301", LocalizedText.Of("杭州", "Hangzhou"), "33"),
        new DictionaryEntry("3201", LocalizedText.Of("南京", "Nanjing"), "32"),
    ]);

    private static JsonNode? ValueOf(FormSession session, string key) => session.StateOf(new(key)).Value;

    private static string Changed(IEnumerable<FieldPlace> places) => string.Join(' ', places);

    [Fact]
    public void Change_of_a_cell_recomputes_its_row_and_what_reads_the_column()
    {
        var session = TestForm.Open(Invoice, "{'rate': 0.1, 'lines': [{'price': 10, 'count': 2}, {'price': 3.34, 'count': 1}]}");
        Assert.Equal("25.67", ValueOf(session, "total")!.ToJsonString());

        var changed = session.Set(new("lines", 0, "price"), JsonValue.Create(1000m));

        Assert.Equal("/lines/0/price /lines/0/amount /lines/0/note /total /reason /shown", Changed(changed));
        Assert.Equal("2203.67", ValueOf(session, "total")!.ToJsonString());
        Assert.Equal("'共 2203.67'", TestForm.Spell(ValueOf(session, "shown")));
        session.Problems.MustBe("form.required /lines/0/note", "form.required /reason");
    }

    [Fact]
    public void Change_outside_recomputes_every_row() => Assert.Equal(
        "/rate /lines/0/amount /lines/1/amount /total /shown",
        Changed(TestForm.Open(Invoice, "{'rate': 0, 'lines': [{'price': 1, 'count': 2}, {'price': 3, 'count': 1}]}").Set(new("rate"), JsonValue.Create(1))));

    [Fact]
    public void Change_that_nothing_depends_on_changes_only_itself() =>
        Assert.Equal("/reason", Changed(TestForm.Open(Invoice, "{'rate': 0, 'lines': [{'price': 3000, 'count': 1}]}").Set(new("reason"), "因为")));

    [Fact]
    public void Rows_come_with_their_defaults_and_go_with_their_sums()
    {
        var session = TestForm.Open(Invoice, "{'rate': 0, 'lines': [{'price': 5, 'count': 1}]}");

        session.AddRow("lines");
        session.Set(new("lines", 1, "price"), JsonValue.Create(7));

        Assert.Equal("1", session.StateOf(new("lines", 1, "count")).Value!.ToJsonString());
        Assert.Equal("12.00", decimal.Parse(ValueOf(session, "total")!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
        session.RemoveRow("lines", 0);
        Assert.Equal("7", ValueOf(session, "total")!.ToJsonString());
        Assert.Equal(1, session.RowsOf("lines"));
    }

    [Fact]
    public void Wrong_value_is_kept_and_told_and_expressions_do_not_see_it()
    {
        var session = TestForm.Open("{'key': 'a', 'type': 'number'}, {'key': 'b', 'type': 'number', 'rules': {'calculation': 'a + 1'}}");

        session.Set(new("a"), "五");

        Assert.Equal("'五'", TestForm.Spell(ValueOf(session, "a")));
        Assert.Null(ValueOf(session, "b"));
        session.Problems.MustBe("form.wrong-type /a");
        session.Set(new("a"), JsonValue.Create(4));
        Assert.Equal("5", ValueOf(session, "b")!.ToJsonString());
        Assert.Empty(session.Problems);
    }

    [Theory]
    [InlineData("", "null", "{'on':false}")]
    [InlineData(", 'hiddenValue': 'keep'", "8", "{'on':false,'a':7,'b':8}")]
    [InlineData(", 'hiddenValue': 'keepHidden'", "null", "{'on':false,'a':7}")]
    public void Value_of_a_field_that_is_not_asked_goes_or_stays_as_the_field_says(string policy, string seen, string data)
    {
        var session = TestForm.Open($"{{'key': 'on', 'type': 'boolean'}}, {{'key': 'a', 'type': 'number', 'rules': {{'relevant': 'on'}}{policy}}}, {{'key': 'b', 'type': 'number', 'rules': {{'calculation': 'a + 1'}}}}", "{'on': true, 'a': 7}");
        Assert.Equal("8", TestForm.Spell(ValueOf(session, "b")));

        session.Set(new("on"), false);

        Assert.Equal(seen, TestForm.Spell(ValueOf(session, "b")));
        Assert.Equal(data, TestForm.Spell(session.Data()));
        session.Set(new("on"), true);
        Assert.Equal("7", TestForm.Spell(ValueOf(session, "a")));
    }

    [Fact]
    public void Section_and_page_take_their_fields_away()
    {
        var session = TestForm.Open(
            "{'key': 'n', 'type': 'number'}, {'key': 'a', 'type': 'number', 'rules': {'required': 'true'}}",
            "{'n': 0}",
            ", 'sections': [{'id': 's0', 'title': {'zh-CN': '组'}, 'fields': ['n']}, {'id': 's', 'title': {'zh-CN': '组'}, 'fields': ['a'], 'relevant': 'n > 1'}], 'pages': [{'id': 'p0', 'title': {'zh-CN': '页'}, 'sections': ['s0']}, {'id': 'p', 'title': {'zh-CN': '页'}, 'sections': ['s'], 'relevant': 'n > 0'}]");
        Assert.False(session.IsPageRelevant("p"));

        session.Set(new("n"), JsonValue.Create(1));
        Assert.True(session.IsPageRelevant("p"));
        Assert.False(session.IsSectionRelevant("s"));
        Assert.Empty(session.Problems);

        Assert.Equal("/n /a", Changed(session.Set(new("n"), JsonValue.Create(2))));
        session.Problems.MustBe("form.required /a");
    }

    [Fact]
    public void Constraint_speaks_when_both_fields_have_values_and_is_asked_again_when_the_other_changes()
    {
        var session = TestForm.Open("{'key': 'from', 'type': 'date'}, {'key': 'until', 'type': 'date', 'rules': {'constraints': [{'expression': 'until >= from', 'message': {'zh-CN': '不早于开始'}}]}}");
        session.Set(new("until"), "2026-03-28");
        Assert.Empty(session.Problems);

        session.Set(new("from"), "2026-03-29");

        session.Problems.MustBe("form.constraint /until");
        Assert.Equal("“until”：不早于开始", session.Problems[0].Message.Replace(": ", "：", StringComparison.Ordinal));
    }

    [Fact]
    public void Filters_of_a_form_share_one_budget_and_one_that_is_beyond_it_is_told()
    {
        // Each answer alone is within every limit.
        const string Heavy = "count(for i in 1..300, j in 1..300 return i) > 0";
        var options = string.Join(", ", Enumerable.Range(0, 400).Select(i => $"{{'value': 'o{i}', 'label': {{'zh-CN': '{i}'}}}}"));
        var session = TestForm.Open($"{{'key': 'a', 'type': 'number'}}, {{'key': 'kind', 'type': 'choice', 'options': [{options}], 'rules': {{'filter': '{Heavy}'}}}}");
        var field = session.Definition.Field("kind")!;

        var allowed = field.Options.Count(o => session.Allows(new FieldPlace("kind"), o));

        Assert.InRange(allowed, 1, 399);
        session.Problems.MustBe("form.runaway /kind");
        session.Set(new("a"), 1);
        Assert.Empty(session.Problems);
        Assert.True(session.Allows(new FieldPlace("kind"), field.Options[0]));
    }

    [Fact]
    public void Choices_that_are_asked_for_again_are_not_worked_out_again()
    {
        var session = TestForm.Open("{'key': 'kind', 'type': 'choice', 'options': [{'value': 'a', 'label': {'zh-CN': '甲'}}], 'rules': {'filter': 'count(for i in 1..300, j in 1..300 return i) > 0'}}");
        var option = session.Definition.Field("kind")!.Options[0];

        Assert.All(Enumerable.Range(0, 400), _ => Assert.True(session.Allows(new FieldPlace("kind"), option)));
        Assert.Empty(session.Problems);
    }

    [Fact]
    public void Choices_and_codes_follow_another_field()
    {
        var form = TestForm.Of("""
            {'key': 'province', 'type': 'text'}, {'key': 'city', 'type': 'code', 'dictionary': 'places', 'rules': {'filter': 'option.parent = province'}},
            {'key': 'kind', 'type': 'multiChoice', 'options': [{'value': 'a', 'label': {'zh-CN': '甲'}, 'attributes': {'within': '33'}}, {'value': 'b', 'label': {'zh-CN': '乙'}}], 'rules': {'filter': 'option.value = \u0022b\u0022 or option.within = province'}}
            """);
        var session = new FormSession(CompiledForm.Of(form), new FormOpening("report", new FormLookups(_ => Places, _ => true)) { Data = TestForm.Json("{'province': '33'}") });

        Assert.Equal([false, true, false], Places.Entries.Select(e => session.Allows(new FieldPlace("city"), e)));
        session.Set(new("city"), "3301");
        session.Set(new("kind"), new JsonArray("a", "b"));
        Assert.Empty(session.Problems);
        session.Set(new("province"), "32");
        session.Problems.MustBe("form.filtered-out /city", "form.filtered-out /kind");
    }

    [Fact]
    public void Field_whose_choices_follow_another_one_is_told_of_also_where_nothing_is_chosen()
    {
        var form = TestForm.Of("{'key': 'province', 'type': 'text'}, {'key': 'city', 'type': 'code', 'dictionary': 'places', 'rules': {'filter': 'option.parent = province'}}");
        var session = new FormSession(CompiledForm.Of(form), new FormOpening("report", new FormLookups(_ => Places, _ => true)));

        Assert.Contains(new FieldPlace("city"), session.Set(new("province"), "33"));
    }

    [Fact]
    public void Time_comes_from_outside()
    {
        var fields = "{'key': 'day', 'type': 'date', 'rules': {'default': 'today()'}}, {'key': 'at', 'type': 'computed', 'result': 'dateTime', 'rules': {'calculation': 'now()'}}";

        var session = TestForm.Open(fields, now: new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.FromHours(8)));

        Assert.Equal("{'day':'2026-03-29','at':'2026-03-29T01:30:00+08:00'}", TestForm.Spell(session.Data()));
        Assert.Equal("{}", TestForm.Spell(TestForm.Open(fields).Data()));
    }

    [Fact]
    public void Prefilled_value_says_where_it_came_from_until_somebody_types()
    {
        var form = CompiledForm.Of(TestForm.Of("{'key': 'phone', 'type': 'phone', 'prefill': {'source': 'person', 'member': 'name'}}, {'key': 'had', 'type': 'text'}"));
        var session = new FormSession(form, new FormOpening("report")
        {
            Data = TestForm.Json("{'had': '旧'}"),
            Prefilled = new Dictionary<string, Prefilled> { ["phone"] = new("13812345678", "张三"), ["had"] = new("新", "张三") },
        });

        Assert.Equal("张三", session.StateOf(new("phone")).Origin);
        Assert.Equal("'旧'", TestForm.Spell(ValueOf(session, "had")));
        session.Set(new("phone"), "13912345678");
        Assert.Null(session.StateOf(new("phone")).Origin);
    }

    [Fact]
    public void What_was_entered_and_not_submitted_is_gone_on_with_as_it_stood()
    {
        const string Fields = """
            {'key': 'name', 'type': 'text', 'default': '甲'}, {'key': 'id', 'type': 'idNumber'}, {'key': 'more', 'type': 'boolean'},
            {'key': 'why', 'type': 'text', 'rules': {'relevant': 'more'}}, {'key': 'known', 'type': 'text'}, {'key': 'phone', 'type': 'phone'},
            {'key': 'rows', 'type': 'table', 'columns': [{'key': 'n', 'type': 'integer'}, {'key': 'x', 'type': 'text', 'rules': {'relevant': 'n > 1'}}]}
            """;
        var form = CompiledForm.Of(TestForm.Of(Fields));
        var prefilled = new Dictionary<string, Prefilled> { ["phone"] = new("13812345678", "张三") };
        var first = new FormSession(form, new FormOpening("report") { Prefilled = prefilled });
        first.Set(new("name"), null);
        first.Set(new("id"), "3301");
        first.Set(new("more"), true);
        first.Set(new("why"), "写了一半");
        first.Set(new("more"), false);
        first.AddRow("rows");
        first.Set(new("rows", 0, "x"), "留着");

        var entered = first.Entered();
        Assert.Equal("{'name':null,'id':'3301','more':false,'why':'写了一半','phone':'13812345678','rows':[{'x':'留着'}]}", TestForm.Spell(entered.Data));
        var again = new FormSession(form, new FormOpening("report") { Entries = entered, Data = TestForm.Json("{'known': '别处来的', 'why': '旧'}"), Prefilled = prefilled });

        Assert.Null(ValueOf(again, "name"));
        Assert.Single(again.StateOf(new("id")).Problems);
        Assert.Equal("张三", again.StateOf(new("phone")).Origin);
        Assert.Equal("'别处来的'", TestForm.Spell(ValueOf(again, "known")));
        again.Set(new("more"), true);
        again.Set(new("rows", 0, "n"), 2);
        Assert.Equal("'写了一半'", TestForm.Spell(ValueOf(again, "why")));
        Assert.Equal("[{'n':2,'x':'留着'}]", TestForm.Spell(again.Submission()["rows"]));
    }

    [Fact]
    public void Draft_gives_no_right_that_the_step_lacks()
    {
        var form = CompiledForm.Of(TestForm.Of("{'key': 'a', 'type': 'text'}, {'key': 'b', 'type': 'text', 'retired': true}", ", 'nodeRules': {'report': {'a': 'read', 'b': 'write'}}"));

        var session = new FormSession(form, new FormOpening("report") { Data = TestForm.Json("{'a': '真'}"), Entries = FormEntries.Of(TestForm.Json("{'a': '假', 'b': '假', 'c': 1}")) });

        Assert.Equal("'真'", TestForm.Spell(ValueOf(session, "a")));
        Assert.Equal("{}", TestForm.Spell(session.Submission()));
    }

    [Fact]
    public void Runaway_expression_ends_and_is_told()
    {
        var session = TestForm.Open("{'key': 'n', 'type': 'number'}, {'key': 'x', 'type': 'number', 'rules': {'calculation': 'count(for i in 1..n, j in 1..n return i * j)'}}");

        session.Set(new("n"), JsonValue.Create(5000));

        Assert.Equal("form.runaway", session.Problems[0].Code);
        session.Set(new("n"), JsonValue.Create(5));
        Assert.Empty(session.Problems);
        Assert.Equal("25", TestForm.Spell(ValueOf(session, "x")));
    }

    [Fact]
    public void Values_under_a_former_key_are_the_fields_own() =>
        Assert.Equal("{'name':'旧名'}", TestForm.Spell(TestForm.Open("{'key': 'name', 'type': 'text', 'aliases': ['title']}", "{'title': '旧名'}").Data()));

    [Theory]
    [InlineData("{'a': 9, 'b': 100}", "{'a':9,'b':10}")]
    [InlineData("{'a': 1}", "{'a':1}")]
    [InlineData("{'b': 3}", "{}")]
    public void What_the_sender_computed_is_not_believed(string sent, string stored)
    {
        var form = TestForm.Of("{'key': 'a', 'type': 'number'}, {'key': 'b', 'type': 'number', 'rules': {'calculation': 'a + 1'}}");

        var (problems, data) = FormSubmission.Accept(form, "report", TestForm.Json(sent), TestForm.NoLookups, current: TestForm.Json("{'a': 1, 'b': 2}"));

        Assert.Empty(problems);
        Assert.Equal(stored, TestForm.Spell(data));
    }

    [Fact]
    public void Record_keeps_a_retired_option_and_nobody_else_can_choose_it()
    {
        var form = TestForm.Of("{'key': 'a', 'type': 'choice', 'options': [{'value': 'x', 'label': {'zh-CN': '甲'}, 'retired': true}, {'value': 'y', 'label': {'zh-CN': '乙'}}]}");

        FormSubmission.Check(form, "report", TestForm.Json("{'a': 'x'}"), TestForm.NoLookups).MustBe("form.unknown-option /a");
        FormSubmission.Check(form, "report", TestForm.Json("{'a': 'x'}"), TestForm.NoLookups, current: TestForm.Json("{'a': 'x'}")).MustBe();
    }

    [Fact]
    public void Signature_signs_what_is_submitted()
    {
        var form = TestForm.Of("{'key': 'sum', 'type': 'money'}, {'key': 'tax', 'type': 'money', 'rules': {'calculation': 'sum * 0.06'}}, {'key': 'sign', 'type': 'signature'}");
        var hash = SignedContent.HashOf(form, form.Field("sign")!, TestForm.Json("{'tax': 0.60, 'sum': 10.00}"));
        var sign = $"{{'image': 'p1', 'signer': '李', 'signedAt': '2026-03-29T01:30:00+08:00', 'hash': '{hash}'}}";

        FormSubmission.Check(form, "report", TestForm.Json($"{{'sum': 10, 'sign': {sign}}}"), TestForm.NoLookups).MustBe();
        FormSubmission.Check(form, "report", TestForm.Json($"{{'sum': 10.01, 'sign': {sign}}}"), TestForm.NoLookups).MustBe("form.signature-broken /sign/hash");
    }

    [Fact]
    public void Whoever_changes_what_was_signed_is_told_before_submitting()
    {
        var form = TestForm.Of("{'key': 'sum', 'type': 'money'}, {'key': 'sign', 'type': 'signature'}");
        var hash = SignedContent.HashOf(form, form.Field("sign")!, TestForm.Json("{'sum': 10}"));
        var session = new FormSession(CompiledForm.Of(form), new FormOpening("report", TestForm.NoLookups));
        session.Set(new FieldPlace("sum"), 10m);
        session.Set(new FieldPlace("sign"), TestForm.Json($"{{'image': 'p1', 'signer': '李', 'signedAt': '2026-03-29T01:30:00+08:00', 'hash': '{hash}'}}"));
        session.Problems.MustBe();

        session.Set(new FieldPlace("sum"), 11m);
        session.Problems.MustBe("form.signature-broken /sign/hash");
        session.Set(new FieldPlace("sum"), 10m);
        session.Problems.MustBe();
    }

    [Fact]
    public void Place_is_stored_in_the_coordinates_that_the_field_wants()
    {
        var form = TestForm.Of("{'key': 'at', 'type': 'geoPoint', 'geo': {'crs': 'wgs84'}}");

        var (_, data) = FormSubmission.Accept(form, "report", TestForm.Json("{'at': {'lon': 116.4102445, 'lat': 39.9164043, 'crs': 'gcj02'}}"), TestForm.NoLookups);

        Assert.Equal("{'at':{'lon':116.4040000,'lat':39.9150000,'crs':'wgs84'}}", TestForm.Spell(data));
    }
}
