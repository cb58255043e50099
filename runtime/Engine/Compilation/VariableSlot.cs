using LowCode.Definitions.Workflows;

namespace LowCode.Engine.Compilation;

/// <summary>Where a variable lies at run time.</summary>
/// <param name="Owner">The activity whose executions hold it; null: the instance.</param>
internal sealed record VariableSlot(VariableDefinition Definition, ActivityNode? Owner, int Index);
