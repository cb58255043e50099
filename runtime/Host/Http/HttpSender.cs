using System.Net.Http.Headers;
using System.Text;
using LowCode.Engine.Http;
using LowCode.Work.Calls;

namespace LowCode.Host.Http;

/// <summary>Sends the calls of processes: 30 seconds each, answers of at most 8 MB, the idempotency key as a header.</summary>
public sealed class HttpSender : IHttpSender, IDisposable
{
    private const string KeyHeader = "Idempotency-Key";

    private readonly HttpClient _client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(30),
        MaxResponseContentBufferSize = 8 * 1024 * 1024,
    };

    public async Task<HttpAnswer> SendAsync(HttpCall call, string idempotencyKey, CancellationToken cancellation)
    {
        try
        {
            using var request = Request(call, idempotencyKey);
            using var response = await _client.SendAsync(request, cancellation);
            var content = call.WantsFile
                ? Convert.ToBase64String(await response.Content.ReadAsByteArrayAsync(cancellation))
                : await response.Content.ReadAsStringAsync(cancellation);
            return new HttpAnswer.Answered((int)response.StatusCode, Headers(response), content, response.Content.Headers.ContentType?.ToString());
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new HttpAnswer.TimedOut();
        }
        catch (Exception failure) when (failure is HttpRequestException or InvalidOperationException or FormatException or NotSupportedException)
        {
            // A charset that nobody knows, a header that is none, no connection: the call did not come to its end.
            return new HttpAnswer.NotConnected(failure.Message);
        }
    }

    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage Request(HttpCall call, string idempotencyKey)
    {
        var request = new HttpRequestMessage(new HttpMethod(call.Method), call.Url);
        if (call.Content is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(call.Content));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(call.ContentType ?? "text/plain");
            request.Content.Headers.ContentType.CharSet ??= "utf-8";
        }

        request.Headers.TryAddWithoutValidation(KeyHeader, idempotencyKey);
        foreach (var (name, value) in call.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    private static Dictionary<string, string> Headers(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
}
