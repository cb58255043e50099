using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Json;

namespace LowCode.Host.Elsa;

/// <summary>
/// A browser cannot put a key on a WebSocket. Whoever negotiated with one is let in by the connection's token, which only they were told; it opens one
/// connection and holds for a minute.
/// </summary>
internal sealed class ElsaHubTickets(TimeProvider time)
{
    private const int MostBytes = 16 * 1024;

    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (ClaimsPrincipal User, DateTimeOffset Until)> _tickets = new(StringComparer.Ordinal);

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.Equals(ElsaHub.Path + "/negotiate", StringComparison.OrdinalIgnoreCase) && http.User.Identity?.IsAuthenticated == true)
        {
            await NegotiateAsync(http, next);
            return;
        }

        if (http.User.Identity?.IsAuthenticated != true
            && http.Request.Path.Equals(ElsaHub.Path, StringComparison.OrdinalIgnoreCase)
            && _tickets.TryRemove(http.Request.Query["id"].ToString(), out var ticket)
            && ticket.Until > time.GetUtcNow())
        {
            http.User = ticket.User;
        }

        await next(http);
    }

    private async Task NegotiateAsync(HttpContext http, RequestDelegate next)
    {
        var answer = http.Response.Body;
        using var copy = new MemoryStream();
        http.Response.Body = copy;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = answer;
        }

        Note(http, copy);
        copy.Position = 0;
        await copy.CopyToAsync(answer, http.RequestAborted);
    }

    private void Note(HttpContext http, MemoryStream answer)
    {
        if (http.Response.StatusCode != StatusCodes.Status200OK || answer.Length is 0 or > MostBytes)
        {
            return;
        }

        using var json = JsonDocument.Parse(answer.GetBuffer().AsMemory(0, (int)answer.Length));
        if ((json.RootElement.TryGetProperty("connectionToken", out var token) || json.RootElement.TryGetProperty("connectionId", out token)) && token.GetString() is { } id)
        {
            var now = time.GetUtcNow();
            foreach (var (old, ticket) in _tickets)
            {
                if (ticket.Until <= now)
                {
                    _tickets.TryRemove(old, out _);
                }
            }

            _tickets[id] = (http.User, now + _lifetime);
        }
    }
}
