namespace LowCode.Engine.Effects;

/// <summary>A request that an activity wants sent.</summary>
/// <param name="Headers">Authorization among them.</param>
/// <param name="Content">A text; null: none.</param>
/// <param name="ContentType">Null where there is no content.</param>
public sealed record HttpCall(string Method, string Url, IReadOnlyDictionary<string, string> Headers, string? Content, string? ContentType)
{
    /// <summary>The answer is wanted as a file: bytes in base64, whatever their type.</summary>
    public bool WantsFile { get; init; }

    /// <summary>Where it fails in a way that may pass, it is sent again before the process hears of it.</summary>
    public bool IsResilient { get; init; }
}
