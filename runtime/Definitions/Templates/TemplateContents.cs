using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Releases;
using LowCode.Feel.Dmn.Models;

namespace LowCode.Definitions.Templates;

/// <summary>A template's documents while its folder is read, each with the file it came from.</summary>
internal sealed class TemplateContents
{
    public List<Artefact> Artefacts { get; } = [];

    public List<InFile<WorkflowOutline>> Workflows { get; } = [];

    public List<InFile<FormDefinition>> Forms { get; } = [];

    public List<InFile<DictionaryDefinition>> Dictionaries { get; } = [];

    public List<InFile<CaseTypeDefinition>> CaseTypes { get; } = [];

    public List<InFile<DmnModel>> Decisions { get; } = [];

    public DictionaryDefinition? Dictionary(string id) =>
        Dictionaries.Select(d => d.Value).FirstOrDefault(d => d.DictionaryId == id);

    public FormDefinition? Form(string id) => Forms.Select(f => f.Value).FirstOrDefault(f => f.FormId == id);

    public InFile<WorkflowOutline>? Workflow(string id) => Workflows.FirstOrDefault(w => w.Value.DefinitionId == id);
}

internal sealed record InFile<T>(string File, T Value);
