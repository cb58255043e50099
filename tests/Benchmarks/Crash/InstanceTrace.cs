using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Engine.Journal;
using LowCode.Engine.State;

namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>An instance as its rows tell it: the journal folded, and what stands beside it.</summary>
internal sealed class InstanceTrace(string tenant, string instance, string definition, string status, long rowVersion, byte[] snapshot)
{
    private static readonly string[] _outside = ["Elsa.PublishEvent", "Elsa.SendHttpRequest"];
    private readonly Dictionary<string, DateTimeOffset> _created = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _completed = new(StringComparer.Ordinal);
    private readonly List<string> _broken = [];
    private readonly List<string> _duplicated = [];
    private long _lastSeq;
    private bool _hasFinished;

    public string Tenant => tenant;

    public string Instance => instance;

    public bool IsFinished => status == nameof(InstanceStatus.Finished);

    /// <summary>Keys of the effects that its steps had.</summary>
    public List<string> EffectKeys { get; } = [];

    /// <summary>Bursts that completed a task, by the journal.</summary>
    public int TasksCompleted { get; private set; }

    /// <summary>Due time and firing time of its timers.</summary>
    public List<(DateTimeOffset Due, DateTimeOffset Fired)> Timers { get; } = [];

    /// <summary>Rows in the table bookmark.</summary>
    public HashSet<string> Bookmarks { get; } = new(StringComparer.Ordinal);

    public void Take(long seq, DateTimeOffset at, string stimulus, string entries)
    {
        if (seq != _lastSeq + 1)
        {
            _broken.Add($"journal of {instance} has {seq} after {_lastSeq}");
        }

        _lastSeq = seq;
        TasksCompleted += stimulus == "complete-task" ? 1 : 0;
        foreach (var entry in JsonNode.Parse(entries)!.AsArray())
        {
            Take(entry!.AsObject(), at);
        }
    }

    /// <summary>What does not fit together: lost nothing, but twice or broken.</summary>
    public (IReadOnlyList<string> Duplicated, IReadOnlyList<string> Broken) Check()
    {
        if (_lastSeq != rowVersion)
        {
            _broken.Add($"{instance} has row version {rowVersion} and {_lastSeq} journal rows");
        }

        if (_hasFinished != IsFinished)
        {
            _broken.Add($"{instance} has status {status}, its journal says finished: {_hasFinished}");
        }

        var known = InstanceState.FromSnapshot(snapshot).Bookmarks.Select(b => b.Id).ToHashSet(StringComparer.Ordinal);
        var expected = IsFinished ? [] : _open;
        if (!known.SetEquals(_open))
        {
            _broken.Add($"{instance}: snapshot waits at {string.Join(',', known)}, the journal says {string.Join(',', _open)}");
        }

        // A bookmark that was consumed and is there all the same can be consumed again.
        _duplicated.AddRange(Bookmarks.Except(expected).Select(b => $"bookmark {b} of {instance} is open though it was consumed or closed"));
        _broken.AddRange(expected.Except(Bookmarks).Select(b => $"bookmark {b} of {instance} is missing"));
        return (_duplicated, _broken);
    }

    private void Take(JsonObject entry, DateTimeOffset at)
    {
        var bookmark = (string?)entry["data"]?.AsObject()["bookmark"];
        var type = (string?)entry["type"];
        switch (Enum.Parse<JournalKind>((string)entry["kind"]!))
        {
            case JournalKind.BookmarkCreated:
                _created.Add(bookmark!, at);
                _open.Add(bookmark!);
                break;
            case JournalKind.BookmarkConsumed or JournalKind.BookmarkRemoved:
                if (!_open.Remove(bookmark!))
                {
                    _duplicated.Add($"bookmark {bookmark} of {instance} was consumed twice");
                }

                if (type == "Elsa.Delay")
                {
                    Timers.Add((_created[bookmark!] + CrashProcesses.Pause, at));
                }

                break;
            case JournalKind.ActivityCompleted:
                var execution = (string)entry["executionId"]!;
                if (!_completed.Add(execution))
                {
                    _duplicated.Add($"step {execution} of {instance} was completed twice");
                }

                if (_outside.Contains(type, StringComparer.Ordinal))
                {
                    EffectKeys.Add(string.Create(CultureInfo.InvariantCulture, $"{tenant}/{instance}/{execution}"));
                }

                break;
            case JournalKind.InstanceFinished:
                _hasFinished = true;
                break;
            case JournalKind.InstanceFaulted or JournalKind.IncidentRaised:
                _broken.Add($"{instance} of {definition} has an incident");
                break;
        }
    }
}
