using System.Text.Json.Nodes;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;

namespace LowCode.Engine.Primitives;

/// <summary>Raises an incident with a text of the process's own.</summary>
internal sealed class FaultActivity(Input code, Input category, Input faultType, Input message) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.Fault", ActivityCategory.Primitives, "error")
        {
            Inputs = [new("code", "String", "0"), new("category", "String", "General"), new("faultType", "String", "System"), new("message", "String")],
        },
        source => new FaultActivity(source.Input("code"), source.Input("category"), source.Input("faultType"), source.Input("message")));

    public override void Execute(Burst burst, ActivityExecution me) =>
        throw new ActivityFaultException("fault.own", burst.Text(me, message) is { Length: > 0 } told ? told : $"{burst.Text(me, faultType)}/{burst.Text(me, code)}")
        {
            Details = new JsonObject { ["code"] = burst.Text(me, code), ["category"] = burst.Text(me, category), ["faultType"] = burst.Text(me, faultType) },
        };
}
