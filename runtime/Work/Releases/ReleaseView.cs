using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Prints;
using LowCode.Definitions.Releases;
using LowCode.Work.Slots;

namespace LowCode.Work.Releases;

/// <summary>One release as an immutable set: whatever is looked up in it belongs together.</summary>
public sealed class ReleaseView
{
    private readonly Dictionary<(ArtefactKind, string), ContentHash> _hashes;
    private readonly Dictionary<string, CaseTypeDefinition> _caseTypes;
    private readonly Dictionary<string, FormDefinition> _forms;
    private readonly IReadOnlyDictionary<string, DictionaryDefinition> _dictionaries;
    private readonly Lazy<Dictionary<string, RecordShape?>> _records;
    private readonly Dictionary<string, PrintTemplate> _prints;

    internal ReleaseView(
        long revision,
        IReadOnlyList<ReleaseItem> items,
        IEnumerable<CaseTypeDefinition> caseTypes,
        IEnumerable<FormDefinition> forms,
        IReadOnlyDictionary<string, DictionaryDefinition> dictionaries,
        ReleaseDecisions decisions,
        IReadOnlyDictionary<string, RecordLayout> layouts,
        IEnumerable<PrintTemplate> prints)
    {
        Revision = revision;
        Items = items;
        Decisions = decisions;
        _hashes = items.ToDictionary(i => (i.Kind, i.Key), i => i.Hash);
        CaseTypes = [.. caseTypes.OrderBy(c => c.CaseTypeId, StringComparer.Ordinal)];
        _caseTypes = CaseTypes.ToDictionary(c => c.CaseTypeId, StringComparer.Ordinal);
        _forms = forms.ToDictionary(f => f.FormId, StringComparer.Ordinal);
        _dictionaries = dictionaries;
        Layouts = layouts;
        _prints = prints.ToDictionary(p => p.TemplateId, StringComparer.Ordinal);
        _records = new(() => CaseTypes.ToDictionary(
            c => c.CaseTypeId, c => RecordShape.Of(layouts.GetValueOrDefault(c.CaseTypeId), SearchableField.Of(c, Form)), StringComparer.Ordinal));
    }

    /// <summary>0: the tenant has published nothing yet; the set is empty.</summary>
    public long Revision { get; }

    public IReadOnlyList<ReleaseItem> Items { get; }

    public IReadOnlyList<CaseTypeDefinition> CaseTypes { get; }

    /// <summary>The decision models of the release, compiled when they are first asked for.</summary>
    public ReleaseDecisions Decisions { get; }

    /// <summary>Which slots hold the searchable fields of records, by case type; of types that left the release, too.</summary>
    public IReadOnlyDictionary<string, RecordLayout> Layouts { get; }

    /// <summary>How records of a case type are searched; null: it is not in the release, or has never had a searchable field.</summary>
    public RecordShape? Records(string caseType) => _records.Value.GetValueOrDefault(caseType);

    public CaseTypeDefinition? CaseType(string id) => _caseTypes.GetValueOrDefault(id);

    /// <summary>The forms of a case type, in the order of its process; none where the release has no such type.</summary>
    public IEnumerable<FormDefinition> FormsOf(string caseType) =>
        CaseType(caseType)?.Forms.Values.Distinct(StringComparer.Ordinal).Select(Form).OfType<FormDefinition>() ?? [];

    public FormDefinition? Form(string id) => _forms.GetValueOrDefault(id);

    /// <summary>How a case type, a form or the list of cases is printed; null: as the product prints it.</summary>
    public PrintTemplate? PrintTemplate(string id) => _prints.GetValueOrDefault(id);

    /// <summary>By id, each over the one that it names.</summary>
    public IReadOnlyDictionary<string, DictionaryDefinition> Dictionaries => _dictionaries;

    public DictionaryDefinition? Dictionary(string id) => _dictionaries.GetValueOrDefault(id);

    /// <summary>Hash of the workflow with that definitionId; null: the release has none.</summary>
    public ContentHash? WorkflowHash(string definitionId) => HashOf(ArtefactKind.Workflow, definitionId);

    public ContentHash? FormHash(string formId) => HashOf(ArtefactKind.Form, formId);

    public ContentHash? DictionaryHash(string dictionaryId) => HashOf(ArtefactKind.Dictionary, dictionaryId);

    /// <summary>The dictionary that a case type's class codes come from; null: its class field is of no dictionary.</summary>
    public DictionaryDefinition? ClassesOf(CaseTypeDefinition caseType) =>
        caseType.Fields.Class is not { } key
            ? null
            : caseType.Forms.Values
                .Select(form => Form(form)?.Field(key)?.Dictionary)
                .Where(id => id is not null)
                .Select(id => Dictionary(id!))
                .FirstOrDefault(d => d is not null);

    private ContentHash? HashOf(ArtefactKind kind, string key) => _hashes.TryGetValue((kind, key), out var hash) ? hash : null;
}
