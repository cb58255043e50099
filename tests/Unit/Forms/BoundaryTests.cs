using LowCode.Definitions.Forms.Places;
using Xunit;

namespace LowCode.Tests.Unit.Forms;

public sealed class BoundaryTests
{
    [Theory]
    [InlineData("0 0, 4 0, 4 4, 0 4", null)]
    [InlineData("0 0, 4 0, 4 4, 0 4, 0 0", null)]
    [InlineData("0 0, 0 0, 4 0, 4 4, 4 4, 0 4", null)]
    [InlineData("0 0, 2 0, 4 0, 4 4, 0 4", null)]
    [InlineData("0 0, 4 0, 4 4, 2 1, 0 4", null)]
    [InlineData("0 0, 4 4, 4 0, 0 4", "1 3")]
    [InlineData("0 0, 4 0, 2 0, 2 3", "1 2")]
    [InlineData("0 0, 4 0, 4 4, 2 0, 0 4", "1 4")]
    [InlineData("0 0, 4 0, 4 4, 2 2, 0 4, 2 2, 0 0", "4 5")]
    [InlineData("0 0, 1 1, 2 2", "1 3")]
    [InlineData("121.4737001 31.2304001, 121.4737002 31.2304002, 121.4737002 31.2304001, 121.4737001 31.2304002", "1 3")]
    public void Edges_that_meet_are_named(string points, string? expected) =>
        Assert.Equal(expected, Boundary.Crossing(Points(points)) is { } found ? $"{found.First} {found.Second}" : null);

    [Fact]
    public void Every_quadrilateral_is_judged_as_by_comparing_all_edges()
    {
        var random = new Random(7);
        var (simple, crossed) = (0, 0);
        for (var round = 0; round < 5_000; round++)
        {
            var points = Enumerable.Range(0, 5).Select(_ => ((decimal)random.Next(100), (decimal)random.Next(100))).ToList();
            var isCrossed = AnyProperCrossing(points);
            if (Boundary.Crossing(points) is null)
            {
                simple++;
                Assert.False(isCrossed, string.Join(", ", points));
            }
            else
            {
                crossed++;
            }
        }

        Assert.InRange(simple, 300, 4_700);
        Assert.InRange(crossed, 300, 4_700);
    }

    // Two edges that are no neighbours, each with its ends on both sides of the other.
    private static bool AnyProperCrossing(List<(decimal X, decimal Y)> p)
    {
        var n = p.Count;
        return Enumerable.Range(0, n).Any(i => Enumerable.Range(i + 2, Math.Max(0, n - i - 2)).Any(k =>
            !(i == 0 && k == n - 1)
            && Turn(p[i], p[(i + 1) % n], p[k]) * Turn(p[i], p[(i + 1) % n], p[(k + 1) % n]) < 0
            && Turn(p[k], p[(k + 1) % n], p[i]) * Turn(p[k], p[(k + 1) % n], p[(i + 1) % n]) < 0));
    }

    private static int Turn((decimal X, decimal Y) a, (decimal X, decimal Y) b, (decimal X, decimal Y) c) =>
        Math.Sign(((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X)));

    private static List<(decimal, decimal)> Points(string text) =>
    [
        .. text.Split(", ").Select(p => p.Split(' ')).Select(p => (decimal.Parse(p[0], System.Globalization.CultureInfo.InvariantCulture), decimal.Parse(p[1], System.Globalization.CultureInfo.InvariantCulture))),
    ];
}
