using LowCode.Feel;
using LowCode.Feel.Problems;
using LowCode.Feel.Syntax;
using Xunit;
using static LowCode.Tests.Unit.Feel.Evaluations;

namespace LowCode.Tests.Unit.Feel;

/// <summary>An entry that only some of the data have may be there: nothing is wrong with asking for it.</summary>
public sealed class OptionalEntryTests
{
    [Theory]
    [InlineData("some p in [{n: 1}, {n: 2, m: 3}] satisfies p.m = 3", "true")]
    [InlineData("some p in [{n: 2, m: 3}, {n: 1}] satisfies p.m = 3", "true")]
    [InlineData("every p in [{n: 1}, {n: 2, m: 3}] satisfies p.m = 4", "false")]
    [InlineData("[{x: 1, y: 2}, {x: 2}][x = 1].y", "[2]")]
    [InlineData("[{x: 2}, {x: 1, y: 2}][y = 2].x", "[1]")]
    [InlineData("(if 1 = 1 then {x: 1, y: 2} else {x: 2}).y", "2")]
    [InlineData("[[{x: 1, y: 2}], [{x: 2}]][1].y", "[2]")]
    public void What_may_be_there_is_no_problem_before_the_run_and_none_in_it(string expression, string expected)
    {
        var result = Evaluate(expression);

        Assert.Equal(expected, result.Value.ToString());
        Assert.Empty(result.Problems);
        Assert.Empty(Checks.Of(FeelParser.ParseExpression(expression, FeelLibrary.Scope)));
    }

    [Theory]
    [InlineData("{x: 1}.y")]
    [InlineData("[{x: 1}, {x: 2}][1].y")]
    [InlineData("(if 1 = 1 then {x: 1} else {x: 2}).y")]
    public void What_cannot_be_there_is_told_before_the_run(string expression) =>
        Assert.Equal(FeelProblemCode.NoEntry, Assert.Single(Checks.Of(FeelParser.ParseExpression(expression, FeelLibrary.Scope))).Code);

    [Theory]
    [InlineData("[{x: 2}, {x: 1}][z = 2]", "[]")]
    [InlineData("some p in [{n: 1}, {n: 2}] satisfies p.m = 3", "false")]
    [InlineData("(if 1 = 2 then {x: 1, y: 2} else {x: 2}).y", "null")]
    public void What_is_nowhere_is_told_in_the_run(string expression, string expected)
    {
        var result = Evaluate(expression);

        Assert.Equal(expected, result.Value.ToString());
        Assert.All(result.Problems, p => Assert.Equal(FeelProblemCode.NoEntry, p.Code));
        Assert.NotEmpty(result.Problems);
    }
}
