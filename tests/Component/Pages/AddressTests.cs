using LowCode.Portal.Cases;
using LowCode.Portal.Layout;
using LowCode.Portal.Statistics;
using LowCode.Work.Cases;
using Xunit;

namespace LowCode.Tests.Component.Pages;

/// <summary>Addresses are typed by anybody.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("due", CaseSort.Due)]
    [InlineData("99", CaseSort.Created)]
    [InlineData("Due,Number", CaseSort.Created)]
    [InlineData(null, CaseSort.Created)]
    public void Sort_is_a_name_or_as_usual(string? word, CaseSort sort) => Assert.Equal(sort, CaseFilter.SortOf(word));

    [Theory]
    [InlineData("year", PeriodKind.Year)]
    [InlineData("99", PeriodKind.Days30)]
    public void Period_is_a_name_or_as_usual(string word, PeriodKind kind) => Assert.Equal(kind, AddressWord.Read(word, PeriodKind.Days30));

    [Fact]
    public void First_day_of_all_begins_with_time_itself_east_of_Greenwich()
    {
        var east = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(8), "east", "east");

        Assert.Equal(DateTimeOffset.MinValue, WallClock.StartOf(DateOnly.MinValue, east));
    }
}
