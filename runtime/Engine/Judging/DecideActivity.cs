using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Engine.Journal;
using LowCode.Engine.State;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Values;

namespace LowCode.Engine.Judging;

/// <summary>
/// Evaluates a decision of a published model within the burst; by a rule set <see cref="JudgeActivity"/> does. Inputs that the activity does not give are taken from the variables of their
/// names. A decision that gives null because something did not fit says why in its second output; only a missing model is an incident.
/// </summary>
internal sealed class DecideActivity(
    Input model,
    Input decision,
    IReadOnlyList<(string Name, Input Value)> inputs,
    OutputTarget result,
    OutputTarget reasons) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("LowCode.Decide", ActivityCategory.Branching, "rule")
        {
            Inputs =
            [
                new("model", "String"),
                new("decision", "String"),
                new("inputs", "Object", IsPlain: true) { Editor = InputEditor.Dictionary, TakesFeel = true },
                new("ruleSet", "String"),
                new("document", "Object"),
            ],
            Outputs = [new("result", "Object"), new("reasons", "List<String>")],
        },
        Create);

    /// <summary>As the definition says; null: only a run knows it.</summary>
    public string? ModelName => model.IsLiteral ? model.LiteralValue as string : null;

    /// <summary>As the definition says; null: only a run knows it.</summary>
    public string? DecisionName => decision.IsLiteral ? decision.LiteralValue as string : null;

    public IReadOnlyList<string> InputNames => [.. inputs.Select(i => i.Name)];

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var (modelName, decisionName) = (burst.Text(me, model) ?? "", burst.Text(me, decision) ?? "");
        var found = burst.World.Decisions?.Published(modelName)
            ?? throw new ActivityFaultException("decision.model-missing", modelName);
        var summary = found.Find(decisionName)
            ?? throw new ActivityFaultException("decision.missing", decisionName, modelName);

        var asked = Inputs(burst, me, summary);
        var answer = found.Evaluate(decisionName, DecisionInputs.Of(asked), new DecisionOptions { Feel = BurstFeel.Options(burst) });
        var record = new JsonObject
        {
            ["model"] = modelName,
            ["decision"] = decisionName,
            ["release"] = burst.World.Decisions.Release,
            ["inputs"] = DataValue.ToNode(FeelData.Write(asked)),
            ["result"] = DataValue.ToNode(FeelData.Write(answer.Value)),
        };
        if (InputKinds.OfFields(asked, name => summary.Inputs.First(i => i.Name == name).Type) is { } kinds)
        {
            record["kinds"] = kinds;
        }

        burst.Record.Journal(JournalKind.DecisionMade, me, record);
        burst.Data.Give(me, result, FeelData.Write(answer.Value));
        burst.Data.Give(me, reasons, answer.Reasons.Select(object? (r) => r.Text).ToArray());
        burst.Complete(me);
    }

    private FeelContext Inputs(Burst burst, ActivityExecution me, DecisionSummary summary)
    {
        var given = new ContextBuilder();
        foreach (var input in summary.Inputs)
        {
            if (inputs.FirstOrDefault(i => i.Name == input.Name) is { Value: { } value })
            {
                given.Set(input.Name, FeelData.Read(value.Evaluate(burst, me), input.Type));
            }
            else if (me.Node.Scope.ByName(input.Name) is { } slot)
            {
                given.Set(input.Name, FeelData.Read(StoredContent.Resolve(burst, burst.Data.Read(me, slot)), input.Type));
            }
        }

        return given.ToContext();
    }

    private static Activity Create(ActivitySource source)
    {
        var isByRules = IsGiven(source, "ruleSet");
        if (isByRules && (IsGiven(source, "model") || IsGiven(source, "decision")))
        {
            source.Notes.Refusal(source.Path("ruleSet"), "workflow.decide.model-or-rules", source.Node.Id);
        }

        return isByRules
            ? new JudgeActivity(Demanded(source, "ruleSet"), Demanded(source, "document"), source.Output("result"), source.Output("reasons"))
            : new DecideActivity(Demanded(source, "model"), Demanded(source, "decision"), Given(source), source.Output("result"), source.Output("reasons"));
    }

    private static IReadOnlyList<(string Name, Input Value)> Given(ActivitySource source) =>
        source.Member("inputs") is { ValueKind: JsonValueKind.Object } written
            ? [.. written.EnumerateObject().Select(m => (m.Name, source.Expression(Expression(m.Value), "Object", $"inputs/{m.Name}")))]
            : [];

    private static Input Demanded(ActivitySource source, string name)
    {
        var input = source.Input(name);
        if (input.IsLiteral && string.IsNullOrWhiteSpace(DataValue.ToText(input.LiteralValue)))
        {
            source.Notes.Refusal(
                input.Path, "workflow.input.required", source.Node.Id, Type.Descriptor.Inputs.First(i => i.Name == name).DisplayName);
        }

        return input;
    }

    private static bool IsGiven(ActivitySource source, string input) =>
        source.Member(input) is { ValueKind: not JsonValueKind.Null and not JsonValueKind.Undefined };

    // Elsa's wrapper and the bare {type, value} mean the same.
    private static JsonElement Expression(JsonElement written) =>
        written.ValueKind == JsonValueKind.Object && written.Member("expression") is { } expression ? expression : written;
}
