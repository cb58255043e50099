namespace LowCode.Work.Attachments;

/// <summary>What an attachment is to be; it decides which content and how much of it is taken.</summary>
public enum AttachmentKind
{
    Photo,
    Video,
    Audio,

    /// <summary>Documents, archives, and everything that the other kinds take.</summary>
    File,

    /// <summary>A picture that somebody wrote by hand on the screen.</summary>
    Signature,
}

/// <summary>How kinds are spelled in rows, addresses and headers.</summary>
public static class AttachmentKinds
{
    public static IReadOnlyList<string> Words { get; } = [.. Enum.GetValues<AttachmentKind>().Select(WordOf)];

    public static string WordOf(AttachmentKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Null: there is no such kind.</summary>
    public static AttachmentKind? Of(string word) => Words.Contains(word, StringComparer.Ordinal) ? Enum.Parse<AttachmentKind>(word, ignoreCase: true) : null;
}
