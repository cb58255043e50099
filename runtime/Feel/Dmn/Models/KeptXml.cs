namespace LowCode.Feel.Dmn.Models;

/// <summary>Parts of an element that other tools wrote for themselves: they survive reading and writing unchanged.</summary>
/// <param name="Attributes">Attributes by expanded name (<c>{namespace}local</c>), in their order.</param>
/// <param name="ExtensionElements">The <c>extensionElements</c> child as XML, or null.</param>
/// <param name="Elements">Other children as XML, in their order, comments first; the diagram of a model is one of them.</param>
public sealed record KeptXml(
    IReadOnlyList<KeyValuePair<string, string>> Attributes,
    string? ExtensionElements,
    IReadOnlyList<string> Elements);
