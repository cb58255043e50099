namespace LowCode.Feel.Dmn.Models;

/// <summary>Another model (or a document of another kind) whose elements this one uses.</summary>
/// <param name="Name">The name its elements are reached by (<c>name.element</c>); empty puts them beside the own ones.</param>
/// <param name="Namespace">The namespace of the imported model.</param>
/// <param name="ImportType">What kind of document: the DMN namespace, or another standard's.</param>
/// <param name="LocationUri">Where a tool found it; never followed.</param>
public sealed record ModelImport(string Name, string Namespace, string ImportType, string? LocationUri, ElementNotes Notes);
