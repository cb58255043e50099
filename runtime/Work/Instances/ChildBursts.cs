using LowCode.Engine;
using LowCode.Engine.Composition;
using LowCode.Engine.Effects;

namespace LowCode.Work.Instances;

/// <summary>
/// Turns an instance that started inside a burst into rows. It is pinned to the release that holds now and works on the case of whoever
/// started it, whose burst writes what changes in the case.
/// </summary>
internal static class ChildBursts
{
    /// <param name="rows">What the first burst of the child has left.</param>
    public static BurstCommit Of(StartedChild child, CommandOrigin origin, BurstRows rows)
    {
        var state = child.Result.State;
        return new BurstCommit(
            origin.Tenant,
            new InstanceWrite(
                child.Id,
                child.Workflow.DefinitionId,
                child.Workflow.Hash.Value,
                rows.World.Current.Revision,
                state.Status,
                state.SubStatus,
                state.CorrelationId,
                IsCorrelatedAnew: false,
                state.Name,
                rows.Draft?.Record.Row.CaseId,
                state.ToSnapshot(),
                state.OpenIncidents,
                origin.At,
                ReadVersion: 0,
                OwnerEpoch: 1,
                WorkflowEngine.ParentOf(state)),
            new JournalWrite("start", origin.Actor, JournalJson.Write(child.Result.Journal)),
            Consumed: null,
            child.Result.Created,
            Closed: [],
            rows.Timers,
            rows.Outbox,
            rows.Tasks,
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
