using LowCode.Feel.Numbers;
using Xunit;

namespace LowCode.Tests.Unit.Feel;

/// <summary>
/// Irrational results against a reference: arithmetic of 160 digits (mpmath), rounded half even to 34. Each line of the file is an operation,
/// its arguments and its result; some of the points lie next to 1, where digits get lost.
/// </summary>
public sealed class NumberAccuracyTests
{
    private const int FewestPoints = 100;

    private static readonly ILookup<string, string[]> _reference = File.ReadLines(Repository.PathOf("tests/Unit/Feel/reference-numbers.txt"))
        .Select(l => l.Split(' '))
        .ToLookup(l => l[0], StringComparer.Ordinal);

    [Theory]
    [InlineData("log")]
    [InlineData("exp")]
    [InlineData("sqrt")]
    [InlineData("power")]
    public void Results_are_the_exact_value_rounded_to_34_digits(string operation)
    {
        List<string[]> points = [.. _reference[operation]];

        var wrong = points.Where(p => Of(p) != Number(p[^1])).Select(p => $"{string.Join(' ', p)}: {Of(p)}");

        Assert.True(points.Count >= FewestPoints, $"{points.Count} points");
        Assert.Empty(wrong);
    }

    [Fact]
    public void A_negative_power_is_rounded_once()
    {
        // The power rounded first and then divided would end in 5.
        Assert.Equal("0.2941554027227213156520474126189864", NumberMath.Power(1.06m, -21)!.Value.ToString());
        Assert.Equal("0.125", NumberMath.Power(2, -3)!.Value.ToString());
        Assert.Equal("-0.001", NumberMath.Power(-10, -3)!.Value.ToString());
        Assert.Null(NumberMath.Power(0, -1));
    }

    private static FeelNumber? Of(string[] point) => point[0] switch
    {
        "log" => NumberMath.Log(Number(point[1])),
        "exp" => NumberMath.Exp(Number(point[1])),
        "sqrt" => NumberMath.Sqrt(Number(point[1])),
        _ => NumberMath.Power(Number(point[1]), Number(point[2])),
    };

    private static FeelNumber Number(string text) => FeelNumber.Parse(text)!.Value;
}
