using LowCode.Feel;
using LowCode.Feel.Compiling;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using Xunit;

namespace LowCode.Tests.Unit.Feel;

/// <summary>What a pattern may take is bounded by steps and looks at the clock, whatever the machine: time stands still here unless a test moves it.</summary>
public sealed class PatternLimitTests
{
    private const int Million = 1_000_000;

    // As heavy as a pattern may be, and without a match in these texts, so that each place of the text is tried.
    private const string Heavy = "(x?[a-z]{0,90}1){50}";

    [Theory]
    [InlineData($"matches(text, \"{Heavy}\")")]
    [InlineData($"replace(text, \"{Heavy}\", \"\")")]
    [InlineData($"split(text, \"{Heavy}\")")]
    public void A_heavy_pattern_on_a_million_characters_ends_at_the_steps_before_it_is_begun(string expression)
    {
        var (result, run) = Run(expression, new string('a', Million), FeelLimits.Standard, StoppedClock.Instance);

        Assert.Equal(FeelProblemCode.StepLimit, Assert.Single(result.Problems).Code);
        Assert.True(run.IsBeyondSteps);
    }

    [Theory]
    [InlineData("matches(text, \"[0-9]+b\")", "false")]
    [InlineData("string length(replace(text, \"[0-9]+\", \"\"))", "1000000")]
    [InlineData("count(split(text, \",\"))", "1")]
    public void A_plain_pattern_on_a_million_characters_is_run(string expression, string expected)
    {
        var (result, run) = Run(expression, new string('a', Million), FeelLimits.Standard, StoppedClock.Instance);

        Assert.Equal(expected, result.Value.ToString());
        Assert.InRange(run.Steps, Million / 64, FeelLimits.Standard.Steps / 10);
    }

    [Theory]
    [InlineData("count(split(text, \",\"))")]
    [InlineData("replace(text, \",\", \";\")")]
    public void Each_match_of_a_long_text_looks_at_the_clock(string expression)
    {
        var limits = FeelLimits.Standard with { Time = TimeSpan.FromMilliseconds(500) };

        var (result, _) = Run(expression, new string(',', 1_000), limits, new CountingClock());

        Assert.Equal(FeelProblemCode.TimeLimit, Assert.Single(result.Problems).Code);
    }

    [Fact]
    public void A_cancelled_replacement_ends_between_two_matches()
    {
        using var cancelling = new CancellationTokenSource();
        var clock = new CountingClock { At = (10, cancelling.Cancel) };

        Assert.Throws<OperationCanceledException>(() => Run("replace(text, \",\", \";\")", new string(',', 1_000), FeelLimits.Standard, clock, cancelling.Token));
        Assert.Equal(10, clock.Looks);
    }

    [Theory]
    [InlineData("((a{0,100}){0,100}){0,100}", "1010101")]
    [InlineData("[a-z]{20000}", "20001")]
    [InlineData("(\\\\p{Lu}[^\\\\]]){99999999999}", "")]
    public void A_pattern_that_repeats_too_much_is_told_and_not_built(string pattern, string weight)
    {
        var (result, _) = Run($"matches(text, \"{pattern}\")", "aaa", FeelLimits.Standard, StoppedClock.Instance);

        var problem = Assert.Single(result.Problems);
        Assert.Equal(FeelProblemCode.PatternTooLarge, problem.Code);
        Assert.Contains("10000", problem.Text, StringComparison.Ordinal);
        Assert.Contains(weight, problem.Text, StringComparison.Ordinal);
    }

    private static (FeelResult Result, FeelEvaluation Run) Run(string expression, string text, FeelLimits limits, TimeProvider clock, CancellationToken? cancellation = null)
    {
        var program = FeelProgram.Compile(FeelParser.ParseExpression(expression, FeelLibrary.Scope.With("text", FeelType.String)));
        var run = new FeelEvaluation(new FeelOptions { Limits = limits, Clock = clock }, cancellation ?? TestContext.Current.CancellationToken);
        return (new(program.Run(run, [text]), run.Problems), run);
    }

    /// <summary>A millisecond passes with each look.</summary>
    private sealed class CountingClock : TimeProvider
    {
        public override long TimestampFrequency => 1_000;

        public (long Look, Action Then)? At { get; init; }

        public long Looks { get; private set; }

        public override long GetTimestamp()
        {
            Looks++;
            if (At is { } at && at.Look == Looks)
            {
                at.Then();
            }

            return Looks;
        }
    }
}
