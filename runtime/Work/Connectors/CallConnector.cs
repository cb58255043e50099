using System.Text;
using LowCode.Connectors.Sdk;
using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Engine.Connectors;
using LowCode.Work.Releases;

namespace LowCode.Work.Connectors;

/// <summary>Calls a connector after the commit of the burst that asked for it, by the release that holds then.</summary>
internal sealed class CallConnector(EngineOptions options, PublishedDefinitions definitions, ICredentials credentials, TimeProvider time)
{
    /// <summary>Less than the lease of an effect, so that nobody begins the same call meanwhile.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(40);

    private readonly Dictionary<string, Connector> _connectors = options.Connectors.ToDictionary(c => c.Manifest.Type, StringComparer.Ordinal);

    /// <exception cref="OperationCanceledException">The server stops: the call is made again.</exception>
    public async Task<ConnectorReply> RunAsync(TenantId tenant, string type, string inputs, string idempotencyKey, CancellationToken cancellation)
    {
        if (!_connectors.TryGetValue(type, out var connector))
        {
            return ConnectorReply.Failed(ConnectorErrors.Failed, $"Expected the connector {type}, but this server has none of that name.");
        }

        var release = await definitions.CurrentAsync(tenant, cancellation);
        var call = new ConnectorCall(idempotencyKey, time.GetUtcNow(), release.Decisions, (name, token) => credentials.FindAsync(tenant, name, token));
        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await call.RunAsync(connector, Encoding.UTF8.GetBytes(inputs), either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ConnectorReply.Failed(ConnectorErrors.Timeout, $"Expected {type} to answer within {Longest.TotalSeconds} seconds, but it did not.");
        }
    }
}
