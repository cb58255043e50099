using LowCode.Definitions;
using LowCode.Engine.Effects;
using LowCode.Work.Instances;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LowCode.Tests.Unit.Work.WakeUps;

/// <summary>Which of the effects that are held may begin.</summary>
public sealed class DeliveryQueueTests
{
    private readonly DeliveryQueue _queue = new(new FakeTimeProvider());

    [Fact]
    public void Calls_of_an_instance_begin_together_up_to_the_limit_of_their_host()
    {
        for (var n = 0; n < 10; n++)
        {
            Assert.True(_queue.TryAdd(Call($"c{n}")));
        }

        Assert.Equal(["c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7"], Begun().Select(i => i.OutboxId));
    }

    [Fact]
    public void Events_of_an_instance_begin_one_after_the_other_in_their_order_whatever_calls_are_under_way()
    {
        foreach (var item in new[] { Event("e1"), Call("c1"), Event("e2"), Event("e3") })
        {
            Assert.True(_queue.TryAdd(item));
        }

        var first = Begun();
        Assert.Equal(["c1", "e1"], first.Select(i => i.OutboxId).Order(StringComparer.Ordinal));

        // The end of a call is not that of an event.
        _queue.Done(first.Single(i => i.OutboxId == "c1"));
        Assert.Empty(Begun());

        _queue.Done(first.Single(i => i.OutboxId == "e1"));
        var second = Assert.Single(Begun());
        Assert.Equal("e2", second.OutboxId);

        _queue.Done(second);
        Assert.Equal("e3", Assert.Single(Begun()).OutboxId);
    }

    private List<OutboxItem> Begun()
    {
        var begun = new List<OutboxItem>();
        while (_queue.TryTake(out var item))
        {
            begun.Add(item);
        }

        return begun;
    }

    private static OutboxItem Call(string id) => new(
        new TenantId("demo"),
        id,
        "instance",
        CalledHttp.Kind,
        MessageResults.Write(new CalledHttp("b1", "e1", new HttpCall("GET", "http://one/", new Dictionary<string, string>(), null, null))),
        id,
        0);

    private static OutboxItem Event(string id) =>
        new(new TenantId("demo"), id, "instance", PublishedEvent.Kind, MessageResults.Write(new PublishedEvent("E", null, null, IsLocal: false)), id, 0);
}
