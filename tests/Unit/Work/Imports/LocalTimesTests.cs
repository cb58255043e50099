using LowCode.Work.Imports;
using Xunit;

namespace LowCode.Tests.Unit.Work.Imports;

public sealed class LocalTimesTests
{
    private static readonly LocalTimes Times = new(["MM/dd/yyyy hh:mm:ss tt", "yyyy-MM-dd'T'HH:mm:sszzz"], TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));

    [Theory]
    [InlineData("06/26/2018 10:58:54 AM", "2018-06-26T14:58:54Z")]
    [InlineData("01/03/2019 06:35:53 PM", "2019-01-03T23:35:53Z")]
    [InlineData("12/31/2018 12:00:00 AM", "2018-12-31T05:00:00Z")]
    [InlineData("2018-06-26T10:58:54+08:00", "2018-06-26T02:58:54Z")]
    public void Time_is_read_by_any_of_the_formats(string text, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant), Times.Read(text));

    [Theory]
    [InlineData("03/10/2019 01:59:59 AM", "2019-03-10T06:59:59Z")]
    [InlineData("03/10/2019 02:30:00 AM", "2019-03-10T07:30:00Z")]
    [InlineData("03/10/2019 03:00:00 AM", "2019-03-10T07:00:00Z")]
    public void Time_that_did_not_exist_is_moved_on_by_the_gap(string text, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant), Times.Read(text));

    [Theory]
    [InlineData("11/04/2018 01:30:00 AM", "2018-11-04T05:30:00Z")]
    [InlineData("11/04/2018 02:00:00 AM", "2018-11-04T07:00:00Z")]
    public void Time_that_existed_twice_is_the_first(string text, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant), Times.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("2018-06-26")]
    [InlineData("13/26/2018 10:58:54 AM")]
    [InlineData("06/26/2018 10:58:54")]
    [InlineData("06/26/2018 10:58:54 AM ?")]
    public void Time_of_another_shape_is_not_read(string text) => Assert.Null(Times.Read(text));
}
