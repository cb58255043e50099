using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Places;
using Xunit;

namespace LowCode.Tests.Unit.Forms;

public sealed class CoordinatesTests
{
    // Published results of other implementations of the same formula.
    [Theory]
    [InlineData(116.404, 39.915, 116.41024449916938, 39.91640428150164)]
    [InlineData(121.5272106, 31.1774276, 121.531541859215, 31.17530398364597)]
    [InlineData(113.912316, 22.543847, 113.9171764808363, 22.540796131694766)]
    [InlineData(116.377817, 39.911954, 116.38404722455657, 39.91334545536069)]
    public void Shifted_place_is_what_others_compute(double lon, double lat, double expectedLon, double expectedLat)
    {
        var (x, y) = Coordinates.Convert(lon, lat, CoordinateSystem.Wgs84, CoordinateSystem.Gcj02);

        Assert.Equal(expectedLon, x, 0.000001);
        Assert.Equal(expectedLat, y, 0.000001);
    }

    [Fact]
    public void Way_back_leads_to_where_it_began()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var (lon, lat) = (75 + (random.NextDouble() * 58), 18 + (random.NextDouble() * 35));
            var (x, y) = Coordinates.Convert(lon, lat, CoordinateSystem.Cgcs2000, CoordinateSystem.Gcj02);
            var (backLon, backLat) = Coordinates.Convert(x, y, CoordinateSystem.Gcj02, CoordinateSystem.Wgs84);
            Assert.Equal(lon, backLon, 1e-8);
            Assert.Equal(lat, backLat, 1e-8);
        }
    }

    [Fact]
    public void Places_abroad_are_not_shifted() => Assert.Equal((2.35, 48.85), Coordinates.Convert(2.35, 48.85, CoordinateSystem.Wgs84, CoordinateSystem.Gcj02));
}
