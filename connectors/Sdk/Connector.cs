using System.Text.Json;

namespace LowCode.Connectors.Sdk;

/// <summary>A function with its manifest, as the platform calls it: JSON in, JSON out.</summary>
public sealed class Connector
{
    private readonly Func<ReadOnlyMemory<byte>, IConnectorCall, CancellationToken, ValueTask<ConnectorAnswer>> _run;

    private Connector(ConnectorManifest manifest, Func<ReadOnlyMemory<byte>, IConnectorCall, CancellationToken, ValueTask<ConnectorAnswer>> run)
    {
        Manifest = manifest;
        _run = run;
    }

    public ConnectorManifest Manifest { get; }

    /// <summary>With the manifest that is embedded beside the function's class.</summary>
    /// <exception cref="FormatException">There is none, it is not whole, or it and the function's types do not agree.</exception>
    public static Connector Of<TInput, TOutput>(IConnector<TInput, TOutput> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var type = function.GetType();
        using var stream = type.Assembly.GetManifestResourceStream($"{type.Namespace}.manifest.json")
            ?? throw new FormatException($"Expected manifest.json to be embedded beside {type.FullName}, but it is not.");
        var manifest = new byte[stream.Length];
        stream.ReadExactly(manifest);
        return Of(ConnectorManifest.Read(manifest), function);
    }

    /// <inheritdoc cref="Of{TInput,TOutput}(IConnector{TInput,TOutput})"/>
    public static Connector Of<TInput, TOutput>(ConnectorManifest manifest, IConnector<TInput, TOutput> function)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(function);
        string[] differences =
        [
            .. ManifestChecks.Members("input", typeof(TInput), manifest.Inputs.Select(i => i.Name)),
            .. ManifestChecks.Members("output", typeof(TOutput), manifest.Outputs.Select(o => o.Name)),
        ];
        return differences.Length == 0
            ? new Connector(manifest, (inputs, call, cancellation) => RunAsync(manifest, function, inputs, call, cancellation))
            : throw new FormatException($"Expected the manifest of {manifest.Type} to say what its function takes and gives, but {string.Join("; ", differences)}");
    }

    /// <param name="inputs">A JSON object, UTF-8; inputs without a value are not in it.</param>
    /// <exception cref="ConnectorException">It failed in a way that the process may deal with.</exception>
    public ValueTask<ConnectorAnswer> RunAsync(ReadOnlyMemory<byte> inputs, IConnectorCall call, CancellationToken cancellation) => _run(inputs, call, cancellation);

    /// <summary>Whether trying again may help after a failure of that code.</summary>
    public bool IsRetryable(string code) => code == ConnectorErrors.Timeout || Manifest.Errors.Any(e => e.Code == code && e.IsRetryable);

    private static async ValueTask<ConnectorAnswer> RunAsync<TInput, TOutput>(
        ConnectorManifest manifest, IConnector<TInput, TOutput> function, ReadOnlyMemory<byte> inputs, IConnectorCall call, CancellationToken cancellation)
    {
        var result = await function.RunAsync(Read<TInput>(inputs), call, cancellation);
        var unknown = result.Outcomes.Except(manifest.Outcomes.Select(o => o.Name)).ToList();
        return unknown.Count == 0
            ? new ConnectorAnswer(JsonSerializer.SerializeToUtf8Bytes(result.Output, ConnectorJson.Options), result.Outcomes)
            : throw new InvalidOperationException($"Expected {manifest.Type} to leave by a port of its manifest, but got {string.Join(", ", unknown)}.");
    }

    private static TInput Read<TInput>(ReadOnlyMemory<byte> inputs)
    {
        try
        {
            return JsonSerializer.Deserialize<TInput>(inputs.Span, ConnectorJson.Options)!;
        }
        catch (JsonException broken)
        {
            throw new ConnectorException(ConnectorErrors.BadInput, $"Expected inputs of the connector's types, but {broken.Path}: {broken.Message}", broken);
        }
    }
}

/// <param name="Outputs">A JSON object, UTF-8, whose members are the outputs; those without a value are not in it.</param>
/// <param name="Outcomes">Those that hold besides <c>Done</c>.</param>
public sealed record ConnectorAnswer(ReadOnlyMemory<byte> Outputs, IReadOnlyList<string> Outcomes);
