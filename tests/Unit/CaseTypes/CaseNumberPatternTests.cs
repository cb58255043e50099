using LowCode.Definitions.CaseTypes;
using Xunit;

namespace LowCode.Tests.Unit.CaseTypes;

public sealed class CaseNumberPatternTests
{
    private static readonly DateTime Morning = new(2026, 3, 2, 9, 5, 0);

    [Theory]
    [InlineData("SJ{yyyyMMdd}{seq:4}", 7, "SJ202603020007")]
    [InlineData("{yyyy}-{MM}/{seq:1}号", 123, "2026-03/123号")]
    [InlineData("d{seq:3}{yy}", 1234, "d123426")]
    [InlineData("{dd}{HH}{seq:2}", 5, "020905")]
    public void Number_is_spelled_by_its_pattern(string pattern, long sequence, string expected) =>
        Assert.Equal(expected, CaseNumberPattern.TryParse(pattern)!.Spell(Morning, sequence));

    [Fact]
    public void Counter_starts_again_when_the_date_parts_change()
    {
        var pattern = CaseNumberPattern.TryParse("SJ{yyyyMM}{seq:4}")!;

        Assert.Equal(pattern.Scope(Morning), pattern.Scope(Morning.AddDays(20)));
        Assert.NotEqual(pattern.Scope(Morning), pattern.Scope(Morning.AddDays(40)));
    }

    [Theory]
    [InlineData("SJ{yyyyMMdd}")]
    [InlineData("{seq:4}{seq:4}")]
    [InlineData("{seq:0}")]
    [InlineData("{seq:12}")]
    [InlineData("{today}{seq:4}")]
    [InlineData("{yyyy{seq:4}")]
    public void Other_pattern_is_refused(string pattern) => Assert.Null(CaseNumberPattern.TryParse(pattern));
}
