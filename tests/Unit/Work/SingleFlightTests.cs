using LowCode.Work.Releases;
using Xunit;

namespace LowCode.Tests.Unit.Work;

public sealed class SingleFlightTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_many_ask_for_at_once_is_made_once_for_all_of_them()
    {
        var (flight, go, made) = (new SingleFlight(), new TaskCompletionSource<string>(), 0);
        Task<string> Make()
        {
            Interlocked.Increment(ref made);
            return go.Task;
        }

        var asking = Enumerable.Range(0, 50).Select(_ => flight.RunAsync("key", Make, Cancellation)).ToList();
        go.SetResult("answer");

        Assert.All(await Task.WhenAll(asking), a => Assert.Equal("answer", a));
        Assert.Equal(1, made);
    }

    [Fact]
    public async Task Who_does_not_want_to_wait_any_more_leaves_the_others_waiting()
    {
        var (flight, go) = (new SingleFlight(), new TaskCompletionSource<string>());
        using var gone = new CancellationTokenSource();
        var first = flight.RunAsync("key", () => go.Task, gone.Token);
        var second = flight.RunAsync("key", () => go.Task, Cancellation);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        go.SetResult("answer");

        Assert.Equal("answer", await second);
    }

    [Fact]
    public async Task What_could_not_be_made_is_made_anew_for_the_next()
    {
        var flight = new SingleFlight();

        await Assert.ThrowsAsync<InvalidOperationException>(() => flight.RunAsync<string>("key", () => throw new InvalidOperationException("broken"), Cancellation));

        Assert.Equal("answer", await flight.RunAsync("key", () => Task.FromResult("answer"), Cancellation));
    }
}
