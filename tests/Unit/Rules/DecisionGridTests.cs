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
    [InlineData(HitPolicy.Unique, "-5 > \"A\"; not(-5) > \"B\"", null)]
    [InlineData(HitPolicy.Unique, "\"x\", \"y\" > \"A\"; not(\"x\", \"y\") > \"B\"", "")]
    [InlineData(HitPolicy.Unique, "starts with(?, \"84\") > \"A\"; not(starts with(?, \"84\")) > \"B\"", "")]
    [InlineData(HitPolicy.Unique, "starts with(?, \"84\") > \"A\"; starts with(?, \"8471\") > \"B\"; - > \"C\"", "Contradiction")]
    [InlineData(HitPolicy.Unique, "? > other > \"A\"", null)]
    public void What_is_wrong_with_a_table_is_found_as_its_hit_policy_means_it(HitPolicy policy, string rows, string? kinds)
    {
        var table = Assert.Single(DecisionGrids.Of(Model(policy, rows)));

        var found = DecisionGrids.Check(table).Select(f => f.Kind.ToString()).Distinct().ToList();

        Assert.Equal(kinds is null, table.NotDecided is not null);
        Assert.Equal(kinds is null or "", found.Count == 0);
        Assert.True(kinds is null or "" || found.Contains(kinds), string.Join(", ", found));
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
