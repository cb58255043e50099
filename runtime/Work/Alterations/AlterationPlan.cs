using System.Text.Json.Nodes;
using LowCode.Definitions;

namespace LowCode.Work.Alterations;

/// <summary>Alterations of many instances, made one instance after the other in the background.</summary>
/// <param name="Login">Whoever submitted it.</param>
/// <param name="Alterations">As they were given, JSON.</param>
/// <param name="Filter">As it was given, JSON; the instances were chosen when it was submitted.</param>
/// <param name="Jobs">One an instance.</param>
public sealed record AlterationPlan(
    string PlanId,
    string Login,
    string Name,
    string Reason,
    JsonArray Alterations,
    JsonObject Filter,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    IReadOnlyList<AlterationJob> Jobs);

/// <param name="CompletedAt">Null: it is still to be done.</param>
/// <param name="Refusal">Why it could not be done; null: it was, or is still to be.</param>
public sealed record AlterationJob(string InstanceId, DateTimeOffset? CompletedAt, string? Refusal);

/// <summary>Port: plans, whole, each a row.</summary>
public interface IAlterationPlans
{
    /// <summary>Takes the place of the plan of that id.</summary>
    Task PutAsync(TenantId tenant, AlterationPlan plan, CancellationToken cancellation);

    /// <summary>Null: there is no such plan.</summary>
    Task<AlterationPlan?> FindAsync(TenantId tenant, string planId, CancellationToken cancellation);

    /// <summary>The oldest that is not done; null: all are.</summary>
    Task<AlterationPlan?> NextAsync(TenantId tenant, CancellationToken cancellation);
}
