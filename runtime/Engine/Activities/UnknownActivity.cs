using LowCode.Engine.Bursts;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;

namespace LowCode.Engine.Activities;

/// <summary>Stands for a type that this engine does not have: the definition keeps it, running it is an incident. The text is Elsa's.</summary>
internal sealed class UnknownActivity(string type) : Activity
{
    public override void Execute(Burst burst, ActivityExecution me) =>
        throw new ActivityFaultException($"Activity type '{type}' version '0' could not be found.");
}
