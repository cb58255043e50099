using LowCode.Engine;
using LowCode.Engine.Composition;

namespace LowCode.Work.Instances;

/// <summary>Turns instances that started inside a burst into rows. They are pinned to the release that holds now and have no case.</summary>
internal static class ChildBursts
{
    /// <summary>Children, each followed by its own.</summary>
    /// <exception cref="CannotRunException">A child needs a case.</exception>
    public static IEnumerable<BurstCommit> Of(BurstResult parent, CommandOrigin origin, BurstWorld world)
    {
        foreach (var child in parent.Children)
        {
            yield return Of(child, origin with { InstanceId = child.Id, Message = null }, world with { Workflow = child.Workflow, Pinned = world.Current });
            foreach (var grandchild in Of(child.Result, origin, world))
            {
                yield return grandchild;
            }
        }
    }

    private static BurstCommit Of(StartedChild child, CommandOrigin origin, BurstWorld world)
    {
        var rows = new BurstRows(origin, world, caseType: null, draft: null);
        rows.Take(child.Result, knownIncidents: 0);
        var state = child.Result.State;
        return new BurstCommit(
            origin.Tenant,
            new InstanceWrite(
                child.Id,
                child.Workflow.DefinitionId,
                child.Workflow.Hash.Value,
                world.Current.Revision,
                state.Status,
                state.SubStatus,
                state.CorrelationId,
                state.Name,
                CaseId: null,
                state.ToSnapshot(),
                state.OpenIncidents,
                origin.At,
                ReadVersion: 0,
                OwnerEpoch: 1),
            new JournalWrite("start", origin.Actor, JournalJson.Write(child.Result.Journal)),
            Consumed: null,
            child.Result.Created,
            Closed: [],
            rows.Timers,
            rows.Outbox,
            Tasks: [],
            Completion: null,
            Case: null,
            CaseEvents: [],
            Attachments: [],
            Message: null)
        {
            Activation = ActivationScope.Of(child.Workflow, child.Stimulus.CorrelationId),
        };
    }
}
