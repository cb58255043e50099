namespace LowCode.Work.Attachments;

/// <param name="CaseId">Null until the form that holds it is submitted.</param>
/// <param name="MediaType">Told by the content; empty while it is being uploaded.</param>
/// <param name="Bytes">What was announced, while it is being uploaded.</param>
/// <param name="Sha256">Lower case hex digits of the whole content; empty while it is being uploaded.</param>
public sealed record Attachment(string AttachmentId, string? CaseId, AttachmentKind Kind, string FileName, string MediaType, long Bytes, string Sha256);

/// <param name="Content">Can be read from any place, as players of videos do.</param>
public sealed record AttachmentContent(Attachment Attachment, Stream Content);
