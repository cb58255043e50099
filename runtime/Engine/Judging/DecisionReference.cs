using LowCode.Definitions.Releases;
using LowCode.Engine.Connectors;

namespace LowCode.Engine.Judging;

/// <summary>A decision that an activity of a process names in its definition; names that only a run knows are not among them.</summary>
/// <param name="Path">JSON pointer of the activity.</param>
/// <param name="Decision">Null: only a run knows it.</param>
/// <param name="Inputs">Names of the inputs that the activity gives.</param>
public sealed record DecisionReference(string Path, string Model, string? Decision, IReadOnlyList<string> Inputs)
{
    public static IReadOnlyList<DecisionReference> Of(CompiledWorkflow workflow) =>
    [
        .. from node in workflow.Nodes
           let decide = node.Activity as DecideActivity
           let model = decide?.ModelName
           where model is not null
           select new DecisionReference(node.Definition.Path, model, decide.DecisionName, decide.InputNames),
    ];

    /// <summary>JSON pointers of the inputs that name a rule set in their definition, with its id.</summary>
    public static IReadOnlyList<(string Path, string RuleSet)> RuleSetsOf(CompiledWorkflow workflow) =>
    [
        .. from node in workflow.Nodes
           from named in node.Activity switch
           {
               JudgeActivity { RuleSetName: { } name } => [("ruleSet", name)],
               CheckRuleActivity { RuleSetName: { } name } => [("ruleSet", name)],
               PublishRuleActivity { RuleSetName: { } name } => [("ruleSet", name)],
               ConnectorActivity connector => connector.Artefacts.Where(a => a.Kind == nameof(ArtefactKind.RuleSet)).Select(a => (a.Input, a.Key)),
               _ => Array.Empty<(string, string)>(),
           }
           select ($"{node.Definition.Path}/{named.Item1}", named.Item2),
    ];
}
