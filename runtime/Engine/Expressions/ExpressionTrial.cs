using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Values;
using LowCode.Feel.Compiling;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Engine.Expressions;

/// <summary>An expression of the business language outside of any process, for those who write one: what is wrong with it, what it reads, what it gives and why.</summary>
/// <param name="Type">What it yields, as far as known.</param>
/// <param name="Reads">Fields, with the path behind them as far as the text says.</param>
/// <param name="Problems">Positions are in the text. Of a text that does not follow the grammar only those of reading it.</param>
/// <param name="Value">Null where there is none, or where it was not evaluated.</param>
/// <param name="Explanation">Null where it was not evaluated.</param>
public sealed record ExpressionTrial(
    FeelType Type, IReadOnlyList<string> Reads, IReadOnlyList<FeelProblem> Problems, FeelValue Value, FeelExplanation? Explanation)
{
    /// <summary>What one person tries must not take the machine from all others.</summary>
    private static readonly FeelLimits _limits = new() { Steps = 1_000_000, Size = 100_000, Memory = 64L * 1024 * 1024, Time = TimeSpan.FromSeconds(2) };

    // Deeper JSON nobody reads.
    private const int MostLevels = 50;

    /// <summary>The value as a process would get it; null too for one that is nested deeper than 50 levels.</summary>
    public JsonNode? Json => IsWithin(Value, MostLevels) ? DataValue.ToNode(FeelData.Write(Value)) : null;

    /// <param name="now">In the time zone of who asks: <c>today()</c> is the day there.</param>
    /// <param name="dictionaries">What functions may ask; null: nothing.</param>
    public static FeelOptions OptionsAt(DateTimeOffset now, DictionaryLookup? dictionaries = null) => new() { Limits = _limits, Now = now, Lookups = dictionaries };

    /// <param name="text">Blank: nothing is wrong with it, and it gives nothing.</param>
    public static ExpressionTrial Of(string text, TrialValues values, FeelOptions options, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new(FeelType.Any, [], [], FeelValue.Null, null);
        }

        var parsed = FeelParser.ParseExpression(text, values.Scope);
        if (!parsed.IsWellFormed)
        {
            return new(FeelType.Any, [], parsed.Problems, FeelValue.Null, null);
        }

        var found = Checks.Of(parsed);
        IReadOnlyList<string> reads = [.. Feel.Syntax.Reads.Of(parsed).Paths.Order(StringComparer.Ordinal)];
        var (result, explanation) = FeelExplanation.Of(parsed, values.Values, options, cancellation);
        return new(parsed.Root.Type, reads, [.. found.Concat(result.Problems).DistinctBy(p => (p.Code, p.Span))], result.Value, explanation);
    }

    private static bool IsWithin(FeelValue value, int levels) => value.Kind switch
    {
        FeelKind.List => levels > 0 && value.AsList!.All(i => IsWithin(i, levels - 1)),
        FeelKind.Context => levels > 0 && value.AsContext!.All(e => IsWithin(e.Value, levels - 1)),
        _ => true,
    };
}
