using System.Globalization;
using LowCode.Feel.Dmn.Models;
using LowCode.Rules.Tables;
using Xunit;

namespace LowCode.Tests.Unit.Rules;

/// <summary>Tables of decision models on their way to the checks.</summary>
public sealed class DecisionGridTests
{
    public DecisionGridTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Theory]
    [InlineData(HitPolicy.Unique, "<= 10 > \"A\"; > 10 > \"B\"", "")]
    [InlineData(HitPolicy.Unique, "< 10 > \"A\"; > 10 > \"B\"", "Gap")]
    [InlineData(HitPolicy.Unique, "<= 10 > \"A\"; >= 10 > \"B\"", "Contradiction")]
    [InlineData(HitPolicy.Unique, "[1..5], (5..9] > \"A\"; < 1, > 9 > \"B\"", "")]
    [InlineData(HitPolicy.First, "<= 10 > \"A\"; < 5 > \"B\"; - > \"C\"", "Dead")]
    [InlineData(HitPolicy.Collect, "<= 10 > \"A\"; < 5 > \"B\"", "")]
    [InlineData(HitPolicy.Collect, "<= 10 > \"A\"; <= 10 > \"B\"", "Duplicate")]
    [InlineData(HitPolicy.Any, "<= 10 > \"A\"; < 5 > \"A\"; > 10 > \"B\"", "")]
    [InlineData(HitPolicy.Any, "<= 10 > 1; < 5 > 1.0; > 10 > 2", "")]
    [InlineData(HitPolicy.Any, "<= 10 > \"A\"; < 5 > \"B\"; > 10 > \"B\"", "Contradiction")]
    [InlineData(HitPolicy.Any, "<= 10 > \"A\"; < 5 > \"A\"; > 11 > \"B\"", "Gap")]
    [InlineData(HitPolicy.Any, "<= 10 > \"A\"; [6..5] > \"A\"; > 10 > \"B\"", "Dead")]
    [InlineData(HitPolicy.Any, "<= 10 > \"A\"; <= 10 > \"A\"; > 10 > \"B\"", "Duplicate")]
    [InlineData(HitPolicy.Collect, "<= 10 > \"A\"; [6..5] > \"B\"", "Dead")]
    [InlineData(HitPolicy.Unique, "\"x\", \"y\" > \"A\"; not(\"x\", \"y\") > \"B\"", "")]
    [InlineData(HitPolicy.Unique, "starts with(?, \"84\") > \"A\"; not(starts with(?, \"84\")) > \"B\"", "")]
    [InlineData(HitPolicy.Unique, "starts with(?, \"84\") > \"A\"; starts with(?, \"8471\") > \"B\"; - > \"C\"", "Contradiction")]
    public void What_is_wrong_with_a_table_is_found_as_its_hit_policy_means_it(HitPolicy policy, string rows, string kinds)
    {
        var table = Assert.Single(DecisionGrids.Of(Model(policy, rows)));

        var found = DecisionGrids.Check(table).Select(f => f.Kind.ToString()).Distinct().ToList();

        Assert.Empty(table.NotDecided);
        Assert.Equal(kinds, string.Join(", ", found.Where(f => kinds.Length == 0 || f == kinds)));
    }

    [Theory]
    [InlineData("-5 > \"A\"; not(-5) > \"B\"", "2 / x", "")]
    [InlineData("? > other > \"A\"", "1 / x", "")]
    [InlineData("? > other > \"A\"; ? > other > \"A\"", "1 / x, 2 / x", "Duplicate")]
    [InlineData("? > other > \"A\"; ? > more > \"B\"", "1 / x, 2 / x", "")]
    [InlineData("<= 10 > \"A\"; < 5 > \"B\"; ? > other > \"C\"", "3 / x", "Contradiction, Dead")]
    [InlineData("? > other > \"C\"; <= 10 > \"A\"; [6..5] > \"B\"", "1 / x", "Dead")]
    [InlineData("<= 10 > \"A\"; \"x\" > \"B\"", "x", "")]
    public void Cell_that_cannot_be_decided_is_named_and_leaves_out_only_what_depends_on_it(string rows, string notDecided, string kinds)
    {
        var table = Assert.Single(DecisionGrids.Of(Model(HitPolicy.Unique, rows)));

        Assert.Equal(notDecided, string.Join(", ", table.NotDecided));
        Assert.Equal(kinds, string.Join(", ", DecisionGrids.Check(table).Select(f => f.Kind).Distinct()));
    }

    [Fact]
    public void Default_output_is_for_what_no_row_covers()
    {
        var model = Model(HitPolicy.Unique, "< 10 > \"A\"", new BoxedExpression.Literal("\"Z\""));

        Assert.Empty(DecisionGrids.Check(DecisionGrids.Of(model)[0]));
    }

    private static DmnModel Model(HitPolicy policy, string rows, BoxedExpression.Literal? otherwise = null) => new()
    {
        Name = "m",
        Namespace = "urn:m",
        Elements =
        [
            new DrgElement.Decision
            {
                Name = "t",
                Logic = new BoxedExpression.Table(new DecisionTable
                {
                    HitPolicy = policy,
                    Inputs = [new InputClause(new BoxedExpression.Literal("x"), null, ElementNotes.None)],
                    Outputs = [new OutputClause(null, null, null, otherwise, ElementNotes.None)],
                    Rules =
                    [
                        .. rows.Split("; ").Select(r => (Test: r[..r.LastIndexOf(" > ", StringComparison.Ordinal)], Output: r[(r.LastIndexOf(" > ", StringComparison.Ordinal) + 3)..]))
                            .Select(r => new DecisionRule([UnaryTestsText.Of(r.Test)], [new BoxedExpression.Literal(r.Output)], [], ElementNotes.None)),
                    ],
                }),
            },
        ],
    };
}
