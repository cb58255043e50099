using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>
/// Asks the process that is killed, writes down what it asks and what it is answered, and repeats under the same id what was not answered.
/// </summary>
internal sealed class CrashClient(Oracle oracle, CrashProcess process, CancellationToken cancellation) : IScriptClient
{
    private int _asked;
    private int _refused;

    /// <summary>Requests that reached a living process, repeats among them.</summary>
    public int Asked => _asked;

    public AnswerCount Answered { get; } = new();

    /// <summary>Answers that say no: none is expected.</summary>
    public int Refused => _refused;

    public string? FirstRefusal { get; private set; }

    public async Task<JsonObject> AskAsync(CrashScript script, string path, string name, string? target, string? instance)
    {
        var operation = $"{script.Number}-{path}-{name}";
        if (oracle.AnswerTo(operation) is { } known)
        {
            return known;
        }

        await oracle.AskAsync(operation);
        while (true)
        {
            var life = await process.ReadyAsync(cancellation);
            try
            {
                using var answer = await life.Http.PostAsJsonAsync(
                    "/" + path, new CrashRequest(script.Tenant, operation, name, target), cancellation);
                Interlocked.Increment(ref _asked);
                var body = await answer.Content.ReadFromJsonAsync<JsonObject>(cancellation);
                Answered.Add();
                if (answer.IsSuccessStatusCode)
                {
                    body!["tenant"] = script.Tenant;
                    body["path"] = path;
                    body["target"] = target;
                    body["instance"] ??= instance;
                    await oracle.AnswerAsync(operation, body);
                    return body;
                }

                FirstRefusal ??= $"{operation} of {instance}: {(string?)body?["refused"]}";
                Interlocked.Increment(ref _refused);
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException && !cancellation.IsCancellationRequested)
            {
                // A connection that was refused never reached the process.
                if (failure is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError })
                {
                    Interlocked.Increment(ref _asked);
                    life.CountInFlight();
                }

                await process.NextAsync(life, cancellation);
            }
        }
    }
}
