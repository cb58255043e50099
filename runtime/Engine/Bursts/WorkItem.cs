using LowCode.Engine.Compilation;
using LowCode.Engine.State;

namespace LowCode.Engine.Bursts;

/// <summary>An activity that is due to begin.</summary>
/// <param name="Owner">Null for the root.</param>
/// <param name="IsBackward">It is reached against the direction of its flowchart.</param>
/// <param name="Given">Values of the first variables of the execution, as a loop gives them to its body; null: none.</param>
internal readonly record struct WorkItem(ActivityNode Node, ActivityExecution? Owner, bool IsBackward, object?[]? Given);
