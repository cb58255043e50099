namespace LowCode.Engine.Composition;

/// <summary>When a further instance of a definition may start.</summary>
public enum ActivationStrategy
{
    AllowAlways,

    /// <summary>No other instance of the definition is running.</summary>
    Singleton,

    /// <summary>No other instance of the definition with the same correlation id is running.</summary>
    CorrelatedSingleton,

    /// <summary>No instance of any definition with the same correlation id is running.</summary>
    Correlation,
}

/// <summary>Among which running instances a new one must be alone. Null parts take all.</summary>
public sealed record ActivationScope(string? DefinitionId, bool IsCorrelated, string? CorrelationId)
{
    /// <summary>Null: it may always start.</summary>
    public static ActivationScope? Of(CompiledWorkflow workflow, string? correlationId) => workflow.Activation switch
    {
        ActivationStrategy.Singleton => new ActivationScope(workflow.DefinitionId, IsCorrelated: false, null),
        ActivationStrategy.CorrelatedSingleton => new ActivationScope(workflow.DefinitionId, IsCorrelated: true, correlationId),
        ActivationStrategy.Correlation => new ActivationScope(null, IsCorrelated: true, correlationId),
        _ => null,
    };

    /// <param name="definitionId">Of a running instance.</param>
    /// <param name="correlationId">Of a running instance.</param>
    public bool Contains(string definitionId, string? correlationId) =>
        (DefinitionId is null || DefinitionId == definitionId) && (!IsCorrelated || CorrelationId == correlationId);
}
