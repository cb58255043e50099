using System.Text.Json.Nodes;

namespace LowCode.Engine.Triggers;

/// <summary>Something outside that starts an instance of the definition.</summary>
/// <param name="ActivityId">For <see cref="Stimuli.Stimulus.Start.TriggerActivityId"/>.</param>
/// <param name="Name">Type of the activity.</param>
/// <param name="Hash">What a stimulus is matched by.</param>
public sealed record Trigger(string ActivityId, string Name, string Hash)
{
    /// <summary>What it waits for, as its bookmark would say; null: the hash tells all.</summary>
    public JsonObject? Payload { get; init; }

    /// <summary>When it starts instances by itself; null: somebody else does.</summary>
    public TimerSchedule? Schedule { get; init; }

    /// <summary>What becomes of times that passed while nothing ran.</summary>
    public Misfire Misfire { get; init; }
}
