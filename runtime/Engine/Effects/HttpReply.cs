namespace LowCode.Engine.Effects;

/// <summary>What a waiting request is answered.</summary>
/// <param name="Content">A text, or bytes in base64 where <paramref name="IsBase64"/>; null: an empty body.</param>
public sealed record HttpReply(int StatusCode, IReadOnlyDictionary<string, string> Headers, string? Content, string? ContentType, bool IsBase64 = false);
