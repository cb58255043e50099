using LowCode.FormUi.Dates;
using Xunit;

namespace LowCode.Tests.Component.FormUi;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("2026-11-24", false, "2026-11-24")]
    [InlineData("2026-1-2", false, "2026-01-02")]
    [InlineData("2026/11/24", false, "2026-11-24")]
    [InlineData("20261124", false, "2026-11-24")]
    [InlineData("2026年11月24日", false, "2026-11-24")]
    [InlineData("２０２６－１１－２４", false, "2026-11-24")]
    [InlineData("2026-11-24 8:05", true, "2026-11-24T08:05")]
    [InlineData("2026-11-24T08:05", true, "2026-11-24T08:05")]
    [InlineData("2026-11-24", true, "2026-11-24T00:00")]
    [InlineData("2026年11月24日 16时5分", true, "2026-11-24T16:05")]
    [InlineData("2026-02-30", false, "2026-02-30")]
    [InlineData("2026-11-24 8:05", false, "2026-11-24 8:05")]
    [InlineData("明天", false, "明天")]
    [InlineData("  ", false, null)]
    public void Typed_date_is_read_in_the_ways_people_write_it(string typed, bool withTime, string? expected) =>
        Assert.Equal(expected, DateText.Read(typed, withTime));

    [Fact]
    public void Date_and_time_are_shown_with_a_space() => Assert.Equal("2026-11-24 16:05", DateText.Show("2026-11-24T16:05"));
}
