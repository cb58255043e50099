namespace LowCode.Tests.DmnTck;

/// <summary>What became of one case.</summary>
/// <param name="Outcome">One result that is not as expected makes the case a miss.</param>
/// <param name="Misses">Per result that is not as expected: its name, what was expected and what came.</param>
public sealed record TckVerdict(TckSuite Suite, TckCase Case, TckOutcome Outcome, IReadOnlyList<TckMiss> Misses);

public enum TckOutcome
{
    Passed,
    Missed,

    /// <summary>The expected result is that of a class of another platform, which this library refuses to call by design.</summary>
    NotApplicable,
}

public sealed record TckMiss(string Result, string Expected, string Got);
