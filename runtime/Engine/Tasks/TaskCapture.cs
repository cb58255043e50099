using LowCode.Engine.Compilation;

namespace LowCode.Engine.Tasks;

/// <summary>A field of the submission that is copied into a variable; a field that is absent leaves the variable as it is.</summary>
internal sealed record TaskCapture(string Field, VariableSlot Slot);
