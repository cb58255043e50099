using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Expressions;
using LowCode.Engine.Decisions;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Dmn.Models;

namespace LowCode.Work.Releases;

/// <summary>
/// The decision models, rule sets and dictionaries of one release. Models may import each other; each is compiled once, when it is first asked for.
/// </summary>
public sealed class ReleaseDecisions : IDecisions
{
    private readonly Dictionary<string, Lazy<DecisionModel>> _models;
    private readonly IReadOnlyDictionary<string, PublishedRuleSet> _ruleSets;

    /// <param name="dictionaries">By id, laid over each other.</param>
    internal ReleaseDecisions(
        long release,
        IReadOnlyList<DmnModel> models,
        IReadOnlyDictionary<string, PublishedRuleSet> ruleSets,
        IReadOnlyDictionary<string, DictionaryDefinition> dictionaries)
    {
        Release = release;
        Names = [.. models.Select(m => m.Name).Order(StringComparer.Ordinal)];
        RuleSetNames = [.. ruleSets.Keys.Order(StringComparer.Ordinal)];
        _models = models.ToDictionary(m => m.Name, m => new Lazy<DecisionModel>(() => DecisionModel.Compile(m, models, BusinessLanguage.Functions)), StringComparer.Ordinal);
        _ruleSets = ruleSets;
        Dictionaries = new DictionaryLookup(dictionaries.GetValueOrDefault);
    }

    public long Release { get; }

    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<string> RuleSetNames { get; }

    public DictionaryLookup Dictionaries { get; }

    public DecisionModel? Published(string model) => _models.GetValueOrDefault(model)?.Value;

    public PublishedRuleSet? RuleSet(string ruleSet) => _ruleSets.GetValueOrDefault(ruleSet);
}
