using System.Globalization;
using LowCode.Definitions.Forms;
using Xunit;

namespace LowCode.Tests.Unit.Forms;

/// <summary>What each type of field takes and refuses.</summary>
public sealed class FieldTypeTests
{
    private const string Options = "'options': [{'value': 'a', 'label': {'zh-CN': '甲'}}, {'value': 'b', 'label': {'zh-CN': '乙'}}, {'value': 'old', 'label': {'zh-CN': '旧'}, 'retired': true}]";

    [Theory]
    [InlineData("'type': 'integer'", "12", "")]
    [InlineData("'type': 'integer'", "12.0", "")]
    [InlineData("'type': 'integer'", "1e3", "")]
    [InlineData("'type': 'integer'", "12.5", "form.wrong-type /x")]
    [InlineData("'type': 'integer', 'limits': {'min': 3}", "2", "form.too-small /x")]
    [InlineData("'type': 'decimal'", "1234567890123456789012345678", "")]
    [InlineData("'type': 'decimal'", "0.1234567890123456789012345678", "")]
    [InlineData("'type': 'decimal'", "12345678901234.12345678901234", "")]
    [InlineData("'type': 'decimal'", "0.12345678901234567890123456789012", "form.too-many-digits /x")]
    [InlineData("'type': 'decimal'", "12345678901234567890.123456789012", "form.too-many-digits /x")]
    [InlineData("'type': 'decimal'", "1e-40", "form.too-many-digits /x")]
    [InlineData("'type': 'decimal'", "0.00", "")]
    [InlineData("'type': 'decimal', 'limits': {'scale': 3}", "1.2345", "form.too-many-decimals /x")]
    [InlineData("'type': 'money'", "12.34", "")]
    [InlineData("'type': 'money'", "12.3400", "")]
    [InlineData("'type': 'money'", "12.345", "form.too-many-decimals /x")]
    [InlineData("'type': 'money'", "'12'", "form.wrong-type /x")]
    [InlineData("'type': 'boolean'", "false", "")]
    [InlineData("'type': 'boolean'", "'true'", "form.wrong-type /x")]
    [InlineData("'type': 'time'", "'09:30'", "")]
    [InlineData("'type': 'time'", "'23:59:59'", "")]
    [InlineData("'type': 'time'", "'24:00'", "form.bad-clock /x")]
    [InlineData("'type': 'period'", "{'start': '2026-02-28', 'end': '2026-02-28'}", "")]
    [InlineData("'type': 'period'", "{'start': '2026-02-28', 'end': '2026-02-27'}", "form.period-backwards /x/end")]
    [InlineData("'type': 'period'", "{'start': '2026-02-29', 'end': '2026-03-01'}", "form.bad-date /x/start")]
    [InlineData("'type': 'period'", "{'start': '2026-02-28'}", "form.wrong-type /x/end")]
    [InlineData("'type': 'period'", "{'start': '2026-02-28', 'end': '2026-03-01', 'days': 2}", "document.unknown-member /x/days")]
    [InlineData("'type': 'choice', " + Options, "'old'", "form.unknown-option /x")]
    [InlineData("'type': 'multiChoice', " + Options, "['b', 'a']", "")]
    [InlineData("'type': 'multiChoice', " + Options, "['b', 'b']", "form.choice-twice /x/1")]
    [InlineData("'type': 'multiChoice', " + Options, "['c']", "form.unknown-option /x/0")]
    [InlineData("'type': 'multiChoice', 'limits': {'max': 1}, " + Options, "['a', 'b']", "form.too-many-choices /x")]
    [InlineData("'type': 'multiChoice', 'limits': {'min': 2}, " + Options, "['a']", "form.too-few-choices /x")]
    [InlineData("'type': 'multiChoice', " + Options, "'a'", "form.wrong-type /x")]
    [InlineData("'type': 'address'", "{'division': '330106', 'detail': '文三路 100 号'}", "")]
    [InlineData("'type': 'address'", "{'division': '330106001002'}", "")]
    [InlineData("'type': 'address'", "{'division': '33010'}", "form.bad-division /x/division")]
    [InlineData("'type': 'address'", "{'detail': '文三路'}", "form.no-division /x/division")]
    [InlineData("'type': 'address'", "{'division': 330106}", "form.wrong-type /x/division")]
    [InlineData("'type': 'geoPoint'", "{'lon': 120.1, 'lat': 30.2, 'accuracy': 5, 'crs': 'gcj02'}", "")]
    [InlineData("'type': 'geoPoint'", "{'lon': 120.1, 'lat': 30.2, 'crs': 'bd09'}", "form.unknown-crs /x/crs")]
    [InlineData("'type': 'geoPoint', 'geo': {'worstAccuracy': 20}", "{'lon': 120.1, 'lat': 30.2, 'accuracy': 20.5}", "form.too-uncertain /x/accuracy")]
    [InlineData("'type': 'geoLine'", "{'points': [{'lon': 1, 'lat': 1}, {'lon': 2, 'lat': 2}]}", "")]
    [InlineData("'type': 'geoLine'", "{'points': [{'lon': 1, 'lat': 1}]}", "form.point-count /x/points")]
    [InlineData("'type': 'geoArea'", "{'points': [{'lon': 1, 'lat': 1}, {'lon': 2, 'lat': 2}]}", "form.point-count /x/points")]
    [InlineData("'type': 'geoArea'", "{'points': [{'lon': 0, 'lat': 0}, {'lon': 2, 'lat': 2}, {'lon': 2, 'lat': 0}, {'lon': 0, 'lat': 2}]}", "form.boundary-crosses /x/points")]
    [InlineData("'type': 'geoArea'", "{'points': [{'lon': 1, 'lat': 1}, {'lon': 2, 'lat': 99}, {'lon': 2, 'lat': 1}]}", "form.position-out-of-range /x/points/1/lat")]
    [InlineData("'type': 'photo'", "[{'id': 'p1', 'takenAt': '2026-03-08T02:30:00-05:00', 'place': {'lon': 1, 'lat': 2}}, 'p2']", "")]
    [InlineData("'type': 'photo'", "[{'id': 'p1', 'takenAt': 'now'}]", "form.bad-time /x/0/takenAt")]
    [InlineData("'type': 'video'", "[{'takenAt': '2026-03-08T02:30:00-05:00'}]", "form.wrong-type /x/0/id")]
    [InlineData("'type': 'audio'", "['p1', 'p1']", "form.photo-twice /x/1")]
    [InlineData("'type': 'file', 'limits': {'max': 1}", "['p1', 'p2']", "form.too-many-photos /x")]
    [InlineData("'type': 'signature'", "{'image': 'p', 'signer': '李', 'signedAt': '2026-03-08T02:30:00Z', 'hash': 'md5:1'}", "form.bad-hash /x/hash")]
    [InlineData("'type': 'signature'", "{'image': 'p'}", "form.wrong-type /x/hash|form.wrong-type /x/signedAt|form.wrong-type /x/signer")]
    [InlineData("'type': 'barcode'", "'6901028315111'", "")]
    [InlineData("'type': 'phone'", "'13812345678'", "")]
    [InlineData("'type': 'phone'", "'0571-87654321-801'", "")]
    [InlineData("'type': 'phone'", "'400-810-8888'", "")]
    [InlineData("'type': 'phone'", "'+8613812345678'", "")]
    [InlineData("'type': 'phone'", "'12812345678'", "form.bad-phone /x")]
    [InlineData("'type': 'phone'", "'１３８１２３４５６７８'", "form.bad-phone /x")]
    [InlineData("'type': 'text', 'limits': {'pattern': '\\\\d+'}", "'１２'", "form.pattern /x")]
    [InlineData("'type': 'text', 'limits': {'pattern': '[\\\\w-]+'}", "'a-1'", "")]
    [InlineData("'type': 'person'", "'zhang'", "")]
    [InlineData("'type': 'richText'", "'<p>一<strong>二</strong><br/></p>'", "")]
    [InlineData("'type': 'richText'", "'<p onclick=x>一</p>'", "form.rich-text /x")]
    [InlineData("'type': 'richText'", "'<script>1</script>'", "form.rich-text /x")]
    [InlineData("'type': 'richText'", "'1 < 2'", "form.rich-text /x")]
    [InlineData("'type': 'display'", "'x'", "form.unknown-member /x")]
    [InlineData("'type': 'table', 'columns': [{'key': 'a', 'type': 'number'}]", "[{'a': 1}, {}]", "")]
    [InlineData("'type': 'table', 'columns': [{'key': 'a', 'type': 'number'}]", "[{'a': 1}, {'a': '1', 'b': 2}, 3]", "form.wrong-type /x/1/a|form.unknown-column /x/1/b|form.wrong-type /x/2")]
    [InlineData("'type': 'table', 'limits': {'max': 1}, 'columns': [{'key': 'a', 'type': 'number'}]", "[{'a': 1}, {'a': 'x'}]", "form.too-many-rows /x")]
    [InlineData("'type': 'table', 'limits': {'min': 3}, 'columns': [{'key': 'a', 'type': 'number'}]", "[{'a': 1}, {'a': 'x'}]", "form.too-few-rows /x|form.wrong-type /x/1/a")]
    [InlineData("'type': 'table', 'columns': [{'key': 'a', 'type': 'number'}]", "{'a': 1}", "form.wrong-type /x")]
    public void Value_is_checked_by_its_type(string field, string value, string expected)
    {
        var form = TestForm.Of($"{{'key': 'x', {field}}}");

        FormSubmission.Check(form, "report", TestForm.Json($"{{'x': {value}}}"), TestForm.NoLookups).MustBe(expected.Split('|', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void List_beyond_all_measure_is_told_once()
    {
        var form = TestForm.Of("{'key': 'p', 'type': 'photo'}, {'key': 'c', 'type': 'multiChoice', 'options': [{'value': 'a', 'label': {'zh-CN': '甲'}}]}");
        var ids = string.Join(", ", Enumerable.Range(0, 100_000).Select(i => $"'i{i / 2}'"));

        FormSubmission.Check(form, "report", TestForm.Json($"{{'p': [{ids}], 'c': [{ids}]}}"), TestForm.NoLookups).MustBe("form.too-many-choices /c", "form.too-many-photos /p");
    }

    [Theory]
    [InlineData("11010519491231002X", "")]
    [InlineData("440524188001010014", "")]
    [InlineData("110105194912310021", "form.bad-check /x")]
    [InlineData("11010519491231002x", "form.bad-id-number /x")]
    [InlineData("83000019830715003X", "")]
    [InlineData("110105194902300021", "form.id-number-birth /x")]
    [InlineData("990101194912310028", "form.id-number-province /x")]
    [InlineData("1101051949123100", "form.bad-id-number /x")]
    public void Identity_number_has_a_day_of_birth_and_a_check_character(string number, string expected) => Value_is_checked_by_its_type("'type': 'idNumber'", $"'{number}'", expected);

    [Theory]
    [InlineData("2052-09-12", "")]
    [InlineData("2026-11-30", "form.id-number-unborn /x")]
    public void Nobody_is_born_after_the_form_was_filled(string today, string expected)
    {
        var form = TestForm.Of("{'key': 'x', 'type': 'idNumber'}");

        FormSubmission.Check(form, "report", TestForm.Json("{'x': '110105205209120022'}"), TestForm.NoLookups, now: DateTimeOffset.Parse($"{today}T00:00Z", CultureInfo.InvariantCulture))
            .MustBe(expected.Split('|', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("91350100M000100Y43", "")]
    [InlineData("9144030071526726XG", "")]
    [InlineData("91350100M000100Y44", "form.bad-check /x")]
    [InlineData("91350100M000100Y53", "form.bad-organisation-check /x")]
    [InlineData("9135010OM000100Y43", "form.bad-credit-code /x")]
    public void Credit_code_has_two_check_characters(string code, string expected) => Value_is_checked_by_its_type("'type': 'creditCode'", $"'{code}'", expected);

    [Fact]
    public void Every_wrong_digit_of_an_identity_number_is_found()
    {
        const string good = "440524188001010014";
        for (var place = 0; place < good.Length; place++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                if (good[place] != digit)
                {
                    var wrong = $"{good[..place]}{digit}{good[(place + 1)..]}";
                    Assert.NotEmpty(FormSubmission.Check(TestForm.Of("{'key': 'x', 'type': 'idNumber'}"), "report", TestForm.Json($"{{'x': '{wrong}'}}"), TestForm.NoLookups));
                }
            }
        }
    }

    [Fact]
    public void Row_is_named_in_the_message_as_people_count()
    {
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("zh-CN");
        var form = TestForm.Of("{'key': 'lines', 'type': 'table', 'label': {'zh-CN': '明细'}, 'columns': [{'key': 'price', 'type': 'money', 'label': {'zh-CN': '单价'}}]}");

        var problem = Assert.Single(FormSubmission.Check(form, "report", TestForm.Json("{'lines': [{'price': 1}, {'price': 1.234}]}"), TestForm.NoLookups));

        Assert.Equal("“明细第 2 行单价”最多 2 位小数，实际为 1.234。", problem.Message);
    }

    [Theory]
    [InlineData("<p>一</p><script>alert(1)</script>二", "<p>一</p>二")]
    [InlineData("<div><b>一</b></div>", "一")]
    [InlineData("<a href=\"javascript:x\">一</a>", "一</a>")]
    [InlineData("<a href=\"https://x.cn/?a=1\">一</a>", "<a href=\"https://x.cn/?a=1\">一</a>")]
    [InlineData("1 < 2 <p", "1 &lt; 2 &lt;p")]
    [InlineData("<style>p{}", "")]
    [InlineData("<p title='>'>一", "一")]
    public void Rich_text_keeps_only_what_formats(string html, string expected)
    {
        var clean = LowCode.Definitions.Forms.Fields.RichText.Sanitize(html);

        Assert.Equal(expected, clean);
        Assert.Null(LowCode.Definitions.Forms.Fields.RichText.FirstForbidden(clean));
    }
}
