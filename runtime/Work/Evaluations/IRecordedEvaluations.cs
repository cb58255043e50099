using System.Text.Json.Nodes;
using LowCode.Definitions;

namespace LowCode.Work.Evaluations;

/// <summary>Port: what was decided in processes, as the journals of the instances keep it.</summary>
public interface IRecordedEvaluations
{
    /// <summary>Those of a rule set, of the newest instances first.</summary>
    /// <param name="limit">Bursts that asked the set and are looked at. Of bursts that did not, so many newer ones are passed over that it takes a moment, not more.</param>
    Task<NewestEvaluations> NewestAsync(TenantId tenant, string ruleSet, int limit, CancellationToken cancellation);

    /// <summary>What an instance decided, by models and by rule sets, the newest first.</summary>
    /// <param name="bursts">That are looked at.</param>
    Task<IReadOnlyList<MadeDecision>> OfInstanceAsync(TenantId tenant, string instanceId, int bursts, CancellationToken cancellation);
}

/// <param name="IsAll">False: there may be older ones.</param>
public sealed record NewestEvaluations(IReadOnlyList<RecordedEvaluation> All, bool IsAll);

/// <summary>One evaluation that a process made.</summary>
/// <param name="Hash">Of the rule set that judged.</param>
/// <param name="Document">Null: the journal holds counts alone, as of a long stream.</param>
/// <param name="Hits">Ids of the rules that held; with counts alone, each as often as it held.</param>
/// <param name="Documents">How many were judged.</param>
/// <param name="CaseNumber">Null: the instance ran without a case.</param>
/// <param name="CaseData">As it is now.</param>
public sealed record RecordedEvaluation(
    string InstanceId,
    string ActivityId,
    DateTimeOffset At,
    string Hash,
    JsonNode? Document,
    IReadOnlyList<string> Hits,
    int Score,
    string Action,
    int Documents,
    string? CaseNumber,
    JsonObject? CaseData)
{
    /// <summary>Null: the instance ran without a case.</summary>
    public string? CaseType { get; init; }

    /// <summary>The release that the case runs on.</summary>
    public long CaseRevision { get; init; }
}
