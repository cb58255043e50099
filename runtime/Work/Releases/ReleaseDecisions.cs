using LowCode.Engine.Decisions;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Dmn.Models;

namespace LowCode.Work.Releases;

/// <summary>The decision models of one release. They may import each other; each is compiled once, when it is first asked for.</summary>
public sealed class ReleaseDecisions : IDecisions
{
    private readonly Dictionary<string, Lazy<DecisionModel>> _models;

    internal ReleaseDecisions(IReadOnlyList<DmnModel> models)
    {
        Names = [.. models.Select(m => m.Name).Order(StringComparer.Ordinal)];
        _models = models.ToDictionary(m => m.Name, m => new Lazy<DecisionModel>(() => DecisionModel.Compile(m, models)), StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Names { get; }

    public DecisionModel? Published(string model) => _models.GetValueOrDefault(model)?.Value;
}
