namespace LowCode.Rules.Explanations;

/// <summary>
/// How much one explanation may look at and say: thousands of rules on a document of ten thousand lines would make one that takes minutes and that nobody reads.
/// </summary>
internal sealed class ExplanationBudget
{
    /// <summary>Conditions that are told.</summary>
    public const int MostParts = 20_000;

    /// <summary>Characters of conditions and values.</summary>
    public const int MostCharacters = 1_000_000;

    /// <summary>Tests of lines. A rule that was begun is judged to its end.</summary>
    public const int MostTests = 1_000_000;

    /// <summary>Characters of one value, and of one text that a condition names.</summary>
    public const int LongestText = 500;

    /// <summary>Values that one condition names.</summary>
    public const int MostOperands = 20;

    private int _parts;
    private int _characters;
    private long _tests;

    public bool IsSpent => _parts >= MostParts || _characters >= MostCharacters || _tests >= MostTests;

    public void Look(long tests) => _tests += tests;

    /// <summary>False: there is no room for it.</summary>
    public bool TryTake(ConditionReason part)
    {
        if (_parts >= MostParts || _characters >= MostCharacters)
        {
            return false;
        }

        _parts++;
        _characters += part.Condition.Length + (part.Value?.Length ?? 0);
        return true;
    }

    public static string Cut(string text) => text.Length <= LongestText ? text : $"{text.AsSpan(0, LongestText)}…";
}
