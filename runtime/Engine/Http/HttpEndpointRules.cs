namespace LowCode.Engine.Http;

/// <summary>What must be known of an endpoint before a request reaches its process.</summary>
/// <param name="Path">Its route template as it was written; null: it is computed when it is met.</param>
/// <param name="IsAuthorized">Only who says who they are may call it. True as well where that is computed: it is not known before.</param>
/// <param name="Policy">A role that people must have; null: any.</param>
/// <param name="Timeout">How long a request waits for its answer; null: the default.</param>
/// <param name="RequestSizeLimit">Bytes; null: the server's own.</param>
public sealed record HttpEndpointRules(string? Path, bool IsAuthorized, string? Policy, TimeSpan? Timeout, long? RequestSizeLimit)
{
    /// <summary>Nobody may call it: who may is computed, and that is not known before.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Where nothing is known.</summary>
    public static HttpEndpointRules Strict { get; } = new(null, IsAuthorized: true, null, null, null);
}
