using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Values;
using LowCode.Definitions.Workflows;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Dmn.Explanations;
using LowCode.Feel.Dmn.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Values;

namespace LowCode.Engine.Expressions;

/// <summary>A decision made outside of a process, for those who want to know what a model gives and why.</summary>
/// <param name="Value">As a process would get it.</param>
/// <param name="Explanation">How the value came about; empty unless it was asked for.</param>
public sealed record DecisionTrial(JsonNode? Value, IReadOnlyList<DecisionReason> Reasons, IReadOnlyList<DecisionExplanation> Explanation)
{
    // As many steps as in the process, so that it ends where it ended there; to tell them takes longer, and keeps nobody waiting.
    private static readonly FeelLimits _again = BurstFeel.Limits with { Time = FeelLimits.Standard.Time };

    /// <summary>A decision that a process made, made again within the limits of a process, and explained.</summary>
    /// <param name="now">Of the stimulus, in the tenant's time zone.</param>
    /// <param name="dictionaries">Of the release that decided.</param>
    /// <param name="kinds">What the journal tells of the inputs beside them; null: nothing.</param>
    /// <inheritdoc cref="Of(DecisionModel, string, JsonElement, DateTimeOffset, bool, CancellationToken)"/>
    public static DecisionTrial Again(
        DecisionModel model, string decision, JsonElement inputs, JsonObject? kinds, DateTimeOffset now, DictionaryLookup dictionaries, CancellationToken cancellation) =>
        Of(model, decision, inputs, kinds, new DecisionOptions { Feel = new FeelOptions { Now = now, Limits = _again, Lookups = dictionaries }, Explain = true }, cancellation);

    /// <param name="decision">Name or id of a decision or a decision service of the model.</param>
    /// <param name="inputs">Values by the names of the inputs; one that is missing is null.</param>
    /// <exception cref="ArgumentException">The model has no such decision.</exception>
    public static DecisionTrial Of(DecisionModel model, string decision, JsonElement inputs, DateTimeOffset now, bool explain, CancellationToken cancellation) =>
        Of(model, decision, inputs, null, new DecisionOptions { Feel = new FeelOptions { Now = now }, Explain = explain }, cancellation);

    private static DecisionTrial Of(DecisionModel model, string decision, JsonElement inputs, JsonObject? kinds, DecisionOptions options, CancellationToken cancellation)
    {
        var summary = model.Find(decision) ?? throw new ArgumentException($"Expected a decision '{decision}', but the model has none.", nameof(decision));
        var given = new ContextBuilder();
        foreach (var input in summary.Inputs)
        {
            if (inputs.Member(input.Name) is { } value)
            {
                given.Set(input.Name, InputKinds.Read(DataValue.From(value), input.Type, kinds?[input.Name]));
            }
        }

        var result = model.Evaluate(decision, DecisionInputs.Of(given.ToContext()), options, cancellation);
        return new(DataValue.ToNode(FeelData.Write(result.Value)), result.Reasons, result.Explanation);
    }
}
