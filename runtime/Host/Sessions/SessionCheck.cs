using System.Collections.Concurrent;
using System.Security.Claims;
using LowCode.Definitions;
using LowCode.Portal.Session;
using LowCode.Work.People;

namespace LowCode.Host.Sessions;

/// <summary>
/// Whether a session still holds: the person is enabled and nothing about them changed since (security stamp). Asked on every request
/// and by every circuit, so the store's answer is kept for <see cref="Freshness"/>.
/// </summary>
public sealed class SessionCheck(IDirectory directory, TimeProvider time)
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string Tenant, string Login), Answer> _answers = new();

    public async Task<bool> HoldsAsync(ClaimsPrincipal principal, CancellationToken cancellation)
    {
        if (ActorClaims.ActorOf(principal) is not { } actor)
        {
            return false;
        }

        var key = (actor.Tenant.Value, actor.Login);
        var now = time.GetUtcNow();
        if (!_answers.TryGetValue(key, out var answer) || now - answer.At > Freshness)
        {
            var person = await directory.PersonAsync(actor.Tenant, actor.Login, cancellation);
            answer = new Answer(person is { IsEnabled: true } ? person.SecurityStamp : null, now);
            _answers[key] = answer;
        }

        return answer.Stamp is not null && answer.Stamp == principal.FindFirst(ActorClaims.SecurityStamp)?.Value;
    }

    /// <summary>Called at sign-in: a stamp that is older than the new session must not end it.</summary>
    public void Forget(TenantId tenant, string login) => _answers.TryRemove((tenant.Value, login), out _);

    private sealed record Answer(string? Stamp, DateTimeOffset At);
}
