using System.Text.Json;
using System.Text.Json.Serialization;

namespace LowCode.Connectors.Sdk;

/// <summary>What a connector is to those who design processes, as JSON. Every text is there in Chinese and English.</summary>
/// <param name="Type">Name of the activity: <c>LowCode.Screening</c>.</param>
/// <param name="Icon">Name of a Material icon.</param>
/// <param name="IsPure">
/// The same inputs and the same release give the same outputs, nothing outside is reached, and it answers at once: it may run within the
/// transaction of the process, and be tried as often as one likes. Others run after the commit, and are called again after a crash.
/// </param>
public sealed record ConnectorManifest(string Type, int Version, string Icon, ManifestText Name, ManifestText Description, bool IsPure)
{
    public IReadOnlyList<ManifestInput> Inputs { get; init; } = [];

    public IReadOnlyList<ManifestOutput> Outputs { get; init; } = [];

    /// <summary>Ports besides <c>Done</c>, which every call that succeeds leaves by as well.</summary>
    public IReadOnlyList<ManifestOutcome> Outcomes { get; init; } = [];

    /// <summary>Ways to fail; each is a port too.</summary>
    public IReadOnlyList<ManifestError> Errors { get; init; } = [];

    /// <exception cref="FormatException">It is not a manifest, or something in it is missing or stands there twice; all of it is told.</exception>
    public static ConnectorManifest Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<ConnectorManifest>(json, ConnectorJson.Options)
                ?? throw new FormatException("Expected a manifest, but it is null.");
            return ManifestChecks.Of(manifest) is { Count: > 0 } problems
                ? throw new FormatException($"Expected a whole manifest of {manifest.Type}, but: {string.Join("; ", problems)}")
                : manifest;
        }
        catch (JsonException broken)
        {
            throw new FormatException($"Expected a manifest, but {broken.Path}: {broken.Message}", broken);
        }
    }
}

/// <summary>A text in the languages of the product.</summary>
public sealed record ManifestText([property: JsonPropertyName("zh-CN")] string Chinese, [property: JsonPropertyName("en")] string English);

/// <param name="Name">A member of the function's input, camelCase.</param>
/// <param name="Type">A type alias of variables: <c>String</c>, <c>Decimal</c>, <c>List&lt;String&gt;</c>, <c>Object</c>.</param>
/// <param name="Editor">How a designer lets people enter it: <c>singleline</c>, <c>multiline</c>, <c>checkbox</c>, <c>dropdown</c>, <c>multitext</c>, <c>json-editor</c>.</param>
public sealed record ManifestInput(string Name, string Type, string Editor, ManifestText Text, ManifestText Description)
{
    public bool IsRequired { get; init; }

    /// <summary>The value where none is given; null: none.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>The only values that it takes; empty: any of its type.</summary>
    public IReadOnlyList<ManifestOption> Options { get; init; } = [];

    /// <summary>It holds the name of a secret, never the secret: <see cref="IConnectorCall.CredentialAsync"/>.</summary>
    public bool IsCredential { get; init; }

    /// <summary>It names artefacts of this kind, such as <c>RuleSet</c>: a name that the release does not hold is refused when it is published.</summary>
    public string? Artefact { get; init; }
}

public sealed record ManifestOption(string Value, ManifestText Text);

/// <param name="Name">A member of the function's output, camelCase.</param>
public sealed record ManifestOutput(string Name, string Type, ManifestText Text, ManifestText Description);

public sealed record ManifestOutcome(string Name, ManifestText Text);

/// <param name="IsRetryable">Trying again may help: the retry policy of the activity applies.</param>
public sealed record ManifestError(string Code, bool IsRetryable, ManifestText Text);
