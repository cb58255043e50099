using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace LowCode.Tests.Benchmarks.Http;

/// <summary>
/// Publishes one process with an endpoint again and again while requests come in. Every version says its number in two activities, so an
/// answer tells whether it comes from one version.
/// </summary>
public sealed class PublishUnderLoad(Func<string, JsonObject, Task> publish, HttpClient client)
{
    public const string Path = "/workflows/versioned";

    private const string DefinitionId = "versioned";
    private const int Callers = 8;

    private readonly Channel<HttpStatusCode> _answers = Channel.CreateUnbounded<HttpStatusCode>();
    private int _requests;
    private int _answered;
    private int _notFound;
    private int _failed;
    private int _mixed;

    /// <param name="requestsPerSecond">0: as many as eight callers can ask.</param>
    public async Task<PublishFindings> RunAsync(int rounds, int requestsPerSecond, CancellationToken cancellation)
    {
        await publish(DefinitionId, Version(1));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watch = Stopwatch.StartNew();
        var callers = Enumerable.Range(0, Callers).Select(_ => AskUntilAsync(watch, requestsPerSecond, stop.Token)).ToArray();
        for (var version = 2; version <= rounds + 1; version++)
        {
            await publish(DefinitionId, Version(version));

            // Requests meet every version: the next is published when this one has answered some.
            while (_answers.Reader.TryRead(out _))
            {
            }

            for (var seen = 0; seen < Callers; seen++)
            {
                await AnsweredAsync(callers, cancellation);
            }
        }

        var elapsed = watch.Elapsed;
        await stop.CancelAsync();
        await Task.WhenAll(callers);
        return new PublishFindings(_answered, _notFound, _failed, _mixed, _answered / elapsed.TotalSeconds, await client.GetStringAsync(Path, cancellation));
    }

    /// <summary>A caller ends before it is stopped only by a failure, which is then this one's.</summary>
    private async Task AnsweredAsync(Task[] callers, CancellationToken cancellation)
    {
        var answer = _answers.Reader.ReadAsync(cancellation).AsTask();
        if (await Task.WhenAny([answer, .. callers]) is var first && first != answer)
        {
            await first;
        }

        await answer;
    }

    private async Task AskUntilAsync(Stopwatch watch, int requestsPerSecond, CancellationToken stop)
    {
        await Task.Yield();
        while (!stop.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _requests);
            var early = requestsPerSecond == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)number / requestsPerSecond) - watch.Elapsed;
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, CancellationToken.None);
            }

            using var answer = await client.GetAsync(Path, CancellationToken.None);
            Count(answer.StatusCode, await answer.Content.ReadAsStringAsync(CancellationToken.None));
            _answers.Writer.TryWrite(answer.StatusCode);
        }
    }

    private void Count(HttpStatusCode status, string body)
    {
        switch (status)
        {
            case HttpStatusCode.NotFound:
                Interlocked.Increment(ref _notFound);
                break;
            case HttpStatusCode.OK when body.Split('-') is [var first, var second]:
                Interlocked.Add(ref _mixed, first == second ? 0 : 1);
                break;
            default:
                Interlocked.Increment(ref _failed);
                break;
        }

        Interlocked.Increment(ref _answered);
    }

    private static JsonObject Version(int number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["id"] = $"{DefinitionId}-{text}",
            ["definitionId"] = DefinitionId,
            ["name"] = DefinitionId,
            ["version"] = number,
            ["variables"] = new JsonArray(new JsonObject { ["id"] = "v", ["name"] = "V", ["typeName"] = "String" }),
            ["root"] = new JsonObject
            {
                ["id"] = "root",
                ["type"] = "Elsa.Sequence",
                ["version"] = 1,
                ["activities"] = new JsonArray(
                    Activity("in" + text, "Elsa.HttpEndpoint", ("path", "String", "Literal", DefinitionId)).With("customProperties", new JsonObject { ["canStartWorkflow"] = true }),
                    Activity("set", "Elsa.SetVariable", ("value", "Object", "Literal", text)).With("variable", new JsonObject { ["id"] = "v", ["name"] = "V" }),
                    Activity("out", "Elsa.WriteHttpResponse", ("content", "Object", "JavaScript", $"getV() + '-{text}'"))),
            },
        };
    }

    private static JsonObject Activity(string id, string type, (string Name, string Type, string Language, string Value) input) => new()
    {
        ["id"] = id,
        ["type"] = type,
        ["version"] = 1,
        [input.Name] = new JsonObject
        {
            ["typeName"] = input.Type,
            ["expression"] = new JsonObject { ["type"] = input.Language, ["value"] = input.Value },
        },
    };
}

/// <param name="NotFound">Requests that found no route.</param>
/// <param name="Failed">Requests that were answered otherwise than by a version.</param>
/// <param name="Mixed">Answers that are not of one version.</param>
/// <param name="Last">What a request after all publications is answered.</param>
public sealed record PublishFindings(int Requests, int NotFound, int Failed, int Mixed, double RequestsPerSecond, string Last);

internal static class Members
{
    public static JsonObject With(this JsonObject activity, string member, JsonNode value)
    {
        activity[member] = value;
        return activity;
    }
}
