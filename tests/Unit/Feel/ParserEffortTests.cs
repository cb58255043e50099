using LowCode.Feel;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using Xunit;

namespace LowCode.Tests.Unit.Feel;

/// <summary>The parser tries some readings and takes them back; what it does must not double with each.</summary>
public sealed class ParserEffortTests
{
    private static readonly FeelScope _scope = FeelLibrary.Scope.With(new FeelVariable("x", FeelType.Any), new FeelVariable("明细", FeelType.AnyList));

    [Theory]
    [InlineData("[1..x[", " = ", 100)]
    [InlineData("[1..x[", " - ", 30)]
    [InlineData("]1..x[", ", ", 100)]
    [InlineData("[1..明细[x > 1][", " and ", 60)]
    public void Ranges_that_end_in_an_opening_bracket_are_read_without_doubling(string part, string between, int count)
    {
        var text = string.Join(between, Enumerable.Repeat(part, count));

        var parsed = FeelParser.ParseExpression($"count({text})", _scope);

        Assert.True(parsed.IsWellFormed, string.Join('\n', parsed.Problems));
        Assert.InRange(parsed.Effort, 1, 8L * text.Length);
    }

    [Fact]
    public void Brackets_behind_in_are_read_without_doubling()
    {
        var text = string.Concat(Enumerable.Repeat("x in (", 60)) + "x" + new string(')', 60);

        var parsed = FeelParser.ParseExpression(text, _scope);

        Assert.True(parsed.IsWellFormed, string.Join('\n', parsed.Problems));
        Assert.InRange(parsed.Effort, 1, 70L * 70);
    }

    [Theory]
    [InlineData("(not())")]
    [InlineData("(not(x)), 2")]
    [InlineData("not(1, 2)")]
    public void Printed_tests_are_read_as_the_same_tree(string tests)
    {
        var parsed = FeelParser.ParseUnaryTests(tests, _scope);

        Assert.Equal(Outline.Of(parsed.Root), Outline.Of(FeelParser.ParseUnaryTests(Printer.Print(parsed.Root), _scope).Root));
    }

    [Theory]
    [InlineData("[1..明细[2]]", "[1..明细[2]]")]
    [InlineData("[1..明细[2][", "[1..明细[2])")]
    [InlineData("[1..x[ - 2", "[1..x) - 2")]
    [InlineData("[1..明细[-1]]", "[1..明细[-1]]")]
    [InlineData("[1..明细[if x then 1 else 2]]", "[1..明细[if x then 1 else 2]]")]
    public void Bracket_behind_the_end_of_a_range_opens_a_filter_where_one_follows(string text, string meant) =>
        Assert.Equal(meant, Printer.Print(FeelParser.ParseExpression(text, _scope).Root));
}
