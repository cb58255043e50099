using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.Engine.Effects;
using LowCode.Engine.Journal;
using LowCode.Engine.State;

namespace LowCode.Engine.Bursts;

/// <summary>What a burst has done so far: the journal, the effects, and how the open bookmarks changed.</summary>
internal sealed class BurstRecord(InstanceState state)
{
    private readonly int _lastBookmarkBefore = state.LastBookmark;
    private readonly List<JournalEntry> _journal = [];
    private readonly List<Effect> _effects = [];
    private readonly List<string> _closed = [];
    private readonly List<ActivityExecution> _noting = [];
    private List<string>? _contents;

    public void Journal(JournalKind kind, ActivityExecution? execution, JsonNode? data = null) =>
        _journal.Add(new JournalEntry(kind, execution?.Id, execution?.ActivityId, execution?.Node.Type, data)
        {
            Noted = kind is JournalKind.ActivityCompleted or JournalKind.ActivityFaulted or JournalKind.ActivityCancelled or JournalKind.BookmarkCreated ? Take(execution) : null,
        });

    /// <param name="by">The execution whose end led to it; null: its owner.</param>
    public void Started(ActivityExecution execution, string? by) =>
        _journal.Add(new JournalEntry(JournalKind.ActivityStarted, execution.Id, execution.ActivityId, execution.Node.Type)
        {
            OwnerId = execution.Owner?.Id,
            ScheduledBy = by,
        });

    /// <summary>What the execution computes or gives is told with its next entry, at the latest at the end of the burst.</summary>
    public NotedValues Note(ActivityExecution execution)
    {
        if (execution.Noted is null)
        {
            execution.Noted = new NotedValues();
            _noting.Add(execution);
        }

        return execution.Noted;
    }

    /// <summary>The instance takes a content that came with a request.</summary>
    public void Take(ContentReference content) => (_contents ??= []).Add(content.Id);

    public void Effect(Effect effect) => _effects.Add(effect);

    public void Closed(OpenBookmark bookmark)
    {
        if (bookmark.Number <= _lastBookmarkBefore)
        {
            _closed.Add(bookmark.Bookmark.Id);
        }
    }

    /// <summary>The instance was committed midway before; whatever comes now goes on with it.</summary>
    public void CloseContinuation() => _closed.Add(Continuation.BookmarkId);

    /// <param name="continuation">Where the burst was stopped to be committed midway.</param>
    public BurstResult Result(string? consumed, Bookmark? continuation = null)
    {
        foreach (var execution in _noting)
        {
            if (Take(execution) is { } noted)
            {
                _journal.Add(new JournalEntry(JournalKind.ValuesNoted, execution.Id, execution.ActivityId, execution.Node.Type) { Noted = noted });
            }
        }

        var created = new List<Bookmark>();
        if (continuation is not null)
        {
            created.Add(continuation);
        }

        foreach (var open in state.OpenBookmarks)
        {
            if (open.Number > _lastBookmarkBefore)
            {
                created.Add(open.Bookmark);
            }
        }

        // Timers and tasks of bookmarks that came and went within the burst never existed for the outside.
        if (_effects.Count > 0)
        {
            var open = created.Select(b => b.Id).ToHashSet(StringComparer.Ordinal);
            _effects.RemoveAll(e => BookmarkOf(e) is { } id && !open.Contains(id));
        }

        return new BurstResult(state, _journal, _effects, created, _closed, consumed) { Contents = _contents ?? [] };
    }

    private static NotedValues? Take(ActivityExecution? execution)
    {
        var noted = execution?.Noted;
        if (noted is not null)
        {
            execution!.Noted = null;
        }

        return noted;
    }

    private static string? BookmarkOf(Effect effect) => effect switch
    {
        Effect.SetTimer timer => timer.BookmarkId,
        Effect.OpenTask task => task.BookmarkId,
        Effect.CallHttp call => call.BookmarkId,
        Effect.CallConnector call => call.BookmarkId,
        Effect.PublishRule publication => publication.BookmarkId,
        Effect.RequestTask task => task.BookmarkId,
        _ => null,
    };
}
