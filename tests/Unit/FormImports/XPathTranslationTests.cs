using System.Text.Json.Nodes;
using LowCode.Definitions.FormImports;
using LowCode.Definitions.Forms.Sessions;
using Xunit;

namespace LowCode.Tests.Unit.FormImports;

/// <summary>Expressions of XLSForm in FEEL: what they mean stays what it was, also where nothing is filled.</summary>
public sealed class XPathTranslationTests
{
    private const string Others = """
        survey:
        type | name | label | relevant
        integer | n | N |
        decimal | dec_1 | D |
        text | s | S |
        date | d | Day |
        datetime | t | Time |
        acknowledge | ok | OK |
        select_one yes_no | one | One |
        select_multiple colours | many | Many |
        geopoint | place | Place |
        begin repeat | lines | Lines |
        integer | amount | Amount |
        text | word | Word |
        end repeat | | |

        """;

    private const string Choices = """

        choices:
        list_name | name | label
        yes_no | 1 | Yes
        yes_no | 0 | No
        colours | red | Red
        colours | dark blue | Dark blue
        """;

    [Theory]
    [InlineData("${n} > 5", "n > 5")]
    [InlineData("${n}>5 and ${s}='a b'", "n > 5 and s = \"a b\"")]
    [InlineData("(${n} = 1 or ${n} = 2) and ${s} != ''", "(n = 1 or n = 2) and s != null")]
    [InlineData("not(${n} = 1)", "not(n = 1)")]
    [InlineData("not(${n} > 1)", "(n > 1) != true")]
    [InlineData("${one} = 1", "one = \"1\"")]
    [InlineData("${one} = '0'", "one = \"0\"")]
    [InlineData("selected(${one}, '1')", "one = \"1\"")]
    [InlineData("selected(${many}, 'red')", "list contains(many, \"red\")")]
    [InlineData("selected(${many}, 'dark blue')", "list contains(many, \"dark-blue\")")]
    [InlineData("count-selected(${many}) >= 2", "(if many = null then 0 else count(many)) >= 2")]
    [InlineData("${dec_1} * 2 + 1 >= ${n} div 3", "dec1 * 2 + 1 >= n / 3")]
    [InlineData("${n} - (1 - 2) = -3", "n - (1 - 2) = -3")]
    [InlineData("if(${n} > 1, 'a', 'b') = 'a'", "(if n > 1 then \"a\" else \"b\") = \"a\"")]
    [InlineData("coalesce(${n}, 0) = 0", "(if n != null then n else 0) = 0")]
    [InlineData("${d} >= today()", "d >= today()")]
    [InlineData("${d} < '2026-01-31'", "d < date(\"2026-01-31\")")]
    [InlineData("${t} < today()", "date(t) < today()")]
    [InlineData("${d} > today() + 7", "d > today() + duration(\"P7D\")")]
    [InlineData("difference-in-months(${d}, today()) < 12", "years and months duration(d, today()) / duration(\"P1M\") < 12")]
    [InlineData("${d} > add-date(today(), 0 - ${n}, 2)", "d > today() + (0 - n) * duration(\"P1Y\") + 2 * duration(\"P1M\")")]
    [InlineData("${t} > date-time(decimal-date-time(today()) + 3)", "t > date and time(\"1970-01-01T00:00:00Z\") + ((today() - date(\"1970-01-01\")) / duration(\"P1D\") + 3) * duration(\"P1D\")")]
    [InlineData("today() - ${d} > 30", "(today() - d) / duration(\"P1D\") > 30")]
    [InlineData("int((today() - ${d}) div 365.25) >= 18", "round down((today() - d) / duration(\"P1D\") / 365.25, 0) >= 18")]
    [InlineData("${ok} = 'OK'", "ok = true")]
    [InlineData("${ok}", "ok")]
    [InlineData("${place} != ''", "place != null")]
    [InlineData("string-length(${s}) > 3", "(if s = null then 0 else string length(s)) > 3")]
    [InlineData("regex(${s}, '[A-Z]{2}\\d+')", "matches(s, \"^([A-Z]{2}\\\\d+)$\")")]
    [InlineData("count(${lines}) > 1", "count(lines) > 1")]
    [InlineData("sum(${amount}) = 10", "sum(lines.amount) = 10")]
    [InlineData("sum(../lines/amount) = 10", "sum(lines.amount) = 10")]
    [InlineData("${amount} > 5", "some x_ in lines.amount satisfies x_ > 5")]
    [InlineData("indexed-repeat(${word}, ${lines}, 2) = 'x'", "lines[2].word = \"x\"")]
    [InlineData("/data/n = 1", "n = 1")]
    [InlineData("jr:choice-name(${one}, '${one}') = 'Yes'", "(if one = \"1\" then \"Yes\" else if one = \"0\" then \"No\" else null) = \"Yes\"")]
    [InlineData("${n} mod 2 = 0", "n - 2 * round down(n / 2, 0) = 0")]
    [InlineData("substr(${s}, 0, 2) = 'ab'", "substring(s, 1, 2) = \"ab\"")]
    [InlineData("${s} = ‘other’", "s = \"other\"")]
    [InlineData("${n} = 'NaN'", "n = null")]
    [InlineData("pow(${n}, 2) + .5 > 3.", "n ** 2 + 0.5 > 3")]
    [InlineData("format-date(${d}, '%Y/%m') = '2026/01'", "string join([string(d.year), \"/\", substring(string(100 + d.month), 2)]) = \"2026/01\"")]
    public void Condition_is_said_in_feel(string xpath, string feel)
    {
        var import = Form(xpath);

        Assert.Equal((feel, 0), (import.Field("x").Rules.Relevant, import.Losses.Count));
    }

    [Theory]
    [InlineData("${n} > 1 and ", "Relevance row 15")]
    [InlineData("pulldata('a', 'b', 'c', ${s}) = 1", "Relevance row 15")]
    [InlineData("${nobody} = 1", "Relevance row 15")]
    [InlineData("${place} > 3", "Relevance row 15")]
    [InlineData("uuid() = 'x'", "Relevance row 15")]
    [InlineData("count(${s}) > 1", "Relevance row 15")]
    [InlineData("${x} = 'a'", "Relevance row 15")]
    public void What_has_no_counterpart_is_a_loss_and_the_form_is_good_without_it(string xpath, string lost)
    {
        var import = Form(xpath);

        Assert.Equal([lost], import.Lost());
        Assert.Null(import.Field("x").Rules.Relevant);
        Assert.False(import.Questions.Single(q => q.Name == "x").Arrived);
        Assert.True(import.Questions.Where(q => q.Name != "x").All(q => q.Arrived));
    }

    [Theory]
    [InlineData("not(${n} > 5)", "{}", true)]
    [InlineData("not(${n} > 5)", "{'n': 6}", false)]
    [InlineData("${s} != 'a'", "{}", true)]
    [InlineData("${n} mod 2 = -1", "{'n': -3}", true)]
    [InlineData("round(${dec_1}) = -2", "{'dec1': -2.5}", true)]
    [InlineData("concat(${s}, '-', ${n}) = 'a-1'", "{'s': 'a', 'n': 1}", true)]
    [InlineData("concat('[', ${s}, ']') = '[]'", "{}", true)]
    [InlineData("selected(${many}, 'dark blue') and not(selected(${many}, 'red'))", "{'many': ['dark-blue']}", true)]
    [InlineData("int((today() - ${d}) div 365.25) = 18", "{'d': '2008-01-01'}", true)]
    [InlineData("count(${lines}) = 0", "{}", true)]
    [InlineData("sum(${amount}) = 3 and ${amount} = 2", "{'lines': [{'amount': 1}, {'amount': 2}]}", true)]
    [InlineData("join('/', ${amount}) = '1/2'", "{'lines': [{'amount': 1}, {'amount': 2}]}", true)]
    [InlineData("translate(${s}, 'a-', 'b') = 'bc'", "{'s': 'a-c'}", true)]
    [InlineData("selected('a b', 'b') and boolean(${n}) = false()", "{'n': 0}", true)]
    [InlineData("${many} = 'red dark-blue'", "{'many': ['red', 'dark-blue']}", true)]
    [InlineData("normalize-space(${s}) = 'a b'", "{'s': ' a   b '}", true)]
    [InlineData("difference-in-months(${d}, '2026-03-30') = 13 and difference-in-months(${d}, '2026-03-31') = 14", "{'d': '2025-01-31'}", true)]
    [InlineData("add-date(${d}, 0 - ${n}, 2, 1) = '2024-04-01'", "{'d': '2026-01-31', 'n': 2}", true)]
    [InlineData("date-time(decimal-date-time(date('2026-06-01')) + 3) < now()", "{}", false)]
    [InlineData("date('2026-03-01') - 1 = '2026-02-28' and decimal-date-time('1970-01-02') = 1", "{}", true)]
    public void Condition_holds_where_it_held(string xpath, string data, bool holds)
    {
        var session = Form(xpath).Open(data, new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8)));

        Assert.Empty(Form(xpath).Losses);
        Assert.Equal(holds, session.StateOf(new FieldPlace("x")).IsRelevant);
    }

    [Fact]
    public void Constraint_speaks_of_its_own_question_in_rows_too()
    {
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("zh-CN");
        var import = SheetForm.Read("""
            survey:
            type | name | label | constraint | constraint_message
            integer | age | Age | . >= 0 and . <= 120 | 0 to 120
            begin repeat | rows | Rows | |
            integer | part | Part | . <= ${age} and position(..) < 3 | too much
            end repeat | | | |
            """);
        var session = import.Open("{'age': 130, 'rows': [{'part': 1}, {'part': 200}]}");

        Assert.Equal("part <= age and rowNumber < 3", import.Field("part").Rules.Constraints.Single().Expression);
        Assert.Equal(["“Age”：0 to 120"], session.StateOf(new FieldPlace("age")).Problems.Select(p => p.Message));
        Assert.Equal(["“Rows第 2 行Part”：too much"], session.StateOf(new FieldPlace("rows", 1, "part")).Problems.Select(p => p.Message));
    }

    [Fact]
    public void Calculations_are_of_the_type_that_they_yield()
    {
        var import = SheetForm.Read("""
            survey:
            type | name | label | calculation
            date | born | Born |
            calculate | age | | int((today() - ${born}) div 365)
            calculate | older | | ${age} + 1
            calculate | named | | concat('is ', ${age})
            calculate | adult | | ${age} >= 18
            calculate | due | | ${born} + 10
            """);
        var session = import.Open("{'born': '2000-01-01'}", new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));

        Assert.Empty(import.Losses);
        Assert.Equal("27 is 26 true 2000-01-11", string.Join(' ', new[] { "older", "named", "adult", "due" }.Select(k => Value(session, k))));
    }

    [Fact]
    public void Expression_that_runs_away_is_a_loss()
    {
        var deep = Form(new string('(', 5_000) + "1" + new string(')', 5_000) + " = 1");
        var wide = Form(string.Concat(Enumerable.Repeat("(", 40)) + "${n}" + string.Concat(Enumerable.Repeat(" mod 7)", 40)) + " = 1");

        Assert.Equal(["Relevance row 15", "Relevance row 15"], deep.Lost().Concat(wide.Lost()));
    }

    private static string Value(FormSession session, string key) => session.StateOf(new FieldPlace(key)).Value is JsonNode value ? value.ToString() : "null";

    private static FormImport Form(string relevant) => SheetForm.Read($"{Others}text | x | X | {relevant}\n{Choices}");
}
