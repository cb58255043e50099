using System.Text.Json.Nodes;
using LowCode.Definitions.Problems;
using LowCode.Engine.Compilation;
using LowCode.Engine.Composition;
using LowCode.Engine.Effects;
using LowCode.Engine.Events;
using LowCode.Engine.Http;
using LowCode.Engine.Journal;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using LowCode.Engine.Tasks;

namespace LowCode.Engine.Running;

/// <summary>
/// Runs a definition in memory, the other ones published beside it: nothing is stored and nobody waits. Time is virtual: it jumps to the
/// next timer that falls due; events, children to start and parents to resume are delivered between bursts. For trying out definitions and for tests.
/// </summary>
public sealed class InMemoryRunner
{
    /// <summary>Events that answer events take no virtual time: a run that needs more bursts than this goes round in a circle.</summary>
    private const int MostBursts = 10_000;

    private readonly WorkflowEngine _engine;
    private readonly IReadOnlyList<CompiledWorkflow> _workflows;
    private readonly WorkflowSet _set;
    private readonly List<RunningInstance> _instances = [];
    private readonly List<string> _lines = [];
    private readonly PriorityQueue<(RunningInstance Instance, string BookmarkId), (DateTimeOffset, int)> _timers = new();
    private readonly Queue<(RunningInstance Sender, Effect Effect)> _effects = new();
    private readonly Func<HttpCall, HttpAnswer> _http;
    private DateTimeOffset _now;
    private int _bursts;
    private int _timersSet;

    private InMemoryRunner(WorkflowEngine engine, IReadOnlyList<CompiledWorkflow> workflows, DateTimeOffset now, Func<HttpCall, HttpAnswer> http)
    {
        _http = http;
        _engine = engine;
        _workflows = workflows;
        _set = new WorkflowSet(workflows) { Running = Obstacle };
        _now = now;
    }

    /// <summary>Compiles and publishes definitions; nothing runs yet.</summary>
    /// <param name="definitions">UTF-8 JSON of each definition.</param>
    /// <param name="now">When the run begins.</param>
    /// <param name="http">Answers calls; null: nothing connects.</param>
    /// <returns>Problems have the number of the definition, <c>#</c> and the place in it as their path.</returns>
    public static Parsed<InMemoryRunner> Create(
        EngineOptions options, IReadOnlyList<ReadOnlyMemory<byte>> definitions, DateTimeOffset now, Func<HttpCall, HttpAnswer>? http = null)
    {
        var engine = new WorkflowEngine(options);
        var compiled = definitions.Select(d => engine.Compile(d)).ToArray();
        var problems = compiled.SelectMany((c, i) => c.Problems.Select(p => p with { Path = $"{i}#{p.Path}" })).ToArray();
        return problems.Length > 0
            ? Parsed<InMemoryRunner>.Failed(problems)
            : Parsed<InMemoryRunner>.Of(new InMemoryRunner(engine, [.. compiled.Select(c => c.Value!)], now, http ?? NoNetwork));
    }

    /// <summary>Starts one definition and lets time go on.</summary>
    /// <param name="definitions">UTF-8 JSON of each definition.</param>
    /// <param name="startDefinitionId">Null: the first.</param>
    /// <param name="now">When the run begins.</param>
    /// <param name="wait">How far virtual time may go on after the first burst; zero: what is open after it is the result.</param>
    /// <param name="http">Answers calls; null: nothing connects.</param>
    public static Parsed<RunReport> Run(
        EngineOptions options,
        IReadOnlyList<ReadOnlyMemory<byte>> definitions,
        string? startDefinitionId,
        JsonObject input,
        DateTimeOffset now,
        TimeSpan wait,
        Func<HttpCall, HttpAnswer>? http = null)
    {
        var created = Create(options, definitions, now, http);
        if (!created.IsValid)
        {
            return Parsed<RunReport>.Failed(created.Problems);
        }

        var runner = created.Value;
        if (!runner.TryStart(startDefinitionId, input))
        {
            var known = string.Join(", ", runner._workflows.Select(w => w.DefinitionId));
            return Parsed<RunReport>.Failed([CompilationNotes.Note("", "run.start", known, startDefinitionId)]);
        }

        if (wait > TimeSpan.Zero)
        {
            runner.Settle(wait);
        }

        return Parsed<RunReport>.Of(runner.Report());
    }

    /// <summary>Runs the first burst of an instance; the first instance of all is the one that is reported.</summary>
    /// <param name="definitionId">Null: of the first definition.</param>
    /// <returns>False: there is no such definition.</returns>
    public bool TryStart(string? definitionId, JsonObject input, string? correlationId = null)
    {
        var workflow = definitionId is null ? (_workflows.Count > 0 ? _workflows[0] : null) : _set.Published(definitionId);
        if (workflow is null)
        {
            return false;
        }

        Start(workflow, NewId(), new Stimulus.Start(input, correlationId));
        return true;
    }

    /// <summary>Delivers what instances sent each other and wakes what falls due, until all is quiet or so much virtual time is over.</summary>
    public void Settle(TimeSpan wait)
    {
        var until = _now + wait;
        while (_bursts < MostBursts)
        {
            if (_effects.TryDequeue(out var next))
            {
                Deliver(next.Sender, next.Effect);
            }
            else if (_timers.TryPeek(out var timer, out var due) && due.Item1 <= until)
            {
                _timers.Dequeue();
                _now = due.Item1;
                Resume(timer.Instance, timer.BookmarkId, null);
            }
            else
            {
                break;
            }
        }
    }

    /// <summary>Sends an event to all.</summary>
    public void Send(string eventName, JsonNode? payload = null, string? correlationId = null) =>
        Publish(null, new Effect.PublishEvent("", eventName, payload, correlationId, IsLocal: false));

    /// <summary>Completes the external task of that name that has waited longest; without one nothing happens.</summary>
    public void CompleteTask(string taskName, JsonNode? result = null)
    {
        var waiting = _instances.SelectMany(i => i.State.Bookmarks.Select(b => (Instance: i, Bookmark: b)))
            .FirstOrDefault(w => w.Bookmark.Name == RunTaskActivity.TypeName && (string?)w.Bookmark.Payload?["taskName"] == taskName);
        if (waiting.Bookmark is not null)
        {
            Resume(waiting.Instance, waiting.Bookmark.Id, result);
        }
    }

    /// <summary>Cancels the first instance, where it has not ended.</summary>
    public void Cancel(string reason) => Cancel(_instances[0], reason);

    /// <summary>How the first instance stands, and what all have written.</summary>
    public RunReport Report()
    {
        var first = _instances[0];
        var incidents = first.State.Incidents.Select(i => i.Message);
        if (_effects.TryPeek(out var endless) && _bursts >= MostBursts)
        {
            incidents = incidents.Append(CompilationNotes.Note("", "run.endless", MostBursts, NameOf(endless.Effect)).Message);
        }

        return new RunReport(
            first.State.Status,
            first.State.SubStatus,
            first.State.Bookmarks.Count,
            [.. _lines],
            [.. incidents],
            first.State.Output);
    }

    /// <summary>Instances that have not ended.</summary>
    public int Running => _instances.Count(i => i.State.Status == InstanceStatus.Running);

    private static HttpAnswer.NotConnected NoNetwork(HttpCall call) => new("this run has no network.");

    private static string NameOf(Effect effect) => effect switch
    {
        Effect.PublishEvent published => published.EventName,
        Effect.DispatchWorkflow dispatched => dispatched.DefinitionId,
        _ => effect.GetType().Name,
    };

    private void Deliver(RunningInstance sender, Effect effect)
    {
        switch (effect)
        {
            case Effect.PublishEvent published:
                Publish(sender, published);
                break;
            case Effect.DispatchWorkflow dispatched:
                Dispatch(sender, dispatched);
                break;
            case Effect.ResumeParent resumed:
                ResumeWaiting(_instances.Where(i => i.Id == resumed.Parent), resumed.Hash, resumed.Result);
                break;
            case Effect.CallHttp call:
                Resume(sender, call.BookmarkId, _http(call.Call).ToPayload());
                break;
            case Effect.CancelChild cancelled:
                CancelChild(sender, cancelled);
                break;
        }
    }

    private RunningInstance Start(CompiledWorkflow workflow, InstanceId id, Stimulus.Start stimulus)
    {
        var result = _engine.Start(workflow, id, stimulus, NextContext());
        return Add(id, workflow, result);
    }

    private RunningInstance Add(InstanceId id, CompiledWorkflow workflow, BurstResult result)
    {
        var instance = new RunningInstance(id, workflow, result.State);
        _instances.Add(instance);
        Apply(instance, result);
        return instance;
    }

    private void Resume(RunningInstance instance, string bookmarkId, JsonNode? payload)
    {
        if (instance.State.Bookmarks.Any(b => b.Id == bookmarkId))
        {
            Apply(instance, _engine.Continue(instance.Workflow, instance.Id, instance.State, new Stimulus.Resume(bookmarkId, payload), NextContext()));
        }
    }

    // An event for all first starts what it triggers, then resumes what waits for it.
    private void Publish(RunningInstance? sender, Effect.PublishEvent published)
    {
        var hash = BookmarkHash.OfEvent(published.EventName);
        var receivers = published.IsLocal ? [sender!] : _instances.ToArray();
        var starts = published.IsLocal ? [] : _workflows.SelectMany(w => w.Triggers.Where(t => t.Hash == hash).Select(t => (w, t)));
        foreach (var (workflow, trigger) in starts)
        {
            if (ActivationScope.Of(workflow, published.CorrelationId) is { } scope && Obstacle(scope) is not null)
            {
                continue;
            }

            var input = new JsonObject { [EventActivity.StartPayload] = published.Payload?.DeepClone() };
            Start(workflow, NewId(), new Stimulus.Start(input, published.CorrelationId, trigger.ActivityId));
        }

        ResumeWaiting(
            receivers.Where(r => published.CorrelationId is null || r.State.CorrelationId == published.CorrelationId), hash, published.Payload);
    }

    private void Dispatch(RunningInstance sender, Effect.DispatchWorkflow dispatched)
    {
        var workflow = _set.Published(dispatched.DefinitionId)!;
        if (ActivationScope.Of(workflow, dispatched.Start.CorrelationId) is { } scope && Obstacle(scope) is { } obstacle)
        {
            var text = CompilationNotes.Note("", "run.refused", dispatched.DefinitionId, obstacle).Message;
            ResumeWaiting([sender], Child.AwaitedHash(dispatched.Start), Child.Refused(dispatched.Child, text));
        }
        else
        {
            Start(workflow, dispatched.Child, dispatched.Start);
        }
    }

    private void CancelChild(RunningInstance sender, Effect.CancelChild cancelled)
    {
        if (_instances.Find(i => i.Id == cancelled.Child) is { } child)
        {
            Cancel(child, CompilationNotes.Note("", "run.parentEnded", sender.Id).Message);
        }
    }

    private void Cancel(RunningInstance instance, string reason)
    {
        if (instance.State.Status == InstanceStatus.Running)
        {
            Apply(instance, _engine.Continue(instance.Workflow, instance.Id, instance.State, new Stimulus.Cancel(reason), NextContext()));
        }
    }

    private void ResumeWaiting(IEnumerable<RunningInstance> receivers, string? hash, JsonNode? payload)
    {
        foreach (var receiver in receivers.ToArray())
        {
            foreach (var bookmark in receiver.State.Bookmarks.Where(b => b.Hash == hash))
            {
                Resume(receiver, bookmark.Id, payload);
            }
        }
    }

    private InstanceId? Obstacle(ActivationScope scope) => _instances.Find(
        i => i.State.Status == InstanceStatus.Running && scope.Contains(i.Workflow.DefinitionId, i.State.CorrelationId))?.Id;

    private void Apply(RunningInstance instance, BurstResult result)
    {
        Take(instance, result);

        // Nothing is stored: what stops to be committed goes on at once.
        while (result.ContinueAt is { } bookmark)
        {
            result = _engine.Continue(instance.Workflow, instance.Id, instance.State, new Stimulus.Resume(bookmark), NextContext());
            Take(instance, result);
        }
    }

    // What a child wrote stands where it was started.
    private void Take(RunningInstance instance, BurstResult result)
    {
        foreach (var entry in result.Journal)
        {
            if (entry.Kind == JournalKind.LineWritten)
            {
                _lines.Add((string)entry.Data!["text"]!);
            }
            else if (entry.Kind == JournalKind.ChildStarted)
            {
                var child = result.Children.First(c => c.Id.Value == (string)entry.Data!["instance"]!);
                Add(child.Id, child.Workflow, child.Result);
            }
        }

        foreach (var effect in result.Effects)
        {
            if (effect is Effect.SetTimer { BookmarkId: InstanceState.ContinuationBookmark })
            {
                continue;
            }

            if (effect is Effect.SetTimer timer)
            {
                _timers.Enqueue((instance, timer.BookmarkId), (timer.DueAt, ++_timersSet));
            }
            else
            {
                _effects.Enqueue((instance, effect));
            }
        }
    }

    private InstanceId NewId() => new((_instances.Count + 1).ToString("x32", System.Globalization.CultureInfo.InvariantCulture));

    private BurstContext NextContext() => new(_now, (ulong)++_bursts, _set);

    private sealed record RunningInstance(InstanceId Id, CompiledWorkflow Workflow, InstanceState State);
}
