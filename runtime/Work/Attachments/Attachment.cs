namespace LowCode.Work.Attachments;

/// <param name="CaseId">Null until the form that holds it is submitted.</param>
public sealed record Attachment(string AttachmentId, string? CaseId, string FileName, string MediaType, long Bytes, string Sha256);

public sealed record AttachmentContent(Attachment Attachment, Stream Content);
