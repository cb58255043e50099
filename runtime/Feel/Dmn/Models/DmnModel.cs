namespace LowCode.Feel.Dmn.Models;

/// <summary>One DMN document: types, input data, decisions, knowledge and services.</summary>
public sealed record DmnModel
{
    /// <summary>The model's name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What other models import it by; unique among the models that are evaluated together.</summary>
    public required string Namespace { get; init; }

    /// <summary>The edition that it was read from and is written in. Default: 1.5.</summary>
    public DmnVersion Version { get; init; } = DmnVersion.Dmn15;

    /// <summary>The language of all expressions that name none; null is FEEL.</summary>
    public string? ExpressionLanguage { get; init; }

    /// <summary>The URI of the language of types; null is FEEL. Kept, not evaluated.</summary>
    public string? TypeLanguage { get; init; }

    /// <summary>The tool that wrote the document.</summary>
    public string? Exporter { get; init; }

    /// <summary>The version of that tool.</summary>
    public string? ExporterVersion { get; init; }

    /// <summary>Other models whose elements this one names.</summary>
    public IReadOnlyList<ModelImport> Imports { get; init; } = [];

    /// <summary>The types of the model, in the order of the document.</summary>
    public IReadOnlyList<ItemDefinition> ItemDefinitions { get; init; } = [];

    /// <summary>Input data, decisions, knowledge models, services and knowledge sources, in the order of the document.</summary>
    public IReadOnlyList<DrgElement> Elements { get; init; } = [];

    /// <summary>Prefixes of the document by name (empty for the default one), so that it is written with the prefixes it came with.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Prefixes { get; init; } = [];

    /// <summary>Id, label, description and what is kept of the document, the diagram too.</summary>
    public ElementNotes Notes { get; init; } = ElementNotes.None;
}
