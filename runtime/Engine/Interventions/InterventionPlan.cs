using LowCode.Engine.Bursts;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Interventions;

/// <summary>An intervention, looked up in an instance: what it will do, or why it cannot be done.</summary>
/// <param name="Apply">Null where it is refused.</param>
/// <param name="GoesOn">The instance runs afterwards, also one that had ended faulted.</param>
internal sealed record InterventionPlan(InterventionRefusal? Refusal, Action<Burst>? Apply, bool GoesOn)
{
    public static InterventionPlan Refused(string code, params IReadOnlyList<string> values) => new(new InterventionRefusal(code, values), null, false);

    public static InterventionPlan Run(Action<Burst> apply) => new(null, apply, GoesOn: true);

    public static InterventionPlan Quiet(Action<Burst> apply) => new(null, apply, GoesOn: false);
}
