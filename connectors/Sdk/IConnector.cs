namespace LowCode.Connectors.Sdk;

/// <summary>
/// A connector: one function, called as one activity of a process. What it is called, what it takes and gives stands in its manifest
/// (<see cref="ConnectorManifest"/>), <c>manifest.json</c> embedded beside the class. One object serves all calls, from any thread.
/// </summary>
/// <typeparam name="TInput">Read from the inputs of the activity; members as in the manifest, an input without a value keeps its default.</typeparam>
/// <typeparam name="TOutput">Its members are the outputs of the activity.</typeparam>
public interface IConnector<in TInput, TOutput>
{
    /// <param name="cancellation">The call takes too long, or the server stops; it will be made again where that may help.</param>
    /// <exception cref="ConnectorException">It failed in a way that the manifest declares.</exception>
    ValueTask<ConnectorResult<TOutput>> RunAsync(TInput input, IConnectorCall call, CancellationToken cancellation);
}

/// <param name="Outcomes">Those of the manifest that hold besides <c>Done</c>.</param>
public sealed record ConnectorResult<TOutput>(TOutput Output, params IReadOnlyList<string> Outcomes);
