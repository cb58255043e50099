using System.Text.Json.Nodes;
using LowCode.Engine.Effects;
using LowCode.Engine.Http;
using LowCode.Engine.State;
using LowCode.Tests.Contract.Instances;
using LowCode.Work.Endpoints;
using LowCode.Work.Instances;
using LowCode.Work.Replies;
using Xunit;

namespace LowCode.Tests.Contract.Endpoints;

/// <summary>Who waits for requests, and answers on their way to another node.</summary>
public abstract class EndpointContract : StoreContract
{
    private IEndpointBookmarks Bookmarks => Store.Get<IEndpointBookmarks>();

    private IReplies Replies => Store.Get<IReplies>();

    [Fact]
    public async Task Instance_that_waits_at_a_route_is_found_by_its_tenant_alone()
    {
        await WaitAsync("i1", "c1", ("orders/{id}", "post"));
        await WaitAsync("i2", "c2", ("orders/{id}", "post"));
        var hash = BookmarkHash.OfHttp("orders/{id}", "post");

        Assert.Equal(2, (await Bookmarks.FindAsync(Burst.Tenant, hash, null, null, Cancellation)).Count);
        Assert.Equal("i2", Assert.Single(await Bookmarks.FindAsync(Burst.Tenant, hash, "i2", null, Cancellation)).InstanceId);
        var first = Assert.Single(await Bookmarks.FindAsync(Burst.Tenant, hash, null, "c1", Cancellation));
        Assert.Equal(("i1", "b1"), (first.InstanceId, first.BookmarkId));
        Assert.Empty(await Bookmarks.FindAsync(Burst.OtherTenant, hash, null, null, Cancellation));
        Assert.Empty(await Bookmarks.FindAsync(Burst.Tenant, BookmarkHash.OfHttp("orders/{id}", "get"), null, null, Cancellation));
    }

    [Fact]
    public async Task Templates_are_told_once_each_and_only_those_with_parameters()
    {
        await WaitAsync("i1", "c", ("orders/{id}", "post"));
        await WaitAsync("i2", "c", ("orders/{id}", "post"));
        await WaitAsync("i3", "c", ("orders/{id}", "get"), ("plain", "get"));
        await WaitAsync("i4", "c", ("a/{b}", "get"));

        Assert.Equal(
            [("a/{b}", "get"), ("orders/{id}", "get"), ("orders/{id}", "post")],
            (await Bookmarks.TemplatesAsync(Burst.Tenant, Cancellation)).Order());
        Assert.Empty(await Bookmarks.TemplatesAsync(Burst.OtherTenant, Cancellation));
    }

    [Fact]
    public async Task Answer_is_taken_once_and_the_first_one_stays()
    {
        var reply = new HttpReply(418, new Dictionary<string, string> { ["X"] = "一" }, "text", "text/plain");
        await Replies.PutAsync(Burst.Tenant, "r1", reply, Burst.Noon, Cancellation);
        await Replies.PutAsync(Burst.Tenant, "r1", reply with { StatusCode = 200 }, Burst.Noon, Cancellation);

        Assert.Null(await Replies.TakeAsync(Burst.OtherTenant, "r1", Cancellation));
        var taken = (await Replies.TakeAsync(Burst.Tenant, "r1", Cancellation))!;
        Assert.Equal((418, "text", "text/plain", "一"), (taken.StatusCode, taken.Content, taken.ContentType, taken.Headers["X"]));
        Assert.Null(await Replies.TakeAsync(Burst.Tenant, "r1", Cancellation));
    }

    [Fact]
    public async Task Answers_that_nobody_took_are_forgotten_of_all_tenants()
    {
        var reply = new HttpReply(200, new Dictionary<string, string>(), null, null);
        await Replies.PutAsync(Burst.Tenant, "old", reply, Burst.Noon, Cancellation);
        await Replies.PutAsync(Burst.OtherTenant, "old", reply, Burst.Noon, Cancellation);
        await Replies.PutAsync(Burst.Tenant, "new", reply, Burst.Noon.AddHours(1), Cancellation);

        Assert.Equal(2, await Replies.ForgetAsync(Burst.Noon.AddMinutes(30), 10, Cancellation));
        Assert.Equal(1, Store.Count("reply"));
    }

    private async Task WaitAsync(string instance, string correlation, params (string Path, string Method)[] routes)
    {
        var bookmarks = routes.Select((r, i) => new Bookmark(
            $"b{i + 1}",
            HttpRoutes.BookmarkName,
            BookmarkHash.OfHttp(r.Path, r.Method),
            new JsonObject { ["path"] = r.Path, ["method"] = r.Method },
            "a",
            "e1",
            Burst.Noon));
        var burst = Burst.Start(instance) with { Created = [.. bookmarks] };
        burst = burst with { Instance = burst.Instance with { CorrelationId = correlation } };
        Assert.IsType<BurstVerdict.Committed>(await Store.Get<IBurstStore>().CommitAsync(burst, Cancellation));
    }
}
