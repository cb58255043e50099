using LowCode.Engine.Composition;

namespace LowCode.Work.Instances;

/// <summary>What became of a burst that was handed to the store. All but <see cref="Committed"/> wrote nothing.</summary>
public abstract record BurstVerdict
{
    private BurstVerdict()
    {
    }

    /// <param name="RowVersion">Of the instance now.</param>
    /// <param name="CaseNumber">Given to a new case.</param>
    /// <param name="Waiting">Messages in the inbox that a bookmark of this burst can take: the owner runs the next burst at once.</param>
    public sealed record Committed(long RowVersion, string? CaseNumber, IReadOnlyList<WaitingMessage> Waiting) : BurstVerdict;

    /// <summary>Another owner was faster, or took the instance over, or another instance of the case has changed the case: load again.</summary>
    public sealed record FenceLost : BurstVerdict
    {
        public static FenceLost Instance { get; } = new();
    }

    /// <summary>The bookmark was consumed or closed before.</summary>
    public sealed record BookmarkGone : BurstVerdict
    {
        public static BookmarkGone Instance { get; } = new();
    }

    /// <summary>The message was handled before; this was the answer.</summary>
    public sealed record Duplicate(string? Result) : BurstVerdict;

    /// <summary>The record of the source is a case already: nothing is imported twice.</summary>
    public sealed record SourceTaken(string CaseId) : BurstVerdict;

    /// <summary>A new instance, of the burst or among its children, is not alone.</summary>
    /// <param name="InstanceId">The new one.</param>
    /// <param name="Obstacle">The one that is running.</param>
    public sealed record ActivationRefused(string InstanceId, ActivationScope Scope, string Obstacle) : BurstVerdict;

    /// <summary>The attachment is unknown, another's, or belongs to another case.</summary>
    public sealed record AttachmentRefused(string AttachmentId) : BurstVerdict;

    /// <summary>What was kept for the instance has been forgotten meanwhile, or is another's.</summary>
    public sealed record ContentRefused(string ContentId) : BurstVerdict;
}

/// <summary>A message of the inbox together with the bookmark that can take it.</summary>
public sealed record WaitingMessage(string Consumer, string MessageId, string InstanceId, string BookmarkId, string? Payload);
