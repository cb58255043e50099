using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Problems;
using LowCode.Feel.Dmn.Types;
using LowCode.Feel.Dmn.Xml;
using LowCode.Feel.Running;

namespace LowCode.Feel.Dmn.Graph;

/// <summary>A model and all that it imports, directly or through others, each once and after what it imports.</summary>
internal sealed class ModelSet
{
    // Models are added by a method that calls itself.
    private const int Deepest = 100;

    private readonly IReadOnlyDictionary<string, DmnModel> _available;
    private readonly FunctionLibrary _functions;
    private readonly Dictionary<string, MemberModel> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly List<MemberModel> _ordered = [];

    public ModelSet(DmnModel main, IEnumerable<DmnModel> others, FunctionLibrary functions)
    {
        _functions = functions;
        _available = others.Append(main).GroupBy(m => m.Namespace, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        Main = Add(main);
    }

    public MemberModel Main { get; }

    /// <summary>What a model imports comes before it.</summary>
    public IReadOnlyList<MemberModel> All => _ordered;

    public MemberModel? Of(string modelNamespace) => _members.GetValueOrDefault(modelNamespace);

    private MemberModel Add(DmnModel model)
    {
        if (_members.TryGetValue(model.Namespace, out var known))
        {
            return known;
        }

        _open.Add(model.Namespace);
        List<DmnProblem> problems = [];
        List<(ModelImport Import, MemberModel Model)> imports = [];
        foreach (var import in model.Imports.Where(i => DmnNamespaces.IsDmnImport(i.ImportType)))
        {
            var path = $"definitions/import[{import.Name}]";
            if (_open.Contains(import.Namespace))
            {
                problems.Add(DmnProblem.Of(path, import.Notes.Line, "dmn.import-cycle", import.Namespace));
            }
            else if (_open.Count >= Deepest && !_members.ContainsKey(import.Namespace))
            {
                problems.Add(DmnProblem.Of(path, import.Notes.Line, "dmn.import-too-deep", import.Namespace, Deepest));
            }
            else if (!_available.TryGetValue(import.Namespace, out var imported))
            {
                problems.Add(DmnProblem.Of(path, import.Notes.Line, "dmn.unknown-import", import.Namespace));
            }
            else
            {
                imports.Add((import, Add(imported)));
            }
        }

        var types = new TypeBook(model, imports.Select(i => (i.Import.Name, i.Model.Types)), _functions, problems);
        var member = new MemberModel(model, imports, types, problems);
        _open.Remove(model.Namespace);
        _members.Add(model.Namespace, member);
        _ordered.Add(member);
        return member;
    }
}

/// <summary>One model with what its names mean.</summary>
/// <param name="Problems">What was found wrong with it.</param>
internal sealed record MemberModel(
    DmnModel Model,
    IReadOnlyList<(ModelImport Import, MemberModel Model)> Imports,
    TypeBook Types,
    List<DmnProblem> Problems);
