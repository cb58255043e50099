using LowCode.Feel;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Syntax;
using LowCode.Feel.Values;
using LowCode.Tests.Unit.Feel.Dmn;
using Xunit;

namespace LowCode.Tests.Unit.Feel;

/// <summary>A value may print as far more than it takes memory: what shows many of them asks for short texts, and pays for no more.</summary>
public sealed class BoundedTextTests
{
    [Theory]
    [InlineData("[1, 2, 3]", 100, "[1, 2, 3]")]
    [InlineData("[1, 2, 3]", 9, "[1, 2, 3]")]
    [InlineData("[1, 2, 3]", 8, "[1, 2, …")]
    [InlineData("{a: \"x\\\"y\", b: [@\"2026-01-01\"]}", 12, "{a: \"x\\\"y\",…")]
    [InlineData("[1..20]", 4, "[1.…")]
    [InlineData("\"abcdef\"", 4, "abc…")]
    [InlineData("\"ab𠮷cd\"", 4, "ab…")]
    [InlineData("12345", 1, "…")]
    [InlineData("12345", 0, "")]
    public void A_value_is_written_in_no_more_characters_than_wanted(string expression, int most, string expected) =>
        Assert.Equal(expected, Evaluations.Evaluate(expression).Value.ToText(most));

    [Theory]
    [InlineData("1 + 2 * (3 - 4)", 100, "1 + 2 * (3 - 4)")]
    [InlineData("1 + 2 * (3 - 4)", 6, "1 + 2…")]
    [InlineData("\"a long text\"", 4, "\"a …")]
    [InlineData("[1, 2, {a: 3}]", 7, "[1, 2,…")]
    public void A_tree_is_printed_in_no_more_characters_than_wanted(string expression, int most, string expected) =>
        Assert.Equal(expected, Printer.Print(FeelParser.ParseExpression(expression, FeelLibrary.Scope).Root, most));

    [Fact]
    public void A_short_text_of_a_long_value_or_tree_is_made_without_the_long_one()
    {
        FeelValue list = FeelList.From(Enumerable.Repeat((FeelValue)new string('"', 1_000), 1_000));
        var tree = FeelParser.ParseExpression($"[{string.Join(", ", Enumerable.Repeat("\"a long text\"", 5_000))}]", FeelLibrary.Scope).Root;
        _ = (list.ToText(50), Printer.Print(tree, 50));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var texts = (list.ToText(50), Printer.Print(tree, 50));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 100, 10_000);
        Assert.Equal((50, 50), (texts.Item1.Length, texts.Item2.Length));
    }

    [Fact]
    public void What_a_table_says_of_its_cells_stays_short_whatever_is_tested()
    {
        var model = Models.Sound(Models.Table("UNIQUE", 1, "<output/>", [.. Enumerable.Range(0, 1_000).Select(i => $"\"{new string('x', 1_000)}{i}\" | 1")]));
        var list = FeelList.From(Enumerable.Repeat((FeelValue)"long", 10_000));

        var table = Assert.Single(Assert.Single(model.Ask("d", Models.Inputs(("a", list)), new DecisionOptions { Explain = true }).Explanation).Parts).Table!;

        Assert.All(table.Rules, r => Assert.InRange(r.Cells[0].Why.Length, 20, 300));
    }
}
