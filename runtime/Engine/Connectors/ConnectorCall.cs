using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Connectors.Sdk;
using LowCode.Engine.Decisions;
using LowCode.Rules;

namespace LowCode.Engine.Connectors;

/// <summary>One call of a connector, within a burst or after its commit.</summary>
/// <param name="decisions">What it may see of the release; null: nothing.</param>
/// <param name="credential">Finds a secret by its name; null: there are none.</param>
public sealed class ConnectorCall(
    string idempotencyKey, DateTimeOffset now, IDecisions? decisions, Func<string, CancellationToken, ValueTask<string?>>? credential = null) : IConnectorCall
{
    private readonly List<JsonObject> _records = [];

    public string IdempotencyKey => idempotencyKey;

    public DateTimeOffset Now => now;

    public Published<T>? Published<T>(string key)
        where T : class
    {
        if (typeof(T) == typeof(RuleIndex) && decisions?.RuleSet(key) is { } set)
        {
            return new Published<T>(set.Hash.Value, (T)(object)set.Index);
        }

        return null;
    }

    public async ValueTask<string> CredentialAsync(string name, CancellationToken cancellation) =>
        (credential is null ? null : await credential(name, cancellation))
        ?? throw new ConnectorException(ConnectorErrors.UnknownCredential, $"Expected a credential named '{name}', but the tenant has none.");

    public void Record(JsonObject decision) => _records.Add(decision);

    /// <summary>Makes the call; whatever it fails with is an answer too, but for its own cancellation.</summary>
    /// <param name="inputs">A JSON object, UTF-8.</param>
    /// <exception cref="OperationCanceledException">As the caller wanted.</exception>
    public async ValueTask<ConnectorReply> RunAsync(Connector connector, ReadOnlyMemory<byte> inputs, CancellationToken cancellation)
    {
        try
        {
            var answer = await connector.RunAsync(inputs, this, cancellation);
            return new ConnectorReply(JsonSerializer.Deserialize<JsonObject>(answer.Outputs.Span), answer.Outcomes, _records, null);
        }
        catch (ConnectorException failure)
        {
            return ConnectorReply.Failed(failure.Code, failure.Message);
        }
#pragma warning disable CA1031 // A bug of a connector stops the activity that called it, and nothing else.
        catch (Exception bug) when (bug is not OperationCanceledException || !cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return ConnectorReply.Failed(ConnectorErrors.Failed, $"Expected the connector to answer or to fail with a code, but got {bug.GetType().Name}: {bug.Message}");
        }
    }
}
