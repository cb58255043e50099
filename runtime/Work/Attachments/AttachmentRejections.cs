namespace LowCode.Work.Attachments;

/// <summary>Rejections that several ways of sending share.</summary>
internal static class AttachmentRejections
{
    public static Rejection TooLarge(long mostBytes) => Rejections.Invalid("attachment.too-large", mostBytes / 1024 / 1024);

    public static Rejection NotFound() => Rejections.NotFound("attachment.not-found");
}
