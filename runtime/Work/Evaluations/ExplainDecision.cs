using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Engine.Expressions;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Dmn.Explanations;
using LowCode.Feel.Values;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Releases;

namespace LowCode.Work.Evaluations;

/// <summary>How a decision of a process came about.</summary>
/// <param name="IsSame">Whether it comes out now as it did then: what an older journal keeps as texts (dates for an input of no type) may be read otherwise.</param>
/// <param name="IsHidden">The values in it are left out, because the reader may not see some of them.</param>
/// <param name="Reasons">Why parts of the result are null.</param>
public sealed record ExplainedDecision(bool IsSame, bool IsHidden, IReadOnlyList<string> Reasons, IReadOnlyList<DecisionExplanation> Explanation);

/// <summary>
/// Explains to an administrator what a process of a case decided. Nothing of an explanation is stored: the decision is made again, by the release and
/// from the values that the journal names, at the time of then.
/// </summary>
public sealed class ExplainDecision(CaseDecisions decisions, PublishedDefinitions definitions, IDirectory directory)
{
    private static readonly FeelValue _hidden = HiddenValues.Mask;

    public async Task<Result<ExplainedDecision>> HandleAsync(Actor actor, string number, JournalPlace place, CancellationToken cancellation)
    {
        var found = await decisions.OfAsync(actor, number, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        if (found.Value.Made.OfType<MadeDecision.ByModel>().FirstOrDefault(m => m.Place == place) is not { } made)
        {
            return Rejections.NotFound("decisions.not-made");
        }

        var release = made.Release is { } revision
            ? await definitions.AtAsync(actor.Tenant, revision, cancellation)
            : await definitions.CurrentAsync(actor.Tenant, cancellation);
        if (release.Decisions.Published(made.Model) is not { } model || model.Find(made.Decision) is null)
        {
            return Rejections.NotFound("decisions.model-gone", made.Model, made.Decision);
        }

        var zone = (await directory.TenantAsync(actor.Tenant, cancellation))!.Zone;
        var again = Again(made, model, release.Decisions, TimeZoneInfo.ConvertTime(made.At, zone), cancellation);
        var isSame = JsonNode.DeepEquals(again.Value is null ? null : JsonNode.Parse(again.Value.ToJsonString()), made.Result);
        return found.Value.Hides(made)
            ? new ExplainedDecision(isSame, true, [], [.. again.Explanation.Select(WithoutValues)])
            : new ExplainedDecision(isSame, false, [.. again.Reasons.Select(r => r.Text)], again.Explanation);
    }

    private static DecisionTrial Again(MadeDecision.ByModel made, DecisionModel model, ReleaseDecisions release, DateTimeOffset at, CancellationToken cancellation)
    {
        using var inputs = JsonDocument.Parse(made.Inputs.ToJsonString());
        return DecisionTrial.Again(model, made.Decision, inputs.RootElement, made.Kinds, at, release.Dictionaries, cancellation);
    }

    // Rows and cells with what held stay: the result, which the reader sees, says as much.
    private static DecisionExplanation WithoutValues(DecisionExplanation part) => part with
    {
        Value = _hidden,
        Feel = null,
        Parts = [.. part.Parts.Select(WithoutValues)],
        Table = part.Table is not { } table ? null : table with
        {
            Inputs = [.. table.Inputs.Select(i => i with { Value = _hidden })],
            Rules = [.. table.Rules.Select(r => r with { Cells = [.. r.Cells.Select(c => c with { Why = "" })], Outputs = [.. r.Outputs.Select(_ => _hidden)] })],
        },
    };
}
