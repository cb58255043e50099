using LowCode.Engine;
using LowCode.Engine.State;

namespace LowCode.Work.Instances;

/// <summary>What became of a command that was given to an instance's owner.</summary>
public abstract record BurstOutcome
{
    private BurstOutcome()
    {
    }

    /// <param name="Result">The answer that a repeat would get, JSON.</param>
    /// <param name="CaseNumber">Of a new case.</param>
    public sealed record Committed(InstanceId InstanceId, InstanceStatus Status, InstanceSubStatus SubStatus, string? Result, string? CaseNumber) : BurstOutcome;

    /// <summary>The message was handled before; this was the answer.</summary>
    public sealed record Repeated(string? Result) : BurstOutcome;

    /// <summary>The bookmark was consumed or closed before, or the instance is finished.</summary>
    public sealed record Gone : BurstOutcome;

    public sealed record UnknownInstance : BurstOutcome;

    /// <summary>The record of the source is a case already.</summary>
    public sealed record SourceTaken(string CaseId) : BurstOutcome;

    /// <summary>Nothing was changed, and why.</summary>
    public sealed record Refused(Rejection Rejection) : BurstOutcome;
}
