using LowCode.Tests.DmnTck;
using Xunit;

namespace LowCode.Tests.Unit.Feel.Dmn.Conformance;

/// <summary>The published test cases of the standard, all of them.</summary>
public sealed class DmnTckTests
{
    public static bool CasesExist => ConformanceFiles.Exist;

    [Theory(Skip = ConformanceFiles.SkipReason, SkipUnless = nameof(CasesExist))]
    [InlineData("compliance-level-2", 116, 0)]
    [InlineData("compliance-level-3", 3275, 14)]
    [InlineData("non-compliant", 42, 0)]
    public void Every_case_gives_what_the_kit_expects(string level, int recorded, int needForeignClasses)
    {
        List<TckVerdict> verdicts = [.. TckKit.Read(TckKit.Files(ConformanceFiles.Folder)).Where(s => s.Level == level).SelectMany(TckRunner.Run)];

        var misses = verdicts.Where(v => v.Outcome == TckOutcome.Missed).SelectMany(v => v.Misses.Select(m => $"{v.Suite.File} {v.Case.Id} {m}"));
        Assert.True(!misses.Any(), string.Join("\n", misses));
        Assert.Equal(recorded, verdicts.Count);
        Assert.Equal(needForeignClasses, verdicts.Count(v => v.Outcome == TckOutcome.NotApplicable));
    }
}
