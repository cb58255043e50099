namespace LowCode.Definitions.Rules;

/// <summary>How actions are spelled in documents and verdicts.</summary>
public static class RuleActionWords
{
    /// <summary>The action of a document that no rule hits.</summary>
    public const string Pass = "PASS";

    private static readonly string[] _words = [.. Enum.GetNames<RuleAction>().Select(n => n.ToUpperInvariant())];

    internal static string All { get; } = string.Join(", ", _words);

    public static string Of(RuleAction action) => _words[(int)action];

    internal static bool TryRead(string word, out RuleAction action)
    {
        var index = Array.IndexOf(_words, word);
        action = (RuleAction)Math.Max(index, 0);
        return index >= 0;
    }
}
