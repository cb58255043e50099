namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>
/// Where the process is ended: in front of and behind every statement that bursts, events, timers and the outbox write, around the commit,
/// and between a commit and its answer.
/// </summary>
internal sealed class CrashPoints
{
    private const string Recovered = "recovered";

    /// <summary>Statements, and how often each runs for a hundred requests; a first guess that the battery corrects.</summary>
    private static readonly (string Statement, double Rate)[] _statements =
    [
        ("begin", 25), ("savepoint", 150), ("insert-instance", 40), ("update-instance", 90), ("delete-bookmark", 90), ("insert-journal", 130),
        ("insert-bookmark", 110), ("update-bookmark", 10), ("insert-timer", 30), ("delete-timer", 90), ("insert-inbox", 100), ("update-inbox", 8),
        ("select-inbox", 100), ("select-bookmark", 50), ("insert-outbox", 40), ("update-outbox", 6), ("delete-outbox", 40), ("insert-work_case", 10),
        ("insert-case_counter", 10), ("insert-work_case_event", 60), ("insert-task", 20), ("update-task", 90), ("update-work_case", 10),
        ("release", 150), ("commit", 25),
    ];

    private static readonly (string Point, double Rate)[] _places =
        [("before-answer", 130), ("before-effect", 40), ("after-effect", 40), ("before-timer", 25), ("after-timer", 25), (Recovered, 1)];

    /// <summary>Of PostgreSQL's batches, where one statement writes the rows of many bursts; what is not named here it does not run.</summary>
    private static readonly string[] _batched =
    [
        "insert-instance", "update-instance", "delete-bookmark", "insert-journal", "insert-bookmark", "update-bookmark", "insert-timer", "delete-timer",
        "insert-inbox", "update-inbox", "select-inbox", "select-bookmark", "insert-outbox", "update-outbox", "delete-outbox", "insert-work_case",
        "insert-case_counter", "insert-work_case_event", "insert-task", "update-task", "update-work_case", "commit",
    ];

    private readonly Dictionary<string, double> _rates;
    private readonly Dictionary<string, int> _hits;

    public CrashPoints(string store)
    {
        var isBatched = store == "postgres";
        _rates = _statements
            .Where(s => !isBatched || _batched.Contains(s.Statement, StringComparer.Ordinal))
            .Select(s => isBatched ? s with { Rate = Math.Min(s.Rate, 15) } : s)
            .SelectMany(s => new[] { ("before-" + s.Statement, s.Rate), ("after-" + s.Statement, s.Rate) })
            .Concat(_places)
            .ToDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);
        _hits = _rates.Keys.ToDictionary(p => p, _ => 0, StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, int> Hits => _hits;

    /// <summary>It is passed when a process starts, maybe before the first request came.</summary>
    public static bool IsOfStart(string point) => point == Recovered;

    /// <summary>The point that was hit least, and the passage at which about so many requests were answered.</summary>
    public (string Point, int Passage) Draw(Random random, int requests)
    {
        var least = _hits.Values.Min();
        var candidates = _hits.Where(h => h.Value == least).Select(h => h.Key).Order(StringComparer.Ordinal).ToList();
        var point = candidates[random.Next(candidates.Count)];
        return (point, Math.Max(1, (int)(_rates[point] * requests / 100)));
    }

    /// <summary>It was passed so often while so many requests were answered.</summary>
    public void Hit(string point, int passage, int answered)
    {
        _hits[point]++;
        _rates[point] = Math.Max(0.2, 100.0 * passage / Math.Max(100, answered));
    }

    /// <summary>It was not passed so often: it is rarer than was thought.</summary>
    public void Missed(string point) => _rates[point] /= 3;

    /// <summary>A hit of an earlier run.</summary>
    public void Restore(string point) => _hits[point]++;
}
