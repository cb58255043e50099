using System.Security.Cryptography;
using LowCode.Definitions;

namespace LowCode.Work.Attachments;

/// <summary>
/// Looks at what was received, whichever way it came: its type by content, that pictures can be shown, its hash; then keeps it. The bytes
/// are kept before the row says so: a file without a row is waste, a row without a file would be a broken picture.
/// </summary>
public sealed class AttachmentIntake(IAttachmentFiles files, IPictures pictures)
{
    /// <summary>Longer side of small copies, in pixels: two for each of the largest place that shows them.</summary>
    internal const int SmallEdge = 480;

    private const int LongestName = 100;

    /// <summary>The attachment as it turned out to be; what is refused is removed.</summary>
    /// <param name="announced">With the name and kind that were given.</param>
    internal async Task<Result<Attachment>> TakeAsync(TenantId tenant, Attachment announced, CancellationToken cancellation)
    {
        var id = announced.AttachmentId;
        var (attachment, rejection, small) = await ExamineAsync(tenant, announced, cancellation);
        if (rejection is not null)
        {
            files.Delete(tenant, id);
            return rejection;
        }

        if (small is not null)
        {
            await files.KeepSmallAsync(tenant, id, small, cancellation);
        }

        files.Keep(tenant, id);
        return attachment!;
    }

    private async Task<(Attachment? Attachment, Rejection? Rejection, byte[]? Small)> ExamineAsync(
        TenantId tenant, Attachment announced, CancellationToken cancellation)
    {
        await using var content = files.OpenReceived(tenant, announced.AttachmentId);
        if (content.Length == 0)
        {
            return (null, Rejections.Invalid("attachment.empty"), null);
        }

        if (FileSignature.Of(content, announced.Kind, announced.FileName) is not { } format)
        {
            return (null, Rejections.Invalid("attachment.wrong-type", FileSignature.Names(announced.Kind)), null);
        }

        byte[]? small = null;
        if (announced.Kind is AttachmentKind.Photo or AttachmentKind.Signature)
        {
            small = pictures.SmallCopy(content, SmallEdge);
            if (small is null)
            {
                return (null, Rejections.Invalid("attachment.unreadable-picture"), null);
            }
        }

        content.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation));
        return (announced with { FileName = Tidy(announced.FileName, format), MediaType = format.MediaType, Bytes = content.Length, Sha256 = hash }, null, small);
    }

    /// <summary>
    /// The name is shown and offered when saving, never used as a path. Its ending is one of the content's, so that nothing opens as
    /// something else when it was saved.
    /// </summary>
    private static string Tidy(string fileName, FileFormat format)
    {
        var name = string.Concat(Path.GetFileName(fileName.Replace('\\', '/')).Where(c => !char.IsControl(c) && !char.IsSurrogate(c))).Trim();
        var ending = Path.GetExtension(name);
        var fits = format.Extensions.Contains(ending, StringComparer.OrdinalIgnoreCase);
        var stem = fits || IsEnding(ending) ? Path.GetFileNameWithoutExtension(name) : name;
        ending = fits ? ending : format.Extensions[0];
        stem = string.IsNullOrWhiteSpace(stem) ? "file" : stem;
        return stem[..Math.Min(stem.Length, LongestName - ending.Length)] + ending;
    }

    /// <summary>Not the last part of a date or a version.</summary>
    private static bool IsEnding(string ending) => ending.Length is > 2 and < 6 && char.IsAsciiLetter(ending[1]) && ending.Skip(1).All(char.IsAsciiLetterOrDigit);
}
