using LowCode.Engine.Composition;
using LowCode.Storage.Databases;
using LowCode.Work.Instances;

namespace LowCode.Storage.Instances;

/// <summary>Finds who is in the way of new instances that must be alone.</summary>
internal static class ActivationRows
{
    private const string OfDefinition =
        """
        SELECT instance_id FROM instance
        WHERE tenant_id = @tenant AND definition_id = @definition AND status = 'Running'
          AND (@correlated = 0 OR correlation_id IS NOT DISTINCT FROM @correlation)
        LIMIT @limit
        """;

    // The index by correlation id leaves those without one out.
    private const string OfCorrelation =
        """
        SELECT instance_id FROM instance
        WHERE tenant_id = @tenant AND correlation_id = @correlation AND status = 'Running'
        LIMIT @limit
        """;

    private const string WithoutCorrelation =
        """
        SELECT instance_id FROM instance
        WHERE tenant_id = @tenant AND status = 'Running' AND correlation_id IS NULL
        LIMIT @limit
        """;

    /// <summary>Null: all may start.</summary>
    public static BurstVerdict.ActivationRefused? FirstRefused(WriteSession session, BurstCommit burst)
    {
        foreach (var start in burst.All)
        {
            if (start.Activation is { } scope && Obstacle(session, burst, start, scope) is { } obstacle)
            {
                return new BurstVerdict.ActivationRefused(start.Instance.InstanceId.Value, scope, obstacle);
            }
        }

        return null;
    }

    private static string? Obstacle(WriteSession session, BurstCommit burst, BurstCommit start, ActivationScope scope)
    {
        var family = burst.All.Select(b => b.Instance.InstanceId.Value).ToList();
        return session.Query(
            scope.DefinitionId is not null ? OfDefinition : scope.CorrelationId is not null ? OfCorrelation : WithoutCorrelation,
            static row => row.GetString(0),
            ("tenant", start.Tenant.Value),
            ("definition", scope.DefinitionId),
            ("correlated", scope.IsCorrelated ? 1 : 0),
            ("correlation", scope.CorrelationId),
            ("limit", family.Count + 1)).Find(id => !family.Contains(id));
    }
}
