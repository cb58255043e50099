using System.Text.Json.Nodes;

namespace LowCode.Work.Evaluations;

/// <summary>What a process decided, as its journal keeps it.</summary>
/// <param name="Place">Where in the journal.</param>
public abstract record MadeDecision(JournalPlace Place, DateTimeOffset At)
{
    /// <summary>By a decision model.</summary>
    /// <param name="Release">That the model is of; null: the journal is older than this was kept.</param>
    /// <param name="Inputs">By name.</param>
    public sealed record ByModel(JournalPlace Place, DateTimeOffset At, string Model, string Decision, long? Release, JsonObject Inputs, JsonNode? Result) : MadeDecision(Place, At)
    {
        /// <summary>What the texts among the inputs were, where their types do not tell it: dates, times, durations, ranges. Null: nothing is kept.</summary>
        public JsonObject? Kinds { get; init; }
    }

    /// <summary>By a rule set.</summary>
    /// <param name="Hash">Of the set that judged.</param>
    /// <param name="Document">Null: the journal holds counts alone, as of a long stream.</param>
    /// <param name="Hits">Ids of the rules that held.</param>
    public sealed record ByRules(
        JournalPlace Place, DateTimeOffset At, string RuleSet, string Hash, JsonNode? Document, IReadOnlyList<string> Hits, string Action, int Score) : MadeDecision(Place, At);
}

/// <summary>An entry of an instance's journal.</summary>
/// <param name="Seq">Of the burst.</param>
/// <param name="Entry">Its index there.</param>
public sealed record JournalPlace(string InstanceId, long Seq, int Entry);
