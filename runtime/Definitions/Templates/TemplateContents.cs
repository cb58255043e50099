using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Releases;
using LowCode.Feel.Dmn.Models;

namespace LowCode.Definitions.Templates;

/// <summary>A template's documents while its folder is read, each with the file it came from.</summary>
internal sealed class TemplateContents
{
    private IReadOnlyDictionary<string, DictionaryDefinition>? _laid;

    public List<Artefact> Artefacts { get; } = [];

    public List<InFile<WorkflowOutline>> Workflows { get; } = [];

    public List<InFile<FormDefinition>> Forms { get; } = [];

    public List<InFile<DictionaryDefinition>> Dictionaries { get; } = [];

    public List<InFile<CaseTypeDefinition>> CaseTypes { get; } = [];

    public List<InFile<DmnModel>> Decisions { get; } = [];

    /// <summary>The dictionaries by id, laid over each other; made when all are read.</summary>
    public IReadOnlyDictionary<string, DictionaryDefinition> Laid => _laid ??= DictionaryLayers.Of(Dictionaries.Select(d => d.Value));

    public DictionaryDefinition? Dictionary(string id) => Laid.GetValueOrDefault(id);

    public FormDefinition? Form(string id) => Forms.Select(f => f.Value).FirstOrDefault(f => f.FormId == id);

    public InFile<WorkflowOutline>? Workflow(string id) => Workflows.FirstOrDefault(w => w.Value.DefinitionId == id);
}

internal sealed record InFile<T>(string File, T Value);
