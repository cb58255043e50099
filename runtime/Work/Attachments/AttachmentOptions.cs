using System.Globalization;

namespace LowCode.Work.Attachments;

/// <summary>How much of which kind is taken.</summary>
public sealed class AttachmentOptions
{
    private const long MegaByte = 1024 * 1024;
    private const int LargestMegaBytes = 10_000;

    /// <summary>Largest attachment of each kind, in megabytes of 1,048,576 bytes.</summary>
    public IReadOnlyDictionary<AttachmentKind, int> MegaBytes { get; init; } = new Dictionary<AttachmentKind, int>
    {
        [AttachmentKind.Photo] = 10,
        [AttachmentKind.Video] = 500,
        [AttachmentKind.Audio] = 100,
        [AttachmentKind.File] = 100,
        [AttachmentKind.Signature] = 2,
    };

    /// <summary>Largest attachment of somebody without an account, in megabytes; default 50.</summary>
    public int PublicMegaBytes { get; init; } = 50;

    /// <summary>How long something may be uploaded, and stay without a case that holds it; default a day.</summary>
    public TimeSpan KeepUnbound { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Limits as an operator writes them, by kind and in megabytes: <c>photo=20,video=1000</c>; kinds that are not named keep their default.
    /// Null: it says something else.
    /// </summary>
    public static AttachmentOptions? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var limits = new AttachmentOptions().MegaBytes.ToDictionary();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('=') is not [var word, var number]
                || AttachmentKinds.Of(word.Trim()) is not { } kind
                || !int.TryParse(number, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var most)
                || most is < 1 or > LargestMegaBytes)
            {
                return null;
            }

            limits[kind] = most;
        }

        return new AttachmentOptions { MegaBytes = limits };
    }

    /// <summary>In bytes.</summary>
    public long MostOf(AttachmentKind kind, bool isPublic) => (isPublic ? Math.Min(MegaBytes[kind], PublicMegaBytes) : MegaBytes[kind]) * MegaByte;
}
