using System.Text.Json.Nodes;

namespace LowCode.Connectors.Sdk;

/// <summary>What a call may ask of the platform. All that it sees belongs to the tenant whose process calls.</summary>
public interface IConnectorCall
{
    /// <summary>The same when the call is made again: hand it on to whoever must not do a thing twice.</summary>
    string IdempotencyKey { get; }

    /// <summary>UTC. A pure connector has no other clock.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Something of the current release as the platform has compiled it; null: there is none of that kind with that key.</summary>
    Published<T>? Published<T>(string key)
        where T : class;

    /// <summary>A secret, by the name that an input declared as a credential holds. Never put it into an output, a record or a message.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorErrors.UnknownCredential"/>: the tenant has none of that name.</exception>
    ValueTask<string> CredentialAsync(string name, CancellationToken cancellation);

    /// <summary>Keeps in the instance's journal what was decided and by what, to be shown and tried again later.</summary>
    void Record(JsonObject decision);
}

/// <param name="Hash">Of the artefact that it was compiled from.</param>
public sealed record Published<T>(string Hash, T Value);
