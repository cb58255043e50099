namespace LowCode.Feel.Dmn.Models;

/// <summary>Parts of an element that other tools wrote for themselves: they survive reading and writing unchanged, to the character.</summary>
/// <param name="Attributes">Attributes by expanded name (<c>{namespace}local</c>), declarations of prefixes too, in their order.</param>
/// <param name="ExtensionElements">The <c>extensionElements</c> child as XML, or null.</param>
/// <param name="Nodes">
/// Other children as XML, in their order: elements (the diagram of a model is one of them), and comments and processing instructions that
/// stand before one of them or behind all elements.
/// </param>
public sealed record KeptXml(
    IReadOnlyList<KeyValuePair<string, string>> Attributes,
    string? ExtensionElements,
    IReadOnlyList<string> Nodes)
{
    /// <summary>Comments and processing instructions directly before the element, as XML.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>Those within it, before a part that is nothing but text: they become its first.</summary>
    public IReadOnlyList<string> First { get; init; } = [];

    /// <summary>Parts that are nothing but text to us and were more in the document, as XML: with attributes, comments or CDATA.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];
}
