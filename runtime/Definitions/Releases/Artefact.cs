using System.Security.Cryptography;

namespace LowCode.Definitions.Releases;

/// <summary>SHA-256 of an artefact's bytes, lower case hex, 64 characters.</summary>
public readonly record struct ContentHash(string Value)
{
    public override string ToString() => Value;

    public static ContentHash Of(ReadOnlySpan<byte> content) => new(Convert.ToHexStringLower(SHA256.HashData(content)));
}

public enum ArtefactKind
{
    Workflow,
    Form,
    Dictionary,
    CaseType,
    Decision,
    RuleSet,
    PrintTemplate,
}

/// <summary>Anything an agency makes, as it was written: its bytes are its identity.</summary>
/// <param name="Key">The logical name that stays the same over versions: a definitionId, a form id, a dictionary id, a rule set id.</param>
public sealed record Artefact(ArtefactKind Kind, string Key, ContentHash Hash, ReadOnlyMemory<byte> Content)
{
    public static Artefact Of(ArtefactKind kind, string key, byte[] content) => new(kind, key, ContentHash.Of(content), content);
}
