using LowCode.Definitions.Releases;
using LowCode.Engine;
using LowCode.Engine.Composition;
using LowCode.Engine.State;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Releases;
using LowCode.Work.Texts;

namespace LowCode.Work.Instances;

/// <summary>Why a process does not go on, as people read it.</summary>
/// <param name="Process">Its name, else its id.</param>
/// <param name="Activity">What people call the activity; null: the whole process is meant.</param>
/// <param name="Text">In the language of the current UI culture.</param>
public sealed record StandstillReason(string InstanceId, string Process, string? Activity, string Text, DateTimeOffset At);

/// <summary>Tells an administrator why processes stand still: what stopped in them and nobody has mended yet.</summary>
public sealed class ReadStandstill(
    IBurstStore store, IInstanceQueries queries, IQuarantine quarantine, PublishedDefinitions definitions, InstancePrivacy privacy, WorkflowEngine engine)
{
    /// <param name="instances">Ids; one that is gone has nothing to tell.</param>
    /// <returns>In their order, of each the oldest first; empty: nothing stopped.</returns>
    public async Task<Result<IReadOnlyList<StandstillReason>>> HandleAsync(Actor actor, IReadOnlyList<string> instances, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("instance.forbidden");
        }

        var reasons = new List<StandstillReason>();
        foreach (var instance in instances)
        {
            // Most have none, and their rows say so.
            if (await queries.FindAsync(actor.Tenant, instance, cancellation) is { IncidentCount: > 0 }
                && await store.LoadAsync(actor.Tenant, new InstanceId(instance), cancellation) is { } stored)
            {
                reasons.AddRange(await OfAsync(actor, stored, cancellation));
            }
        }

        return Result<IReadOnlyList<StandstillReason>>.Of(reasons);
    }

    private async Task<IReadOnlyList<StandstillReason>> OfAsync(Actor actor, StoredInstance stored, CancellationToken cancellation)
    {
        var workflow = await definitions.WorkflowAsync(actor.Tenant, new ContentHash(stored.DefinitionHash), cancellation);
        var hidden = await privacy.OfAsync(actor, stored.CaseId, cancellation);
        var reasons = await definitions.AnswerAsync(actor.Tenant, stored.ReleaseRevision, workflows => Incidents(stored, workflow, workflows, hidden), cancellation);
        var kept = stored.IsQuarantined ? await quarantine.FindAsync(actor.Tenant, stored.InstanceId.Value, cancellation) : null;
        return kept is null
            ? reasons
            : [.. reasons, new StandstillReason(stored.InstanceId.Value, NameOf(workflow), null, WorkTexts.Of("instance.quarantined"), kept.At)];
    }

    private IReadOnlyList<StandstillReason> Incidents(StoredInstance stored, CompiledWorkflow workflow, IWorkflows workflows, HiddenValues hidden) =>
    [
        .. from open in engine.OpenIncidents(workflow, InstanceState.FromSnapshot(stored.Snapshot), workflows)
           let activity = open.Activity.IsEmpty ? open.Incident.ActivityId : open.Activity.ToString()
           select new StandstillReason(stored.InstanceId.Value, NameOf(workflow), activity, hidden.Hide(open.Incident.Text), open.Incident.At),
    ];

    private static string NameOf(CompiledWorkflow workflow) => workflow.Name ?? workflow.DefinitionId;
}
