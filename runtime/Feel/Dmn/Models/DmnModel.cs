namespace LowCode.Feel.Dmn.Models;

/// <summary>One DMN document: types, input data, decisions, knowledge and services.</summary>
public sealed record DmnModel
{
    public required string Name { get; init; }

    /// <summary>What other models import it by; unique among the models that are evaluated together.</summary>
    public required string Namespace { get; init; }

    public DmnVersion Version { get; init; } = DmnVersion.Dmn15;

    /// <summary>The language of all expressions that name none; null is FEEL.</summary>
    public string? ExpressionLanguage { get; init; }

    public string? TypeLanguage { get; init; }

    public string? Exporter { get; init; }

    public string? ExporterVersion { get; init; }

    public IReadOnlyList<ModelImport> Imports { get; init; } = [];

    public IReadOnlyList<ItemDefinition> ItemDefinitions { get; init; } = [];

    /// <summary>Input data, decisions, knowledge models, services and knowledge sources, in the order of the document.</summary>
    public IReadOnlyList<DrgElement> Elements { get; init; } = [];

    /// <summary>Prefixes of the document by name (empty for the default one), so that it is written with the prefixes it came with.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Prefixes { get; init; } = [];

    public ElementNotes Notes { get; init; } = ElementNotes.None;
}
