using System.Globalization;
using LowCode.Engine;
using LowCode.Engine.Links;
using LowCode.Engine.State;
using LowCode.Work.Instances;
using LowCode.Work.Links;
using LowCode.Work.People;

namespace LowCode.Work.Events;

/// <param name="Lifetime">A duration or a time; null: seven days.</param>
public sealed record CreateLinkCommand(string InstanceId, string BookmarkId, string? Lifetime);

public sealed record CreatedLink(string Url, DateTimeOffset ExpiresAt);

/// <summary>Makes a link to a bookmark that is open, for programs that send it on to somebody.</summary>
public sealed class CreateLink(SignedLinks links, IBurstStore store, TimeProvider time)
{
    public async Task<Result<CreatedLink>> HandleAsync(Actor actor, CreateLinkCommand command, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("process.forbidden");
        }

        var instance = new InstanceId(command.InstanceId);
        if (await store.LoadAsync(actor.Tenant, instance, cancellation) is not { } stored)
        {
            return Rejections.NotFound("instance.not-found");
        }

        if (InstanceState.FromSnapshot(stored.Snapshot).Bookmarks.FirstOrDefault(b => b.Id == command.BookmarkId) is not { } bookmark)
        {
            return Rejections.NotFound("bookmark.not-found", command.BookmarkId);
        }

        if (!LinkableBookmarks.Contains(bookmark))
        {
            return Rejections.Conflict("link.other-bookmark", LinkableBookmarks.Names, bookmark.Name);
        }

        if (LinkLifetime.Until(command.Lifetime, time.GetUtcNow()) is not { } until)
        {
            return Rejections.Invalid("link.lifetime", LinkLifetime.Longest.TotalDays, command.Lifetime);
        }

        var nonce = Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture);
        return links.Of(actor.Tenant) is { } made
            ? new CreatedLink(made.ToBookmark(instance, bookmark.Id, new LinkTerm(until, nonce)), until)
            : Rejections.Conflict("link.unavailable");
    }
}
