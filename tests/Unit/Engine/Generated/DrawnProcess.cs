using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.State;

namespace LowCode.Tests.Unit.Engine.Generated;

/// <summary>A process that was drawn at random, and what it must do.</summary>
/// <param name="Definitions">The process first, then those that it starts.</param>
/// <param name="Outputs">Workflow outputs at the end.</param>
/// <param name="Counting">Activities that each add one to the variable Total.</param>
/// <param name="OpenIncidents">Left at the end.</param>
internal sealed record DrawnProcess(
    IReadOnlyList<JsonObject> Definitions,
    FlowchartMode Mode,
    Trace Trace,
    InstanceSubStatus End,
    int OpenIncidents,
    IReadOnlyDictionary<string, int> Outputs,
    IReadOnlySet<string> Counting,
    Features Features);

/// <summary>What is in a process.</summary>
[Flags]
internal enum Features
{
    None = 0,
    Fork = 1,
    Loop = 2,
    Wait = 4,
    Fault = 8,
}
