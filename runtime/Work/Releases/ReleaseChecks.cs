using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Decisions;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Expressions;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Prints;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Rules;
using LowCode.Engine;
using LowCode.Engine.Composition;
using LowCode.Engine.Decisions;
using LowCode.Engine.Http;
using LowCode.Engine.Judging;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Dmn.Models;
using LowCode.Rules.Tables;
using LowCode.Work.Texts;

namespace LowCode.Work.Releases;

/// <summary>
/// Reads and compiles everything that a release would hold and checks that what its parts say of each other is so. A problem's path is
/// the artefact's kind and key, <c>#</c>, and the JSON pointer in it.
/// </summary>
internal sealed class ReleaseChecks
{
    private const int MostFindings = 50;

    private readonly ReleaseView _current;
    private readonly List<Problem> _problems = [];
    private readonly List<Problem> _warnings = [];
    private readonly List<CompiledWorkflow> _workflows = [];
    private readonly Dictionary<string, FormDefinition> _forms = new(StringComparer.Ordinal);
    private readonly List<(string Path, DmnModel Model)> _decisions = [];
    private readonly Dictionary<string, DecisionModel> _models = new(StringComparer.Ordinal);
    private readonly List<(ContentHash Hash, DictionaryDefinition Dictionary, int Bytes)> _newDictionaries = [];
    private readonly HashSet<string> _newDecisions = new(StringComparer.Ordinal);
    private readonly List<(string Path, CaseTypeDefinition CaseType)> _caseTypes = [];

    private readonly IReadOnlyDictionary<ContentHash, RuleSetDefinition> _read;
    private readonly RuleSetChecks _ruleSets;

    private ReleaseChecks(ReleaseView current, IReadOnlyDictionary<ContentHash, RuleSetDefinition> read)
    {
        _current = current;
        _read = read;
        _ruleSets = new RuleSetChecks(current, _problems, _warnings);
    }

    /// <summary>Empty: it can be published.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>What the authors of the processes may not have meant.</summary>
    public IReadOnlyList<Problem> Warnings => _warnings;

    /// <summary>The processes that can be published.</summary>
    public IReadOnlyList<CompiledWorkflow> Workflows => _workflows;

    /// <summary>All forms, by id.</summary>
    public IReadOnlyDictionary<string, FormDefinition> Forms => _forms;

    public IReadOnlyList<CaseTypeDefinition> CaseTypes => [.. _caseTypes.Select(c => c.CaseType)];

    /// <summary>The dictionaries that are new, as they were read, with the bytes of their documents.</summary>
    public IReadOnlyList<(ContentHash Hash, DictionaryDefinition Dictionary, int Bytes)> Dictionaries => _newDictionaries;

    /// <summary>The rule sets that are new, compiled, by the hash of their artefact.</summary>
    public IReadOnlyList<PublishedRuleSet> RuleSets => _ruleSets.New;

    /// <param name="artefacts">All that the release holds, without the dictionaries that are in the release before.</param>
    /// <param name="items">All that it holds.</param>
    /// <param name="read">Rule sets that were read already, by hash.</param>
    /// <param name="current">
    /// The release before. Thousands of rules take seconds to compare with each other: only those that changed are compared again.
    /// </param>
    /// <param name="withdrawn">Forms that were published once and are not in the release before, by id: their newest versions.</param>
    public static ReleaseChecks Check(
        WorkflowEngine engine,
        IEnumerable<Artefact> artefacts,
        IReadOnlyList<ReleaseItem> items,
        IReadOnlyDictionary<ContentHash, RuleSetDefinition> read,
        ReleaseView current,
        IReadOnlyDictionary<string, FormDefinition> withdrawn)
    {
        var checks = new ReleaseChecks(current, read);
        var all = artefacts.ToList();
        var workflows = new WorkflowSet(
        [
            .. all.Where(a => a.Kind == ArtefactKind.Workflow).Select(a => engine.Compile(a.Content).Value).OfType<CompiledWorkflow>(),
        ]);
        all.ForEach(artefact => checks.Read(engine, artefact, workflows));

        // What could not be read is missing to its neighbours; saying so again for each of them would hide the cause.
        if (checks._problems.Count == 0)
        {
            checks._problems.AddRange(HttpRoutes.Taken(checks._workflows)
                .Select(t => t.Problem with { Path = $"{ArtefactKind.Workflow}/{checks._workflows[t.Definition].DefinitionId}#{t.Problem.Path}" }));
            var dictionaries = new ReleaseDictionaries(current, items, checks._newDictionaries.Select(d => d.Dictionary));
            checks._problems.AddRange(dictionaries.Problems);
            foreach (var form in checks._forms.Values)
            {
                checks.Take(ReleasedForm.Check(form, current.Form(form.FormId) ?? withdrawn.GetValueOrDefault(form.FormId), dictionaries.Ids));
            }

            checks.CheckDecisions();
            checks.CheckDecisionReferences();
            checks._ruleSets.CheckReferences(checks._workflows);
            checks._ruleSets.CheckCodes(dictionaries);
            checks._caseTypes.ForEach(c => checks.CheckCaseType(c.Path, c.CaseType));
        }

        return checks;
    }

    private void Read(WorkflowEngine engine, Artefact artefact, WorkflowSet workflows)
    {
        var path = $"{artefact.Kind}/{artefact.Key}";
        switch (artefact.Kind)
        {
            case ArtefactKind.Workflow:
                ReadWorkflow(path, artefact, engine, workflows);
                break;
            case ArtefactKind.Form:
                Take(path, artefact, FormJson.Read(artefact.Content), f => f.FormId, f => _forms[f.FormId] = f);
                break;
            case ArtefactKind.Dictionary:
                Take(path, artefact, DictionaryJson.Read(artefact.Content), d => d.DictionaryId, d => _newDictionaries.Add((artefact.Hash, d, artefact.Content.Length)));
                break;
            case ArtefactKind.Decision:
                Take(path, artefact, DecisionDocument.Read(artefact.Content), d => d.Name, d => Keep(path, artefact, d));
                break;
            case ArtefactKind.RuleSet when _current.Decisions.RuleSet(artefact.Key)?.Hash == artefact.Hash:
                _ruleSets.Keep(artefact.Key);
                break;
            case ArtefactKind.RuleSet:
                Take(path, artefact, RuleSetOf(artefact), s => s.RuleSetId ?? artefact.Key, s => _ruleSets.Check(path, artefact, s));
                break;
            case ArtefactKind.PrintTemplate:
                Take(path, artefact, PrintTemplateJson.Read(artefact.Content), p => p.TemplateId, _ => { });
                break;
            case ArtefactKind.CaseType:
                Take(path, artefact, CaseTypeJson.Read(artefact.Content), c => c.CaseTypeId, c => _caseTypes.Add((path, c)));
                break;
        }
    }

    private Parsed<RuleSetDefinition> RuleSetOf(Artefact artefact) =>
        _read.TryGetValue(artefact.Hash, out var set) ? Parsed<RuleSetDefinition>.Of(set) : RuleSetJson.Read(artefact.Content);

    private void Keep(string path, Artefact artefact, DmnModel model)
    {
        _decisions.Add((path, model));
        if (!_current.Items.Contains(new ReleaseItem(artefact.Kind, artefact.Key, artefact.Hash)))
        {
            _newDecisions.Add(path);
        }
    }

    private void ReadWorkflow(string path, Artefact artefact, WorkflowEngine engine, WorkflowSet workflows)
    {
        var check = engine.Check(artefact.Content, workflows);
        _warnings.AddRange(check.Warnings.Select(p => p with { Path = $"{path}#{p.Path}" }));
        var parsed = check.Workflow is { } workflow ? Parsed<CompiledWorkflow>.Of(workflow) : Parsed<CompiledWorkflow>.Failed(check.Errors);
        Take(path, artefact, parsed, w => w.DefinitionId, _workflows.Add);
    }

    private void Take<T>(string path, Artefact artefact, Parsed<T> parsed, Func<T, string> idOf, Action<T> keep)
        where T : class
    {
        if (parsed.Value is not { } value)
        {
            _problems.AddRange(parsed.Problems.Select(p => p with { Path = $"{path}#{p.Path}" }));
        }
        else if (idOf(value) != artefact.Key)
        {
            Add(path, "release.bad-key", artefact.Key, idOf(value));
        }
        else
        {
            keep(value);
        }
    }

    // Models may import each other; two of one namespace could not be told apart.
    private void CheckDecisions()
    {
        var models = _decisions.Select(d => d.Model).ToList();
        foreach (var (path, model) in _decisions)
        {
            var compiled = DecisionModel.Compile(model, models, BusinessLanguage.Functions);
            _models[model.Name] = compiled;
            CheckTables(path, model);
            var problems = DecisionDocument.ProblemsOf(compiled.Problems);
            _problems.AddRange(problems.Select(p => p with { Path = $"{path}#{p.Path}" }));
            _warnings.AddRange(DecisionDocument.ProblemsOf(compiled.Warnings).Select(p => p with { Path = $"{path}#{p.Path}" }));
            if (models.First(m => m.Namespace == model.Namespace) is var first && first != model)
            {
                Add(path, "release.same-namespace", model.Namespace, first.Name);
            }
        }
    }

    // Of models that are published already it was told when they were.
    private void CheckTables(string path, DmnModel model)
    {
        foreach (var table in _newDecisions.Contains(path) ? DecisionGrids.Of(model) : [])
        {
            var found = DecisionGrids.Check(table);
            _warnings.AddRange(found.Take(MostFindings).Select(f => new Problem(path, "release.table-finding", WorkTexts.Of("release.table-finding", table.Decision, f.Message))));
            if (table.NotDecided.Count > 0)
            {
                var cells = string.Join(", ", table.NotDecided.Take(MostFindings)) + (table.NotDecided.Count > MostFindings ? " …" : "");
                _warnings.Add(new Problem(path, "release.table-not-decided", WorkTexts.Of("release.table-not-decided", table.Decision, cells)));
            }
        }
    }

    private void CheckDecisionReferences()
    {
        foreach (var workflow in _workflows)
        {
            foreach (var reference in DecisionReference.Of(workflow))
            {
                var path = $"{ArtefactKind.Workflow}/{workflow.DefinitionId}#{reference.Path}";
                if (!_models.TryGetValue(reference.Model, out var model))
                {
                    Add(path + "/model", "release.unknown-model", reference.Model, Names(_models.Keys));
                }
                else if (reference.Decision is { } decision && model.Find(decision) is null)
                {
                    Add(path + "/decision", "release.unknown-decision", decision, reference.Model, Names(model.Decisions.Select(d => d.Name)));
                }
                else if (reference.Decision is { } known)
                {
                    var inputs = model.Find(known)!.Inputs.Select(i => i.Name).ToList();
                    foreach (var input in reference.Inputs.Where(i => !inputs.Contains(i)))
                    {
                        Add($"{path}/inputs/{input}", "release.unknown-decision-input", input, known, Names(inputs));
                    }
                }
            }
        }
    }

    private void Take((IReadOnlyList<Problem> Problems, IReadOnlyList<Problem> Warnings) found)
    {
        _problems.AddRange(found.Problems);
        _warnings.AddRange(found.Warnings);
    }

    private void CheckCaseType(string path, CaseTypeDefinition caseType)
    {
        if (!_workflows.Exists(w => w.DefinitionId == caseType.Process))
        {
            Add($"{path}#/process", "release.unknown-process", caseType.Process, Names(_workflows.Select(w => w.DefinitionId)));
        }

        foreach (var (step, form) in caseType.Forms)
        {
            if (!_forms.ContainsKey(form))
            {
                Add($"{path}#/forms/{step}", "release.unknown-form", form, Names(_forms.Keys));
            }
        }

        // A type that may not change is told as such.
        if (_problems.TrueForAll(p => p.Code != "form-version.type"))
        {
            _problems.AddRange(SharedFields.Check([.. caseType.Forms.Values.Distinct(StringComparer.Ordinal).Select(_forms.GetValueOrDefault).OfType<FormDefinition>()]));
        }
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));

    private void Add(string path, string code, params object?[] values) => _problems.Add(new Problem(path, code, WorkTexts.Of(code, values)));
}
