namespace LowCode.Definitions.Values;

/// <summary>As what a process sees kept bytes.</summary>
public enum ContentForm
{
    /// <summary>The data that the JSON says.</summary>
    Json,

    /// <summary>UTF-8.</summary>
    Text,

    /// <summary>Anything else: a text in base64, as bytes are everywhere.</summary>
    Base64,
}
