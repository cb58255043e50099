using System.Globalization;
using LowCode.Feel;
using LowCode.Feel.Compiling;
using LowCode.Feel.Numbers;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Times;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using Xunit;

namespace LowCode.Tests.Unit.Feel;

/// <summary>What is read from texts takes time by their length, and leaves nothing behind in the process.</summary>
public sealed class ReadingLimitTests
{
    [Fact]
    public void A_range_with_very_many_points_is_read_in_one_pass()
    {
        // Each pair of points tried with all of the text on both sides would be 5 × 10^11 characters.
        Assert.True(Parsed($"[\"{string.Concat(Enumerable.Repeat("..", 499_000))}\"]").IsNull);
        Assert.True(Parsed($"[1{string.Concat(Enumerable.Repeat("..", 499_000))}2]").IsNull);
        Assert.Equal("[\"..\"..\"b..\"]", Parsed("[\"..\" .. \"b..\"]").ToString());

        static FeelValue Parsed(string text) => Run("range(t)", text);
    }

    [Theory]
    [InlineData("[1..2]", "[1..2]")]
    [InlineData("(1...5]", "null")]
    [InlineData("[.5..1.5)", "[0.5..1.5)")]
    [InlineData("[@\"2026-01-01\"..date(\"2026-02-01\")]", "[@\"2026-01-01\"..@\"2026-02-01\"]")]
    [InlineData("[..1]", "null")]
    [InlineData("[1..]", "null")]
    [InlineData("[\"a\"b..\"c\"]", "null")]
    [InlineData("[\"a..c\"]", "null")]
    public void A_range_is_parted_at_the_points_outside_of_its_texts(string text, string expected) => Assert.Equal(expected, Run("range(t)", text).ToString());

    [Fact]
    public void A_number_of_a_million_digits_is_read_by_those_that_count()
    {
        var digits = string.Concat("1234567890123456789012345678901234", "5", new string('0', 900_000));

        Assert.Equal(FeelNumber.Parse("1.234567890123456789012345678901234e900034"), FeelNumber.Parse(digits));
        Assert.Equal("1234567890123456789012345678901234", FeelNumber.Parse($"1234567890123456789012345678901234.5{new string('0', 900_000)}")!.Value.ToString());
        Assert.Equal("1234567890123456789012345678901235", FeelNumber.Parse($"1234567890123456789012345678901234.5{new string('0', 900_000)}1")!.Value.ToString());
        Assert.Equal("0.01", FeelNumber.Parse($"{new string('0', 900_000)}.0100")!.Value.ToString());
        Assert.Equal("1", Run("number(t)", $"0.{new string('9', 900_000)}").ToString());
    }

    [Fact]
    public void Long_texts_are_read_when_they_run_and_count_as_steps()
    {
        var program = FeelProgram.Compile(FeelParser.ParseExpression($"number(\"{new string('1', 6_000)}\")", FeelLibrary.Scope));
        var run = new FeelEvaluation(null, TestContext.Current.CancellationToken);

        Assert.Equal(FeelNumber.Parse(new string('1', 6_000)), program.Run(run, []).AsNumber);
        Assert.InRange(run.Steps, 6_000 / 16, 6_000);
    }

    [Theory]
    [InlineData("America//Argentina/Ushuaia")]
    [InlineData("America/Argentina///Ushuaia")]
    [InlineData("America/./Lima")]
    [InlineData("America/../America/Lima")]
    [InlineData("America/Lima/")]
    [InlineData("/America/Lima")]
    [InlineData("america/lima")]
    [InlineData("AMERICA/LIMA")]
    [InlineData("localtime")]
    [InlineData("posix/America/Lima")]
    [InlineData("posixrules")]
    public void A_place_is_found_by_the_one_spelling_of_its_name(string id)
    {
        Assert.NotNull(FeelZone.FromId("America/Lima"));
        Assert.NotNull(FeelZone.FromId("America/Argentina/Ushuaia"));

        Assert.Null(FeelZone.FromId(id));
        Assert.Equal("null", Run("time(t)", $"10:00:00@{id}").ToString());
    }

    [Fact]
    public void Every_place_that_the_machine_names_is_found() =>
        Assert.All(TimeZoneInfo.GetSystemTimeZones().Where(z => z.HasIanaId && z.Id != TimeZoneInfo.Local.Id), z => Assert.NotNull(FeelZone.FromId(z.Id)));

    [Fact]
    public void Counting_a_list_costs_the_same_however_much_lies_in_it()
    {
        var list = FeelList.From(Enumerable.Range(0, 100_000).Select(i => (FeelValue)FeelList.Of(i, i)));
        var scope = FeelLibrary.Scope.With("L", FeelType.AnyList);
        var run = new FeelEvaluation(null, TestContext.Current.CancellationToken);

        var value = FeelProgram.Compile(FeelParser.ParseExpression("{f: count, r: for i in 1..1000 return count(L) + count(L, L) + f(L)}.r", scope)).Run(run, [list]);

        Assert.Equal(200_002, value.AsList![999]);
        Assert.InRange(run.Steps, 1_000, 50_000);
    }

    [Theory]
    [InlineData("log(i)")]
    [InlineData("exp(1 / i)")]
    [InlineData("i ** 1e-6000")]
    [InlineData("1.0000001 ** (1000 + i)")]
    [InlineData("modulo(1e3000, i + 1e-900)")]
    public void What_takes_as_long_as_many_steps_counts_as_many(string expression)
    {
        var run = new FeelEvaluation(null, TestContext.Current.CancellationToken);

        FeelProgram.Compile(FeelParser.ParseExpression($"count(for i in 1..100 return {expression})", FeelLibrary.Scope)).Run(run, []);

        Assert.InRange(run.Steps, 6_400, 9_000);
    }

    [Fact]
    public void A_small_power_costs_no_more_than_a_product()
    {
        var run = new FeelEvaluation(null, TestContext.Current.CancellationToken);

        FeelProgram.Compile(FeelParser.ParseExpression("sum(for i in 1..100 return i ** 2)", FeelLibrary.Scope)).Run(run, []);

        Assert.InRange(run.Steps, 100, 600);
    }

    [Fact]
    public void Long_keys_weigh_as_long_texts_do()
    {
        var scope = FeelLibrary.Scope.With("c", FeelType.AnyContext);
        var context = FeelContext.Of(Enumerable.Range(0, 100).Select(i => (new string('k', 6_400) + i.ToString(CultureInfo.InvariantCulture), (FeelValue)i)));
        var run = new FeelEvaluation(null, TestContext.Current.CancellationToken);

        FeelProgram.Compile(FeelParser.ParseExpression("context put(c, \"a\", 1)", scope)).Run(run, [context]);

        Assert.InRange(run.Steps, 100 * 100, 100 * 110);
    }

    [Fact]
    public void Names_that_begin_alike_are_told_apart_in_time_that_does_not_grow_with_their_number()
    {
        var scope = FeelLibrary.Scope.With(Enumerable.Range(0, 20_000).Select(i => new FeelVariable(string.Create(CultureInfo.InvariantCulture, $"数量 {i}"), FeelType.Number)));
        var text = string.Join(" + ", Enumerable.Range(0, 500).Select(i => string.Create(CultureInfo.InvariantCulture, $"数量  {i * 40}")));

        Assert.Empty(FeelParser.ParseExpression(text, scope).Problems);
        Assert.Equal("数量 19999", Assert.Single(Reads.Of(FeelParser.ParseExpression("数量 19999", scope)).Variables));
    }

    [Fact]
    public void A_key_of_thousands_of_signs_makes_no_name_that_each_place_is_compared_with()
    {
        var key = string.Join('+', Enumerable.Repeat("a", 12_000)) + "+b";
        var text = $"{{{key}: 1, a: 1, r: {string.Join('+', Enumerable.Repeat("a", 300))}}}";

        Assert.Equal("300", FeelProgram.Compile(FeelParser.ParseExpression(text, FeelLibrary.Scope)).Evaluate(Array.Empty<FeelValue>(), null, TestContext.Current.CancellationToken).Value.AsContext!["r"].ToString());
    }

    private static FeelValue Run(string expression, string text)
    {
        var scope = FeelLibrary.Scope.With("t", FeelType.String);
        return FeelProgram.Compile(FeelParser.ParseExpression(expression, scope)).Evaluate([text], new FeelOptions { Clock = StoppedClock.Instance }, TestContext.Current.CancellationToken).Value;
    }
}
