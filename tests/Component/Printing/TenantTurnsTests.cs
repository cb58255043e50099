using LowCode.Definitions;
using LowCode.Printing;
using Xunit;

namespace LowCode.Tests.Component.Printing;

/// <summary>Turns to print are shared by tenants.</summary>
public sealed class TenantTurnsTests
{
    private static readonly TenantId _one = new("one");
    private static readonly TenantId _other = new("other");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_tenant_cannot_take_all_turns()
    {
        using var turns = new TenantTurns(2);
        using var first = await turns.TakeAsync(_one, Timeout.InfiniteTimeSpan, Cancellation);
        var waiting = Enumerable.Range(0, 5).Select(_ => turns.TakeAsync(_one, Timeout.InfiniteTimeSpan, Cancellation)).ToList();

        using var others = await turns.TakeAsync(_other, TimeSpan.FromMinutes(1), Cancellation);

        Assert.NotNull(others);
        Assert.All(waiting, w => Assert.False(w.IsCompleted));
        first!.Dispose();
        foreach (var turn in waiting)
        {
            (await turn)!.Dispose();
        }
    }

    [Fact]
    public async Task Only_turn_goes_to_a_tenant_that_waited_before_the_next_of_the_one_that_had_it()
    {
        using var turns = new TenantTurns(1);
        var first = await turns.TakeAsync(_one, Timeout.InfiniteTimeSpan, Cancellation);
        var second = turns.TakeAsync(_one, Timeout.InfiniteTimeSpan, Cancellation);
        var others = turns.TakeAsync(_other, Timeout.InfiniteTimeSpan, Cancellation);

        first!.Dispose();

        var turn = await others;
        Assert.False(second.IsCompleted);
        turn!.Dispose();
        (await second)!.Dispose();
    }

    [Fact]
    public async Task Who_waited_in_vain_or_left_holds_nothing()
    {
        using var turns = new TenantTurns(1);
        var taken = await turns.TakeAsync(_one, Timeout.InfiniteTimeSpan, Cancellation);
        using var leaving = new CancellationTokenSource();

        var left = turns.TakeAsync(_other, Timeout.InfiniteTimeSpan, leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.Null(await turns.TakeAsync(_other, TimeSpan.Zero, Cancellation));

        taken!.Dispose();
        using var turn = await turns.TakeAsync(_other, TimeSpan.FromMinutes(1), Cancellation);
        Assert.NotNull(turn);
    }
}
