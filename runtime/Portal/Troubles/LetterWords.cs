using LowCode.Work.DeadLetters;

namespace LowCode.Portal.Troubles;

/// <summary>Dead letters in plain words.</summary>
public static class LetterWords
{
    /// <summary>What should have happened.</summary>
    public static string What(DeadLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return letter.Source == "inbox"
            ? Texts.LetterMessage
            : Texts.ResourceManager.GetString("Letter." + letter.Kind, Texts.Culture) ?? Texts.LetterEffect;
    }

    /// <summary>Why it did not: our own reasons in words, an error as it was told.</summary>
    public static string Why(DeadLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return letter.Reason switch
        {
            "expired" => Texts.LetterExpired,
            "worker-died" => Texts.LetterWorkerDied,
            _ => letter.Reason,
        };
    }

    public static string End(LetterResolution resolution)
    {
        ArgumentNullException.ThrowIfNull(resolution);
        return resolution.End == LetterEnd.Retried ? Texts.LetterRetried : Texts.LetterDiscarded;
    }
}
