using LowCode.Feel.Numbers;
using LowCode.Feel.Problems;
using LowCode.Feel.Values;
using Xunit;
using static LowCode.Tests.Unit.Feel.Evaluations;

namespace LowCode.Tests.Unit.Feel;

/// <summary>What goes beyond the range of its kind is null with a reason, and never another value.</summary>
public sealed class RangeOfValuesTests
{
    private static readonly FeelValue _long = FeelValue.Nanoseconds(Int128.MaxValue - 1);

    [Theory]
    [InlineData("d + d")]
    [InlineData("d - (-d)")]
    [InlineData("-d - d")]
    [InlineData("d + @\"P1D\"")]
    [InlineData("@\"2026-01-01\" + d")]
    [InlineData("@\"2026-01-01T00:00:00\" - d")]
    [InlineData("@\"P999999999999999999D\" * 100000 + @\"P999999999999999999D\" * 100000")]
    public void A_duration_beyond_all_is_null_with_a_reason(string expression)
    {
        var result = Evaluate(expression, ("d", _long));

        Assert.True(result.Value.IsNull);
        Assert.Equal(FeelProblemCode.BeyondRange, Assert.Single(result.Problems).Code);
    }

    [Fact]
    public void Durations_within_the_range_are_exact() =>
        Assert.Equal("P1999999999999999998DT1S", Show("@\"P999999999999999999D\" + @\"P999999999999999999DT1S\""));

    [Theory]
    [InlineData("9e6144", "1e6144", null)]
    [InlineData("9999999999999999999999999999999999e6111", "1e6111", null)]
    [InlineData("9e6144", "-1e6144", "8e6144")]
    [InlineData("9e6110", "1e6110", "1e6111")]
    public void Sums_keep_to_the_range_of_decimal128(string left, string right, string? expected)
    {
        var sum = FeelNumber.Add(FeelNumber.Parse(left)!.Value, FeelNumber.Parse(right)!.Value);

        Assert.Equal(expected is null ? null : FeelNumber.Parse(expected), sum);
    }

    [Theory]
    [InlineData("9999999999999999999999999999999999e6111", -6112)]
    [InlineData("9e6110", -6145)]
    public void Rounding_up_keeps_to_the_range_of_decimal128(string number, int scale) =>
        Assert.Null(FeelNumber.Parse(number)!.Value.Round(scale, RoundingMode.Up));

    [Theory]
    [InlineData("(-1) ** 1e30", "1")]
    [InlineData("(-1) ** (1e30 + 1)", "-1")]
    [InlineData("(-2) ** 1e30", "null")]
    [InlineData("(-0.5) ** 1e30", "0")]
    [InlineData("(-1) ** 0.5", "null")]
    [InlineData("(-2) ** 3", "-8")]
    public void A_negative_number_has_powers_of_all_whole_numbers(string expression, string expected) => Assert.Equal(expected, Show(expression));

    [Theory]
    [InlineData("for i in (9223372036854775807..9223372036854775807] return i", "[]")]
    [InlineData("for i in [-9223372036854775808..-9223372036854775808) return i", "[]")]
    [InlineData("for i in (9223372036854775806..9223372036854775807] return i", "[9223372036854775807]")]
    [InlineData("for i in 9223372036854775806..9223372036854775807 return i", "[9223372036854775806, 9223372036854775807]")]
    public void A_loop_at_the_end_of_the_numbers_ends(string expression, string expected) => Assert.Equal(expected, Show(expression));
}
