using System.Collections.Concurrent;
using System.Security.Claims;
using LowCode.Definitions;
using LowCode.Portal.Session;
using LowCode.Work.People;
using LowCode.Work.Stores;

namespace LowCode.Host.Sessions;

/// <summary>
/// Whether a session still holds: the person is enabled and nothing about them changed since (security stamp). Asked on every request
/// and by every circuit, so the store's answer is kept for <see cref="Freshness"/>.
/// </summary>
public sealed class SessionCheck(IDirectory directory, StoreState store, TimeProvider time)
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    /// <summary>While the store cannot be asked, sessions that held so recently go on: nobody loses what they are typing over it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(string Tenant, string Login), Answer> _answers = new();

    public async Task<bool> HoldsAsync(ClaimsPrincipal principal, CancellationToken cancellation)
    {
        if (ActorClaims.ActorOf(principal) is not { } actor || principal.FindFirst(ActorClaims.SecurityStamp)?.Value is not { } stamp)
        {
            return false;
        }

        var key = (actor.Tenant.Value, actor.Login);
        if (_answers.TryGetValue(key, out var answer) && time.GetUtcNow() - answer.At <= Freshness && answer.Stamp == stamp)
        {
            return true;
        }

        // Another stamp than the kept one may be newer than it: somebody who changed and signed in again.
        var asked = time.GetUtcNow();
        Person? person;
        try
        {
            person = await directory.PersonAsync(actor.Tenant, actor.Login, cancellation);
        }
        catch (Exception failure) when (store.Note(failure) is not null && answer?.Stamp == stamp && asked - answer.At <= Grace)
        {
            return true;
        }

        var current = person is { IsEnabled: true } ? person.SecurityStamp : null;
        _answers[key] = new Answer(current, asked);
        return current == stamp;
    }

    private sealed record Answer(string? Stamp, DateTimeOffset At);
}
