namespace LowCode.Work.Sheets;

/// <param name="Tag">Hash of what it was made from: who brings it back changed says it, so that nobody's work in between is lost.</param>
public sealed record ExportedSheet(byte[] Content, string Tag);
