using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Releases;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Rules;

namespace LowCode.Engine.Decisions;

/// <summary>The decision models, rule sets and dictionaries that a burst may ask. All answers of one burst agree with each other.</summary>
public interface IDecisions
{
    /// <summary>The published model of that name; null: there is none.</summary>
    DecisionModel? Published(string model);

    /// <summary>The published rule set of that id; null: there is none.</summary>
    PublishedRuleSet? RuleSet(string ruleSet);

    /// <summary>The release that they are of: with it an answer can be explained later.</summary>
    long Release { get; }

    /// <summary>The published dictionaries, for the functions that ask them.</summary>
    DictionaryLookup Dictionaries { get; }
}

/// <param name="Hash">Of the artefact that the index was compiled from.</param>
public sealed record PublishedRuleSet(ContentHash Hash, RuleIndex Index);
