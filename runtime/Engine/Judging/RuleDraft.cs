using LowCode.Definitions.Rules;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Judging;

/// <summary>The inputs of a change of a rule set, which one activity checks and another one publishes.</summary>
internal sealed class RuleDraft(ActivitySource source)
{
    private readonly Input _ruleSet = source.Input("ruleSet");
    private readonly Input _kind = source.Input("kind");
    private readonly Input _ruleId = source.Input("ruleId");
    private readonly Input _text = source.Input("text");
    private readonly Input _effectiveOn = source.Input("effectiveOn");
    private readonly Input _hash = source.Input("hash");

    public static IReadOnlyList<InputDescriptor> Inputs { get; } =
    [
        new("ruleSet", "String") { IsRequired = true },
        new("kind", "String") { Options = ["add", "modify", "stop", "extend", "list", "entries"], IsRequired = true },
        new("ruleId", "String") { IsRequired = true },
        new("text", "String") { Editor = InputEditor.MultiLine },
        new("effectiveOn", "String"),
        new("hash", "String"),
    ];

    /// <summary>As the definition says; null: only a run knows it.</summary>
    public string? RuleSetName => _ruleSet.IsLiteral ? _ruleSet.LiteralValue as string : null;

    public RuleChangeText Read(Burst burst, ActivityExecution me) => new(
        Text(burst, me, _ruleSet), Text(burst, me, _kind), Text(burst, me, _ruleId), Text(burst, me, _text), Text(burst, me, _effectiveOn), Text(burst, me, _hash));

    private static string Text(Burst burst, ActivityExecution me, Input input) => burst.Text(me, input) ?? "";
}
