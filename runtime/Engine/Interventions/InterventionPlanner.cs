using LowCode.Definitions.Values;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Interventions;

/// <summary>Looks an intervention up in an instance. Decides only; what it decides is done by the burst.</summary>
internal sealed class InterventionPlanner(CompiledWorkflow workflow, InstanceState state, ActivityCatalogue catalogue)
{
    private readonly ExecutionFinder _finder = new(workflow, state);

    public InterventionPlan Plan(Stimulus.Intervene stimulus)
    {
        if (state.SubStatus is InstanceSubStatus.Finished or InstanceSubStatus.Cancelled)
        {
            return InterventionPlan.Refused("instance.ended", state.SubStatus.ToString());
        }

        return stimulus.What switch
        {
            Intervention.Retry retry => Plan(retry, stimulus),
            Intervention.Skip skip => Plan(skip, stimulus),
            Intervention.SetVariable change => Plan(change),
            Intervention.Move move => Plan(move, stimulus),
            _ => throw new ArgumentOutOfRangeException(nameof(stimulus), stimulus, "Expected a known intervention."),
        };
    }

    private InterventionPlan Plan(Intervention.Retry retry, Stimulus.Intervene stimulus)
    {
        ActivityExecution[] stopped;
        if (retry.Activity is null)
        {
            stopped = [.. state.Executions.All().Where(e => e.Status == ActivityExecutionStatus.Faulted)];
            if (stopped.Length == 0)
            {
                return InterventionPlan.Refused("instance.nothing-stopped");
            }
        }
        else if (_finder.Stopped(retry.Activity, out var found) is { } refusal)
        {
            return new InterventionPlan(refusal, null, false);
        }
        else
        {
            stopped = [found!];
        }

        return InterventionPlan.Run(burst =>
        {
            foreach (var execution in stopped)
            {
                // An earlier one of them may have cancelled it meanwhile.
                if (execution.Status == ActivityExecutionStatus.Faulted)
                {
                    burst.Unfault(execution, stimulus.Resolves(IncidentResolutionKind.Retried, burst.Now));
                    execution.Retries = 0;
                    burst.RetryNow(execution);
                }
            }
        });
    }

    private InterventionPlan Plan(Intervention.Skip skip, Stimulus.Intervene stimulus)
    {
        if (_finder.Stopped(skip.Activity, out var found) is { } refusal)
        {
            return new InterventionPlan(refusal, null, false);
        }

        var outcomes = Outcomes(found!.Node);
        return outcomes.Contains(skip.Outcome)
            ? InterventionPlan.Run(burst =>
            {
                burst.Unfault(found, stimulus.Resolves(IncidentResolutionKind.Skipped, burst.Now));
                burst.Complete(found, [skip.Outcome]);
            })
            : InterventionPlan.Refused("instance.outcome-unknown", found.ActivityId, skip.Outcome, string.Join(", ", outcomes));
    }

    private InterventionPlan Plan(Intervention.SetVariable change)
    {
        if (_finder.Variable(change.Name, change.Activity, out var slot, out var from) is { } refusal)
        {
            return new InterventionPlan(refusal, null, false);
        }

        var (_, name, typeName, isList, _) = slot!.Definition;
        var conversion = DataTypes.Convert(DataValue.From(change.Value), typeName, isList);
        return conversion.Failure is null
            ? InterventionPlan.Quiet(burst => burst.Data.Write(from, slot, conversion.Value))
            : InterventionPlan.Refused("instance.variable-type", name, conversion.Failure.ToString());
    }

    private InterventionPlan Plan(Intervention.Move move, Stimulus.Intervene stimulus)
    {
        ActivityExecution? from = null;
        if (move.From is not null && _finder.Open(move.From, out from) is { } noFrom)
        {
            return new InterventionPlan(noFrom, null, false);
        }

        var resolution = stimulus.Resolves(IncidentResolutionKind.Moved, default);
        if (move.To is null)
        {
            return from is null
                ? InterventionPlan.Refused("instance.move-nothing")
                : InterventionPlan.Run(burst => TokenMove.Cancel(burst, from, resolution with { At = burst.Now }));
        }

        if (workflow.Node(move.To) is not { } to)
        {
            return InterventionPlan.Refused("instance.activity-unknown", move.To);
        }

        return _finder.OwnerFor(to, from, out var owner) is { } noOwner
            ? new InterventionPlan(noOwner, null, false)
            : InterventionPlan.Run(burst => TokenMove.Run(burst, from, to, owner!, resolution with { At = burst.Now }));
    }

    /// <summary>Ports that an activity can leave by: those of its type and those that its flowchart connects.</summary>
    private HashSet<string> Outcomes(ActivityNode node)
    {
        var connected = node.Parent?.Definition.Connections.Where(c => c.Source == node.Id).Select(c => c.Port ?? "Done") ?? [];
        return [.. catalogue.Find(node.Type)?.Descriptor.Outcomes ?? [], .. connected, "Done"];
    }
}
