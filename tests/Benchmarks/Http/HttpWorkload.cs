using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace LowCode.Tests.Benchmarks.Http;

/// <summary>What is asked again and again.</summary>
internal abstract class HttpWorkload(HttpClient client)
{
    private const int PreparedAtOnce = 64;

    protected HttpClient Client => client;

    /// <exception cref="FormatException">There is no such kind.</exception>
    public static HttpWorkload Of(string kind, HttpClient client) => kind switch
    {
        "start" => new Starting(client),
        "resume" => new Resuming(client),
        "respond" => new Responding(client),
        "read" => new Reading(client),
        _ => throw new FormatException($"Expected start, resume, respond or read for --kind, but '{kind}' came."),
    };

    /// <summary>Makes what so many requests need.</summary>
    public virtual Task PrepareAsync(int requests, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>False: it was not answered as it should be.</summary>
    public abstract Task<bool> AskAsync(int number, CancellationToken cancellation);

    protected async Task<string> StartAsync(CancellationToken cancellation)
    {
        using var answer = await PostAsync("/api/instances", new { definitionId = "bench-wait", operationId = Guid.NewGuid() }, cancellation);
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>(cancellation);
        return answer.StatusCode == HttpStatusCode.Created
            ? (string)body!["instanceId"]!
            : throw new InvalidOperationException($"Expected an instance to start, but: {body}");
    }

    protected async Task<string[]> StartAsync(int count, CancellationToken cancellation)
    {
        var ids = new string[count];
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = PreparedAtOnce, CancellationToken = cancellation },
            async (i, token) => ids[i] = await StartAsync(token));
        return ids;
    }

    protected Task<HttpResponseMessage> PostAsync<T>(string path, T body, CancellationToken cancellation) => client.PostAsJsonAsync(path, body, cancellation);

    /// <summary>A durable process that waits: committed when it is answered.</summary>
    private sealed class Starting(HttpClient client) : HttpWorkload(client)
    {
        public override async Task<bool> AskAsync(int number, CancellationToken cancellation)
        {
            using var answer = await PostAsync("/api/instances", new { definitionId = "bench-wait", operationId = Guid.NewGuid() }, cancellation);
            return answer.StatusCode == HttpStatusCode.Created;
        }
    }

    /// <summary>The event that it waits for; it ends.</summary>
    private sealed class Resuming(HttpClient client) : HttpWorkload(client)
    {
        private string[] _waiting = [];

        public override async Task PrepareAsync(int requests, CancellationToken cancellation) => _waiting = await StartAsync(requests, cancellation);

        public override async Task<bool> AskAsync(int number, CancellationToken cancellation)
        {
            using var answer = await PostAsync("/api/events", new { eventName = "Go", instanceId = _waiting[number], operationId = Guid.NewGuid() }, cancellation);
            return answer.StatusCode == HttpStatusCode.OK && (int)(await answer.Content.ReadFromJsonAsync<JsonObject>(cancellation))!["resumed"]! == 1;
        }
    }

    /// <summary>HttpEndpoint, If, WriteHttpResponse: run, committed and answered in one request.</summary>
    private sealed class Responding(HttpClient client) : HttpWorkload(client)
    {
        public override async Task<bool> AskAsync(int number, CancellationToken cancellation)
        {
            using var answer = await PostAsync("/workflows/respond", new { amount = number }, cancellation);
            return answer.StatusCode == HttpStatusCode.OK
                && await answer.Content.ReadAsStringAsync(cancellation) == (number % 2 == 0 ? "even" : "odd");
        }
    }

    private sealed class Reading(HttpClient client) : HttpWorkload(client)
    {
        private const int Instances = 100;

        private string[] _ids = [];

        public override async Task PrepareAsync(int requests, CancellationToken cancellation) => _ids = await StartAsync(Instances, cancellation);

        public override async Task<bool> AskAsync(int number, CancellationToken cancellation)
        {
            using var answer = await Client.GetAsync("/api/instances/" + _ids[number % Instances], cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
    }
}
