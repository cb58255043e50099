using LowCode.Feel.Times;
using LowCode.Feel.Values;
using Xunit;
using static LowCode.Tests.Unit.Feel.Evaluations;

namespace LowCode.Tests.Unit.Feel;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("0.1 + 0.2 = 0.3", "true")]
    [InlineData("1 / 3", "0.3333333333333333333333333333333333")]
    [InlineData("2 ** 0.5", "1.414213562373095048801688724209698")]
    [InlineData("9999999999999999999999999999999999 + 1", "10000000000000000000000000000000000")]
    [InlineData("-3 ** 2", "9")]
    [InlineData("10 between 1 and 10", "true")]
    [InlineData("5 in (< 3, [5..7))", "true")]
    [InlineData("7 in ]5..7[", "false")]
    [InlineData("if null then 1 else 2", "2")]
    [InlineData("null and false", "false")]
    [InlineData("null or true", "true")]
    [InlineData("null and true", "null")]
    public void Operators_give_what_the_standard_says(string expression, string expected) => Assert.Equal(expected, Show(expression));

    [Theory]
    [InlineData("for i in 1..3, j in [10, 20] return i * j", "[10, 20, 20, 40, 30, 60]")]
    [InlineData("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]")]
    [InlineData("some x in [1, 2] satisfies x > 1", "true")]
    [InlineData("every x in [1, 2] satisfies x > 1", "false")]
    [InlineData("[{a: 1, b: 2}, {a: 3, b: 4}][a > 1].b", "[4]")]
    [InlineData("[1, 2, 3][-1]", "3")]
    [InlineData("{a: 1, b: a + 1}.b", "2")]
    [InlineData("{fact: function(n: number) if n < 2 then 1 else n * fact(n - 1), r: fact(20)}.r", "2432902008176640000")]
    [InlineData("sort([3, 1, 2], function(x, y) x < y)", "[1, 2, 3]")]
    [InlineData("{a: {b: [{c: 1}]}, d: {c: 2}}...c", "[1, 2]")]
    public void Lists_contexts_and_functions_work_together(string expression, string expected) => Assert.Equal(expected, Show(expression));

    [Theory]
    [InlineData("@\"2024-02-29\" + @\"P1Y\"", "2025-02-28")]
    [InlineData("@\"2024-03-31\" - @\"P1M\"", "2024-02-29")]
    [InlineData("@\"2026-03-05T10:00:00@Asia/Shanghai\" - @\"2026-03-05T00:00:00Z\"", "PT2H")]
    [InlineData("date(\"999999999-12-31\").year", "999999999")]
    [InlineData("week of year(@\"2010-01-01\")", "53")]
    [InlineData("now()", "2026-03-05T10:20:30+08:00")]
    [InlineData("today() - @\"2026-03-01\"", "P4D")]
    public void Dates_and_durations_are_exact(string expression, string expected) => Assert.Equal(expected, Show(expression));

    /// <summary>Berlin set its clock back at 01:00 UTC of 2018-10-28, so that it showed 02:00 to 03:00 twice.</summary>
    [Theory]
    [InlineData("(x + @\"PT2H\") - (x + @\"PT1H\")", "PT1H")]
    [InlineData("x + @\"PT1H\" = x + @\"PT2H\"", "false")]
    [InlineData("x + @\"PT1H\" < x + @\"PT2H\"", "true")]
    [InlineData("(x + @\"PT1H\") + @\"PT1H\" = x + @\"PT2H\"", "true")]
    [InlineData("((x + @\"PT1H\") + @\"P1M\") - @\"2018-11-28T02:30:00+01:00\"", "PT0S")]
    [InlineData("string(x + @\"PT1H\") = string(x + @\"PT2H\")", "true")]
    public void The_hour_that_a_clock_shows_twice_is_two_hours(string expression, string expected) =>
        Assert.Equal(expected, Show(expression, ("x", FeelDateTime.Parse("2018-10-28T01:30:00@Europe/Berlin")!)));

    [Fact]
    public void Names_may_be_Chinese_and_hold_spaces_and_signs()
    {
        Assert.Equal("130", Show("金额（元） * 税率 + 申请人.年龄", ("金额（元）", 1000), ("税率", 0.1m), ("申请人", FeelContext.Of(("年龄", 30)))));
        Assert.Equal("3", Show("monthly  income-net + x", ("monthly income-net", 2), ("x", 1)));
        Assert.Equal("-1", Show("a-b", ("a", 1), ("b", 2)));
    }

    [Theory]
    [InlineData("substring(\"abc\", 2, 9223372036854775807)", "bc")]
    [InlineData("substring(\"abc\", -9223372036854775808)", "null")]
    [InlineData("substring(\"abc\", 9223372036854775807)", "null")]
    [InlineData("substring(\"abc\", -3, 9223372036854775807)", "abc")]
    [InlineData("substring(\"\", 1)", "")]
    [InlineData("string length(substring(s, 2))", "2")]
    [InlineData("substring(s, -1, 1)", "b")]
    [InlineData("string length(s)", "3")]
    public void Part_of_a_text_is_taken_at_any_whole_number_and_of_any_text(string expression, string expected) =>
        Assert.Equal(expected, Show(expression, ("s", "😀\uD83Db")));

    [Fact]
    public void Text_is_counted_in_characters_not_in_units()
    {
        Assert.Equal("2", Show("string length(\"🐎😀\")"));
        Assert.Equal("😀", Show("substring(\"a🐎😀b\", 3, 1)"));
        Assert.Equal("[a, 𠮷]".Replace("a", "\"a\"", StringComparison.Ordinal).Replace("𠮷", "\"𠮷\"", StringComparison.Ordinal), Show("split(\"a;\\U020BB7\", \";\")"));
    }
}
