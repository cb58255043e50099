using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Values;
using Xunit;

namespace LowCode.Tests.Unit.Feel.Dmn;

public sealed class ExplanationTests
{
    [Fact]
    public void Table_says_of_each_rule_and_cell_whether_it_held_and_why()
    {
        var model = Models.Sound(Models.Table("FIRST", 2, "<output/>", "> 10 | \"x\" | \"first\"", "- | \"y\" | \"second\"", "- | \"y\" | \"third\""));

        var decision = Assert.Single(model.Ask("d", Models.Inputs(("a", 5), ("b", "y")), new DecisionOptions { Explain = true }).Explanation);

        Assert.Equal("second", decision.Value.AsString);
        var table = Assert.Single(decision.Parts).Table!;
        Assert.Equal([("a", (FeelValue)5), ("b", "y")], table.Inputs.Select(i => (i.Text, i.Value)));
        Assert.Equal([false, true, true], table.Rules.Select(r => r.Matches));
        Assert.Equal([false, false], table.Rules[0].Cells.Select(c => c.Holds));
        Assert.Equal("> 10", table.Rules[0].Cells[0].Text);
        Assert.Contains("5", table.Rules[0].Cells[0].Why, StringComparison.Ordinal);
        Assert.Equal("third", Assert.Single(table.Rules[2].Outputs).AsString);
    }

    [Fact]
    public void Cell_that_cannot_be_compared_says_so()
    {
        var model = Models.Sound(Models.Table("UNIQUE", 1, "<output/>", "> 10 | 1"));

        var decision = Assert.Single(model.Ask("d", Models.Inputs(("a", "text")), new DecisionOptions { Explain = true }).Explanation);

        Assert.Null(Assert.Single(Assert.Single(decision.Parts).Table!.Rules[0].Cells).Holds);
    }

    [Fact]
    public void Decisions_lie_in_the_order_in_which_they_were_made_with_their_texts()
    {
        var model = Models.Sound("""
            <decision name="a" id="a"><literalExpression><text>1 + 1</text></literalExpression></decision>
            <decision name="b" id="b"><informationRequirement><requiredDecision href="#a"/></informationRequirement><context><contextEntry><variable name="c"/><literalExpression><text>a * 2</text></literalExpression></contextEntry></context></decision>
            """);

        var explained = model.Ask("b", DecisionInputs.None, new DecisionOptions { Explain = true }).Explanation;

        Assert.Equal(["definitions/decision[a]", "definitions/decision[b]"], explained.Select(e => e.Path));
        Assert.Equal(("1 + 1", (FeelValue)2), explained[0].Parts.Select(p => (p.Text, p.Value)).Single());
        Assert.Equal([(FeelValue)1, 1], explained[0].Parts[0].Feel!.Parts.Select(p => p.Value));
        var entry = Assert.Single(Assert.Single(explained[1].Parts).Parts);
        Assert.Equal(("c", (FeelValue)4), (entry.Path, entry.Value));
        Assert.Equal("a * 2", Assert.Single(entry.Parts).Text);
    }

    [Fact]
    public void Nothing_is_explained_unless_it_is_asked_for() =>
        Assert.Empty(Models.Sound(Models.Table("UNIQUE", 1, "<output/>", "1 | 1")).Ask("d", Models.Inputs(("a", 1))).Explanation);
}
