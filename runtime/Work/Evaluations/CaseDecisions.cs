using System.Text.Json.Nodes;
using LowCode.Work.Cases;
using LowCode.Work.People;
using LowCode.Work.Privacy;

namespace LowCode.Work.Evaluations;

/// <summary>What the processes of a case decided, with what of the case its reader may not see.</summary>
public sealed class CaseDecisions(ReadCases cases, ICaseQueries queries, CasePrivacy privacy, IRecordedEvaluations recorded)
{
    /// <summary>Bursts of each process that are looked at, the newest.</summary>
    private const int MostBursts = 50;

    internal async Task<Result<FoundDecisions>> OfAsync(Actor actor, string number, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("instance.forbidden");
        }

        var found = await cases.GetAsync(actor, number, cancellation);
        if (!found.IsAccepted || await queries.FindByNumberAsync(actor.Tenant, number, cancellation) is not { } record)
        {
            return found.Rejection ?? Rejections.NotFound("case.not-found");
        }

        var made = new List<MadeDecision>();
        foreach (var instance in found.Value.Children.Select(c => c.InstanceId).Prepend(found.Value.InstanceId))
        {
            made.AddRange(await recorded.OfInstanceAsync(actor.Tenant, instance, MostBursts, cancellation));
        }

        var masked = await privacy.OfAsync(actor, record.Row.CaseType, record.ReleaseRevision, also: null, cancellation);
        var timeline = await queries.TimelineAsync(actor.Tenant, record.Row.CaseId, cancellation);
        return new FoundDecisions([.. made.OrderByDescending(m => m.At)], masked.HiddenOf(timeline.Select(e => e.Data).OfType<JsonObject>().Prepend(record.Data)));
    }

    /// <param name="Made">The newest first.</param>
    /// <param name="Hidden">Of the case as it is, and of what was ever changed in it: what was decided then was decided by the values of then.</param>
    internal sealed record FoundDecisions(IReadOnlyList<MadeDecision> Made, HiddenValues Hidden)
    {
        /// <summary>Whether the reader may not see values that it was made from.</summary>
        public bool Hides(MadeDecision.ByModel made) => Hidden.AreIn(made.Inputs) || Hidden.AreIn(made.Result);

        /// <inheritdoc cref="Hides(MadeDecision.ByModel)"/>
        public bool Hides(MadeDecision.ByRules made) => Hidden.AreIn(made.Document);
    }
}
