using Xunit;

namespace LowCode.Tests.Unit.Feel;

public sealed class RandomExpressionTests
{
    private const int Seed = 20260305;

    [Fact]
    public void Any_text_is_read_printed_and_evaluated_without_a_crash()
    {
        var (expressions, trial) = (new RandomExpressions(Seed), new FuzzTrial());
        for (var i = 0; i < 5_000; i++)
        {
            var text = expressions.Next();
            var wrong = trial.Try(text);
            Assert.True(wrong is null, $"Seed {Seed}, number {i}: {text}\n{wrong}");
        }
    }
}
