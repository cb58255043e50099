using System.Text.Json.Serialization;

namespace LowCode.Work.DeadLetters;

/// <summary>An effect that could not be delivered, or a kept message whose time was over.</summary>
/// <param name="Source">outbox, inbox.</param>
/// <param name="SourceId">Of the row that it was.</param>
/// <param name="InstanceId">Whose effect it was, or whom it was for; null: nobody by name.</param>
/// <param name="Reason">expired, worker-died, or what the last try said.</param>
/// <param name="CanRetry">It is open, and all that it needs to go back is kept.</param>
public sealed record DeadLetter(
    string DeadLetterId,
    string Source,
    string SourceId,
    string? InstanceId,
    string Reason,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    int Attempts,
    bool CanRetry)
{
    /// <summary>What the effect would have done: http, connector, event, dispatch, child-ended, cancel-child, reply; null: a message, or not known.</summary>
    public string? Kind { get; init; }

    /// <summary>The process of the instance; null: the instance is gone, or there was none.</summary>
    public string? DefinitionId { get; init; }

    /// <summary>Number of the case that the instance works on; null: none.</summary>
    public string? CaseNumber { get; init; }

    /// <summary>What somebody made of it; null: it is open.</summary>
    public LetterResolution? Resolution { get; init; }
}

/// <param name="Reason">Why.</param>
public sealed record LetterResolution(LetterEnd End, string By, DateTimeOffset At, string Reason);

[JsonConverter(typeof(JsonStringEnumConverter<LetterEnd>))]
public enum LetterEnd
{
    Retried,
    Discarded,
}

/// <param name="Payload">JSON of the effect or the message; null: it had none.</param>
public sealed record DeadLetterDetail(DeadLetter Letter, string? Payload);

/// <summary>Null: whatever it is.</summary>
/// <param name="IsOpen">True: nobody has resolved it; false: somebody has.</param>
public sealed record DeadLetterSearch(string? Source, string? Reason, string? InstanceId, bool? IsOpen = null)
{
    public IReadOnlyList<string>? InstanceIds { get; init; }
}
