using System.Diagnostics.CodeAnalysis;

namespace LowCode.Scripting;

/// <summary>The value of a script (see <see cref="Definitions.Values.DataValue"/>), or why there is none.</summary>
public readonly record struct ScriptResult(object? Value, ScriptError? Error)
{
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValue => Error is null;
}
