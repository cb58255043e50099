using System.Globalization;
using LowCode.Feel;
using LowCode.Feel.Compiling;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using Xunit;

namespace LowCode.Tests.Unit.Feel;

/// <summary>Patterns are kept for the next evaluation, and with them what the engine learned of the texts: no evaluation's limits bound that. Measured while no other test runs.</summary>
[Collection(nameof(PatternMemoryTests))]
[CollectionDefinition(nameof(PatternMemoryTests), DisableParallelization = true)]
public sealed class PatternMemoryTests
{
    [Fact]
    public void What_patterns_learn_of_texts_is_not_kept_without_bound()
    {
        var random = new Random(7);
        var text = new string([.. Enumerable.Range(0, 20_000).Select(_ => (char)('a' + random.Next(26)))]);
        var program = FeelProgram.Compile(FeelParser.ParseExpression("matches(text, pattern)", FeelLibrary.Scope.With(new FeelVariable("text", FeelType.String), new FeelVariable("pattern", FeelType.String))));
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var i = 0; i < 12; i++)
        {
            var pattern = string.Create(CultureInfo.InvariantCulture, $"z{i}|(a|b|c|d|e|f|g|h|[i-z]).*(a|[b-k]).{{14}}(c|d)x$");
            FeelValue[] inputs = [text, pattern];
            program.Evaluate(inputs, new FeelOptions { Clock = StoppedClock.Instance }, TestContext.Current.CancellationToken);
        }

        // Each of them learns some 27 MB.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 100_000_000);
    }
}
