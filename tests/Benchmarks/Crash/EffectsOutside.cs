using LowCode.Work.WakeUps;

namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>
/// Sends each effect that the outbox hands out to a server outside the process, with its idempotency key, before the product delivers it
/// in its own way: at least once, and a second time with the same key. Calls of processes it leaves alone: those go out by themselves.
/// </summary>
internal sealed class EffectsOutside(IOutbox outbox, Func<OutboxItem, CancellationToken, Task> send) : IOutbox
{
    public const string KeyHeader = "Idempotency-Key";

    private const string Call = "http";

    /// <summary>Sends them over HTTP.</summary>
    public static EffectsOutside By(HttpClient server, IOutbox outbox) => new(outbox, async (item, cancellation) =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "effects") { Content = new StringContent(item.Payload) };
        request.Headers.TryAddWithoutValidation(KeyHeader, item.IdempotencyKey);
        using var answer = await server.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
    });

    public async Task<IReadOnlyList<OutboxItem>> LeaseAsync(string worker, DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellation)
    {
        var items = await outbox.LeaseAsync(worker, now, until, limit, cancellation);
        await Task.WhenAll(items.Where(i => i.Kind != Call).Select(item => send(item, cancellation)));
        return items;
    }

    public Task<bool> BeginAsync(OutboxItem item, string worker, DateTimeOffset until, CancellationToken cancellation) =>
        outbox.BeginAsync(item, worker, until, cancellation);

    public Task PutBackAsync(IReadOnlyList<OutboxItem> items, string worker, DateTimeOffset availableAt, CancellationToken cancellation) =>
        outbox.PutBackAsync(items, worker, availableAt, cancellation);

    public Task<bool> DeliveredAsync(OutboxItem item, string worker, CancellationToken cancellation) => outbox.DeliveredAsync(item, worker, cancellation);

    public Task FailedAsync(OutboxItem item, string worker, string error, DateTimeOffset availableAt, CancellationToken cancellation) =>
        outbox.FailedAsync(item, worker, error, availableAt, cancellation);

    public Task BuryAsync(OutboxItem item, string worker, string reason, DateTimeOffset now, CancellationToken cancellation) =>
        outbox.BuryAsync(item, worker, reason, now, cancellation);
}
