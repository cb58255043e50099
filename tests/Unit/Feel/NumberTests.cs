using System.Globalization;
using System.Numerics;
using LowCode.Feel.Numbers;
using LowCode.Feel.Values;
using Xunit;

namespace LowCode.Tests.Unit.Feel;

public sealed class NumberTests
{
    [Fact]
    public void Fast_and_general_arithmetic_give_the_same_digits()
    {
        var random = new Random(20260305);
        for (var i = 0; i < 20_000; i++)
        {
            var (a, b) = (Any(random), Any(random));
            Assert.Equal(Exact(a, b, '+'), FeelNumber.Add(a, b)!.Value.ToString());
            Assert.Equal(Exact(a, b, '*'), FeelNumber.Multiply(a, b)!.Value.ToString());
            Assert.Equal(FeelNumber.Add(a, b)!.Value.ToString(), Arithmetic.Add(a, b).ToString());
            Assert.Equal(FeelNumber.Subtract(a, b)!.Value.ToString(), Arithmetic.Subtract(a, b).ToString());
            Assert.Equal(FeelNumber.Multiply(a, b)!.Value.ToString(), Arithmetic.Multiply(a, b).ToString());
            Assert.Equal(Math.Sign(a.CompareTo(b)), Math.Sign(Arithmetic.CompareNumbers(a, b)));
            if (b.Sign != 0)
            {
                Assert.Equal(Exact(a, b, '/'), Arithmetic.Divide(a, b).ToString());
            }
        }
    }

    [Theory]
    [InlineData("1e6144", "10", null)]
    [InlineData("5e-6176", "0.1", "0")]
    [InlineData("9.999999999999999999999999999999999e6144", "1", "9.999999999999999999999999999999999e6144")]
    public void Products_keep_to_the_range_of_decimal128(string left, string right, string? expected)
    {
        var product = FeelNumber.Multiply(FeelNumber.Parse(left)!.Value, FeelNumber.Parse(right)!.Value);

        Assert.Equal(expected is null ? null : FeelNumber.Parse(expected), product);
    }

    [Theory]
    [InlineData("2.5", 0, RoundingMode.HalfEven, "2")]
    [InlineData("-2.5", 0, RoundingMode.HalfUp, "-3")]
    [InlineData("-2.5", 0, RoundingMode.HalfDown, "-2")]
    [InlineData("-2.1", 0, RoundingMode.Up, "-3")]
    [InlineData("-2.9", 0, RoundingMode.Down, "-2")]
    [InlineData("-2.1", 0, RoundingMode.Floor, "-3")]
    [InlineData("-2.9", 0, RoundingMode.Ceiling, "-2")]
    [InlineData("1234.5678", 2, RoundingMode.HalfEven, "1234.57")]
    [InlineData("1250", -2, RoundingMode.HalfEven, "1200")]
    [InlineData("0.0000001", 2, RoundingMode.Up, "0.01")]
    public void Rounding_goes_where_its_name_says(string number, int scale, RoundingMode mode, string expected) =>
        Assert.Equal(expected, FeelNumber.Parse(number)!.Value.Round(scale, mode)!.Value.ToString());

    // The first 34 digits of the well-known constants.
    [Fact]
    public void Irrational_results_are_right_in_every_digit()
    {
        Assert.Equal("1.414213562373095048801688724209698", NumberMath.Sqrt(2)!.Value.ToString());
        Assert.Equal("2.718281828459045235360287471352662", NumberMath.Exp(1)!.Value.ToString());
        Assert.Equal("2.302585092994045684017991454684364", NumberMath.Log(10)!.Value.ToString());
        Assert.Equal("2", NumberMath.Power(4, 0.5m)!.Value.ToString());
    }

    private static FeelNumber Any(Random random)
    {
        var digits = random.Next(1, 19);
        var text = string.Concat(Enumerable.Range(0, digits).Select(_ => (char)('0' + random.Next(10))));
        return FeelNumber.Parse(string.Create(CultureInfo.InvariantCulture, $"{(random.Next(2) == 0 ? "-" : "")}{text}e-{random.Next(0, 19)}"))!.Value;
    }

    // By integers alone, rounded half even to 34 digits.
    private static string Exact(FeelNumber a, FeelNumber b, char sign)
    {
        var (x, y) = (BigInteger.Parse(Scaled(a), CultureInfo.InvariantCulture), BigInteger.Parse(Scaled(b), CultureInfo.InvariantCulture));
        return sign switch
        {
            '+' => FeelNumber.From(x + y, -40)!.Value.ToString(),
            '*' => FeelNumber.From(x * y, -80)!.Value.ToString(),
            _ => FeelNumber.From((x * BigInteger.Pow(10, 120) / y * 10) + (x * BigInteger.Pow(10, 120) % y == 0 ? 0 : x.Sign * y.Sign), -121)!.Value.ToString(),
        };
    }

    private static string Scaled(FeelNumber number)
    {
        var text = number.ToString();
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? 0 : text.Length - point - 1;
        return text.Replace(".", "", StringComparison.Ordinal) + new string('0', 40 - fraction);
    }
}
