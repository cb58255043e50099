using System.Text.Json;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Running;
using LowCode.Feel.Values;

namespace LowCode.Engine.Decisions;

/// <summary>
/// Evaluates a decision of a published model within the burst. Inputs that the activity does not give are taken from the variables of their
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
                new("model", "String") { IsRequired = true },
                new("decision", "String") { IsRequired = true },
                new("inputs", "Object", IsPlain: true) { Editor = InputEditor.Dictionary, TakesFeel = true },
            ],
            Outputs = [new("result", "Object"), new("reasons", "List<String>")],
        },
        Create);

    /// <summary>As the definition says; null: only a run knows it.</summary>
    public string? ModelName => model.IsLiteral ? model.LiteralValue as string : null;

    /// <summary>As the definition says; null: only a run knows it.</summary>
    public string? DecisionName => decision.IsLiteral ? decision.LiteralValue as string : null;

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var (modelName, decisionName) = (burst.Text(me, model) ?? "", burst.Text(me, decision) ?? "");
        var found = burst.World.Decisions?.Published(modelName)
            ?? throw new ActivityFaultException($"Expected the decision model '{modelName}' to be published, but it is not.");
        var summary = found.Find(decisionName)
            ?? throw new ActivityFaultException($"Expected the decision '{decisionName}' in the model '{modelName}', but it is not there.");

        var answer = found.Evaluate(decisionName, Inputs(burst, me, summary), new DecisionOptions { Feel = new FeelOptions { Now = burst.Now } });
        burst.Data.Give(me, result, FeelData.Write(answer.Value));
        burst.Data.Give(me, reasons, answer.Reasons.Select(object? (r) => r.Text).ToArray());
        burst.Complete(me);
    }

    private DecisionInputs Inputs(Burst burst, ActivityExecution me, DecisionSummary summary)
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
                given.Set(input.Name, FeelData.Read(burst.Data.Read(me, slot), input.Type));
            }
        }

        return DecisionInputs.Of(given.ToContext());
    }

    private static DecideActivity Create(ActivitySource source)
    {
        var given = source.Member("inputs") is { ValueKind: JsonValueKind.Object } written
            ? written.EnumerateObject().Select(m => (m.Name, source.Expression(Expression(m.Value), "Object", $"inputs/{m.Name}"))).ToList()
            : [];
        return new DecideActivity(source.Input("model"), source.Input("decision"), given, source.Output("result"), source.Output("reasons"));
    }

    // Elsa's wrapper and the bare {type, value} mean the same.
    private static JsonElement Expression(JsonElement written) =>
        written.ValueKind == JsonValueKind.Object && written.Member("expression") is { } expression ? expression : written;
}
