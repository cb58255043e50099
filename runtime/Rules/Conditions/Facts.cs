using LowCode.Rules.Documents;
using LowCode.Rules.Keys;

namespace LowCode.Rules.Conditions;

/// <summary>One document with what its texts were found to be: what compiled conditions look at.</summary>
internal readonly ref struct Facts(DocumentBuffer document, KeyBuffer keys, DocumentLayout layout, ReadOnlySpan<byte> source)
{
    public DocumentBuffer Document { get; } = document;

    public KeyBuffer Keys { get; } = keys;

    public DocumentLayout Layout { get; } = layout;

    /// <summary>The bytes that the document was read from.</summary>
    public ReadOnlySpan<byte> Source { get; } = source;

    public ReadOnlySpan<byte> Text(in Cell cell) => Document.Text(cell, Source);
}
