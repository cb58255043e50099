using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>What was asked, answered and received, kept outside the process that is killed.</summary>
internal sealed class Oracle : IAsyncDisposable
{
    private readonly OracleLog _log;
    private readonly ConcurrentDictionary<string, JsonObject> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _effects = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, CrashScript> _open = new();
    private ConcurrentQueue<Acknowledged> _fresh = new();
    private int _lastScript;

    public Oracle(string path)
    {
        _log = new OracleLog(path);
        foreach (var line in _log.Known)
        {
            Take(line);
        }
    }

    /// <summary>Cycles that an earlier run of the same seed finished.</summary>
    public int CyclesBefore { get; private set; }

    /// <summary>Where an earlier run of the same seed killed.</summary>
    public List<string> Kills { get; } = [];

    /// <summary>Scripts that an earlier run began and did not end.</summary>
    public IReadOnlyList<CrashScript> Interrupted => [.. _open.Values.OrderBy(s => s.Number)];

    /// <summary>Everything that was acknowledged, by the kind of request.</summary>
    public IEnumerable<Acknowledged> All => _answers.Select(a => Acknowledged.Of(a.Key, a.Value));

    public async Task<CrashScript> BeginAsync(Func<int, CrashScript> draw)
    {
        var script = draw(Interlocked.Increment(ref _lastScript));
        _open[script.Number] = script;
        await _log.WriteAsync(new JsonObject { ["k"] = "script", ["n"] = script.Number, ["tenant"] = script.Tenant, ["process"] = script.Process });
        return script;
    }

    public Task EndAsync(CrashScript script)
    {
        _open.TryRemove(script.Number, out _);
        return _log.WriteAsync(new JsonObject { ["k"] = "end", ["n"] = script.Number });
    }

    public JsonObject? AnswerTo(string operation) => _answers.GetValueOrDefault(operation);

    public Task AskAsync(string operation) => _log.WriteAsync(new JsonObject { ["k"] = "ask", ["o"] = operation });

    /// <param name="answer">With what was asked in it, so that it can be looked for in the database.</param>
    public async Task AnswerAsync(string operation, JsonObject answer)
    {
        await _log.WriteAsync(new JsonObject { ["k"] = "answer", ["o"] = operation, ["a"] = answer.DeepClone() });
        _answers[operation] = answer;
        _fresh.Enqueue(Acknowledged.Of(operation, answer));
    }

    /// <summary>A side effect arrived; durable before its sender hears so.</summary>
    public async Task ReceiveAsync(string sent)
    {
        var key = KeyOf(sent);
        await _log.WriteAsync(new JsonObject { ["k"] = "effect", ["key"] = key });
        _effects.AddOrUpdate(key, 1, (_, count) => count + 1);
    }

    /// <summary>An effect by the step that has it: the first effect of a step is the step's.</summary>
    public static string KeyOf(string idempotencyKey) =>
        idempotencyKey.EndsWith("/0", StringComparison.Ordinal) ? idempotencyKey[..^2] : idempotencyKey;

    public int Received(string key) => _effects.GetValueOrDefault(key);

    public ICollection<string> ReceivedKeys => _effects.Keys;

    /// <summary>Side effects that arrived more than once; each with the same key.</summary>
    public int Resent => _effects.Values.Count(c => c > 1);

    public Task KilledAsync(int cycle, string point) => _log.WriteAsync(new JsonObject { ["k"] = "kill", ["cycle"] = cycle, ["point"] = point });

    /// <summary>What was acknowledged since the last call.</summary>
    public IReadOnlyList<Acknowledged> TakeFresh() => [.. Interlocked.Exchange(ref _fresh, new ConcurrentQueue<Acknowledged>())];

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    private void Take(JsonObject line)
    {
        switch ((string)line["k"]!)
        {
            case "script":
                var script = new CrashScript((int)line["n"]!, (string)line["tenant"]!, (string)line["process"]!);
                _open[script.Number] = script;
                _lastScript = Math.Max(_lastScript, script.Number);
                break;
            case "end":
                _open.TryRemove((int)line["n"]!, out _);
                break;
            case "answer":
                _answers[(string)line["o"]!] = line["a"]!.DeepClone().AsObject();
                break;
            case "effect":
                _effects.AddOrUpdate((string)line["key"]!, 1, (_, count) => count + 1);
                break;
            case "kill":
                CyclesBefore = (int)line["cycle"]!;
                Kills.Add((string)line["point"]!);
                break;
        }
    }
}

/// <summary>An answer that must hold whatever happens afterwards.</summary>
/// <param name="Instance">Started or resumed.</param>
/// <param name="Task">Completed by the request; null: the request was none.</param>
/// <param name="IsKept">The event was promised to wait.</param>
internal sealed record Acknowledged(string Operation, string Tenant, string Path, string Instance, string? Task, bool IsKept)
{
    public static Acknowledged Of(string operation, JsonObject answer) => new(
        operation,
        (string)answer["tenant"]!,
        (string)answer["path"]!,
        (string)answer["instance"]!,
        (string)answer["path"]! == "complete" ? (string)answer["target"]! : null,
        (bool?)answer["kept"] ?? false);
}
