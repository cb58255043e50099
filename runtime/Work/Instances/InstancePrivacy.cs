using System.Text.Json.Nodes;
using LowCode.Work.Cases;
using LowCode.Work.People;
using LowCode.Work.Privacy;

namespace LowCode.Work.Instances;

/// <summary>What an administrator may not see of the case that an instance runs for, though its variables and its journal hold copies of it.</summary>
public sealed class InstancePrivacy(ICaseQueries cases, CasePrivacy privacy)
{
    /// <param name="caseId">Null: the instance runs without a case.</param>
    internal async ValueTask<HiddenValues> OfAsync(Actor actor, string? caseId, CancellationToken cancellation)
    {
        if (caseId is null || await cases.FindAsync(actor.Tenant, caseId, cancellation) is not { } record)
        {
            return HiddenValues.None;
        }

        var masked = await privacy.OfAsync(actor, record.Row.CaseType, record.ReleaseRevision, also: null, cancellation);
        return ReferenceEquals(masked, MaskedFields.None)
            ? HiddenValues.None
            : masked.HiddenOf((await cases.TimelineAsync(actor.Tenant, caseId, cancellation)).Select(e => e.Data).OfType<JsonObject>().Prepend(record.Data));
    }
}
