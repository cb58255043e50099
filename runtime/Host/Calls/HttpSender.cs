using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LowCode.Definitions;
using LowCode.Engine.Effects;
using LowCode.Engine.Http;
using LowCode.FormUi;
using LowCode.Work.Calls;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace LowCode.Host.Calls;

/// <summary>
/// Sends the calls of processes, with the idempotency key as a header; answers of at most 8 MB. Hosts inside the network are refused unless
/// the tenant's administrator allowed them; redirects are looked at like calls of their own.
/// </summary>
public sealed class HttpSender : IHttpSender, IDisposable
{
    private const string KeyHeader = "Idempotency-Key";
    private const int MostBytes = 8 * 1024 * 1024;
    private const int MostRedirects = 10;

    private readonly AllowedHosts _allowed;
    private readonly HttpClient _public;
    private readonly CallPipelines _pipelines = new();

    /// <summary>One a tenant: a connection that was opened because one tenant may call a host must not carry a call of another.</summary>
    private readonly ConcurrentDictionary<TenantId, HttpClient> _inside = new();

    public HttpSender(AllowedHosts allowed)
        : this(allowed, GuardedConnections.ToTheInternet)
    {
    }

    internal HttpSender(AllowedHosts allowed, GuardedConnections connections)
    {
        _allowed = allowed;
        _public = Client(connections);
    }

    public async Task<HttpAnswer> SendAsync(TenantId tenant, HttpCall call, string idempotencyKey, CancellationToken cancellation)
    {
        try
        {
            using var response = await _pipelines.For(tenant, call.Url, call.IsResilient)
                .ExecuteAsync(token => new ValueTask<HttpResponseMessage>(FollowAsync(tenant, call, idempotencyKey, token)), cancellation);
            var content = call.WantsFile
                ? Convert.ToBase64String(await response.Content.ReadAsByteArrayAsync(cancellation))
                : await response.Content.ReadAsStringAsync(cancellation);
            return new HttpAnswer.Answered((int)response.StatusCode, Headers(response), content, response.Content.Headers.ContentType?.ToString());
        }
        catch (Exception late) when (late is TimeoutRejectedException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return new HttpAnswer.TimedOut();
        }
        catch (Exception failure) when (failure is HttpRequestException or BrokenCircuitException or InvalidOperationException or FormatException or NotSupportedException)
        {
            // A charset that nobody knows, a header that is none, no connection: the call did not come to its end.
            return new HttpAnswer.NotConnected((failure.InnerException as AddressRefusedException ?? failure).Message);
        }
    }

    public void Dispose()
    {
        _public.Dispose();
        foreach (var client in _inside.Values)
        {
            client.Dispose();
        }
    }

    /// <summary>Each step may lead inside, so each is judged; what the call says to one host is not told to another.</summary>
    private async Task<HttpResponseMessage> FollowAsync(TenantId tenant, HttpCall call, string key, CancellationToken cancellation)
    {
        var (url, current) = (new Uri(call.Url), call);
        for (var step = 0; ; step++)
        {
            var isInside = await _allowed.IsAllowedAsync(tenant, url, cancellation);
            var client = isInside ? _inside.GetOrAdd(tenant, static _ => Client(null)) : _public;
            using var request = Request(current, url, key);
            var response = await client.SendAsync(request, cancellation);
            if (Target(response, url) is not { } target || step == MostRedirects)
            {
                return response;
            }

            current = Redirected(current, response.StatusCode, isSameHost: target.Authority == url.Authority);
            url = target;
            response.Dispose();
        }
    }

    /// <summary>Null: the answer leads nowhere else, or from HTTPS to less.</summary>
    private static Uri? Target(HttpResponseMessage response, Uri from)
    {
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
        {
            return null;
        }

        var target = new Uri(from, location);
        return target.Scheme == Uri.UriSchemeHttps || (target.Scheme == Uri.UriSchemeHttp && from.Scheme == Uri.UriSchemeHttp) ? target : null;
    }

    private static HttpCall Redirected(HttpCall call, HttpStatusCode status, bool isSameHost)
    {
        var becomesGet = status == HttpStatusCode.SeeOther ? call.Method != "HEAD" : call.Method == "POST" && (int)status is 301 or 302;
        return call with
        {
            Method = becomesGet ? "GET" : call.Method,
            Content = becomesGet ? null : call.Content,
            Headers = isSameHost
                ? call.Headers
                : call.Headers.Where(h => !h.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && !h.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase)).ToDictionary(),
        };
    }

    // A proxy would resolve names itself, and cookies would be shared by all that call.
    private static HttpClient Client(GuardedConnections? connections) => new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectCallback = connections is null ? null : connections.OpenAsync,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MostBytes,
    };

    private static HttpRequestMessage Request(HttpCall call, Uri url, string idempotencyKey)
    {
        var request = new HttpRequestMessage(new HttpMethod(call.Method), url);
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
