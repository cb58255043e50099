using System.Text.Json.Nodes;

namespace LowCode.Engine.Incidents;

/// <summary>An activity cannot go on for a reason that a person can mend: it becomes an incident. Anything else that is thrown is a bug.</summary>
internal sealed class ActivityFaultException(string message) : Exception(message)
{
    /// <summary>What the journal keeps besides the message; null: nothing.</summary>
    public JsonObject? Details { get; init; }

    /// <summary>Trying again cannot help: a retry policy does not apply.</summary>
    public bool IsFinal { get; init; }
}
