using System.Collections.Frozen;
using System.Text.Json.Nodes;
using LowCode.Scripting;

namespace LowCode.Engine.Incidents;

/// <summary>An activity cannot go on for a reason that a person can mend: it becomes an incident. Anything else that is thrown is a bug.</summary>
/// <param name="code">See <see cref="IncidentReason"/>.</param>
internal sealed class ActivityFaultException(string code, params object?[] values) : Exception(IncidentReason.Of(code, values).Message)
{
    /// <summary>Only another version of the definition or of the product mends these.</summary>
    private static readonly FrozenSet<string> _final =
        FrozenSet.Create("activity.unknown", "expression.language", "script.no-secrets", "script.no-settings", "script.no-variable", "script.syntax", "variable.missing");

    public IncidentReason Reason { get; } = IncidentReason.Of(code, values);

    /// <summary>What the journal keeps besides the reason; null: nothing.</summary>
    public JsonObject? Details { get; init; }

    /// <summary>Trying again cannot help: a retry policy does not apply.</summary>
    public bool IsFinal { get; init; } = _final.Contains(code);

    /// <summary>What a script says of itself stays as it is; only what is around it is ours.</summary>
    public static ActivityFaultException Of(ScriptError error) => error switch
    {
        { Limit: { } limit } => OfLimit(limit),
        { Fault: { } fault } => new ActivityFaultException(fault.Code, [.. fault.Values]),
        { Kind: ScriptErrorKind.Syntax, Line: > 0 } => new ActivityFaultException("script.syntax", error.Message, error.Line, error.Column),
        { Kind: ScriptErrorKind.Thrown, Line: > 0 } => new ActivityFaultException("script.thrown", error.Message, error.Line, error.Column),
        _ => new ActivityFaultException("script.failed", error.ToString()),
    };

    private static ActivityFaultException OfLimit(MetLimit limit) => limit.Kind switch
    {
        ScriptLimitKind.TextLength => new ActivityFaultException("script.limit.text", limit.Most, limit.Got),
        ScriptLimitKind.Regex => new ActivityFaultException("script.limit.regex", limit.Most),
        ScriptLimitKind.Time => new ActivityFaultException("script.limit.time", limit.Most),
        ScriptLimitKind.Statements => new ActivityFaultException("script.limit.statements", limit.Most),
        ScriptLimitKind.Memory => new ActivityFaultException("script.limit.memory", limit.Most),
        ScriptLimitKind.Recursion => new ActivityFaultException("script.limit.recursion", limit.Most),
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, "Expected a known limit."),
    };
}
