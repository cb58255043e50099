namespace LowCode.Rules.Index;

/// <summary>How a text was found.</summary>
internal enum KeyKind
{
    Exact,
    Prefix,
    Keyword,
    List,
}

/// <summary>Something that may be found in a document, and that rules hang on.</summary>
internal readonly record struct RuleKey(bool IsLine, int Slot, KeyKind Kind, int Number);
