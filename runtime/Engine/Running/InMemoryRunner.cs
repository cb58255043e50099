using System.Text.Json.Nodes;
using LowCode.Definitions.Problems;
using LowCode.Engine.Compilation;
using LowCode.Engine.Effects;
using LowCode.Engine.Events;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Running;

/// <summary>
/// Runs a definition in memory, the other ones published beside it: nothing is stored and nobody waits. Time is virtual: it jumps to the
/// next timer that falls due, events are delivered between bursts. For trying out definitions and for tests.
/// </summary>
public sealed class InMemoryRunner
{
    /// <summary>Events that answer events take no virtual time: a run that needs more bursts than this goes round in a circle.</summary>
    private const int MostBursts = 10_000;

    private readonly WorkflowEngine _engine;
    private readonly IReadOnlyList<CompiledWorkflow> _workflows;
    private readonly List<RunningInstance> _instances = [];
    private readonly List<string> _lines = [];
    private readonly PriorityQueue<(RunningInstance Instance, string BookmarkId), (DateTimeOffset, int)> _timers = new();
    private readonly Queue<(RunningInstance Sender, Effect.PublishEvent Event)> _events = new();
    private DateTimeOffset _now;
    private int _bursts;
    private int _timersSet;

    private InMemoryRunner(WorkflowEngine engine, IReadOnlyList<CompiledWorkflow> workflows, DateTimeOffset now)
    {
        _engine = engine;
        _workflows = workflows;
        _now = now;
    }

    /// <param name="definitions">UTF-8 JSON of each definition.</param>
    /// <param name="startDefinitionId">Null: the first.</param>
    /// <param name="now">When the run begins.</param>
    /// <param name="wait">How far virtual time may go on after the first burst; zero: what is open after it is the result.</param>
    public static Parsed<RunReport> Run(
        EngineOptions options,
        IReadOnlyList<ReadOnlyMemory<byte>> definitions,
        string? startDefinitionId,
        JsonObject input,
        DateTimeOffset now,
        TimeSpan wait)
    {
        var engine = new WorkflowEngine(options);
        var compiled = definitions.Select(d => engine.Compile(d)).ToArray();
        var problems = compiled.SelectMany((c, i) => c.Problems.Select(p => p with { Path = $"{i}#{p.Path}" })).ToArray();
        if (problems.Length > 0)
        {
            return Parsed<RunReport>.Failed(problems);
        }

        var workflows = compiled.Select(c => c.Value!).ToArray();
        var start = startDefinitionId is null ? workflows.FirstOrDefault() : Array.Find(workflows, w => w.DefinitionId == startDefinitionId);
        if (start is null)
        {
            var known = string.Join(", ", workflows.Select(w => w.DefinitionId));
            return Parsed<RunReport>.Failed([CompilationNotes.Note("", "run.start", known, startDefinitionId)]);
        }

        return Parsed<RunReport>.Of(new InMemoryRunner(engine, workflows, now).RunFrom(start, input, wait));
    }

    private RunReport RunFrom(CompiledWorkflow workflow, JsonObject input, TimeSpan wait)
    {
        var until = _now + wait;
        var first = Start(workflow, new Stimulus.Start(input));
        while (wait > TimeSpan.Zero && _bursts < MostBursts)
        {
            if (_events.TryDequeue(out var published))
            {
                Deliver(published.Sender, published.Event);
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

        var incidents = first.State.Incidents.Select(i => i.Message);
        if (_events.TryPeek(out var endless) && _bursts >= MostBursts)
        {
            incidents = incidents.Append(CompilationNotes.Note("", "run.endless", MostBursts, endless.Event.EventName).Message);
        }

        return new RunReport(
            first.State.Status,
            first.State.SubStatus,
            first.State.Bookmarks.Count,
            _lines,
            [.. incidents],
            first.State.Output);
    }

    private RunningInstance Start(CompiledWorkflow workflow, Stimulus.Start stimulus)
    {
        var id = new InstanceId((_instances.Count + 1).ToString("x32", System.Globalization.CultureInfo.InvariantCulture));
        var result = _engine.Start(workflow, id, stimulus, NextContext());
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
    private void Deliver(RunningInstance sender, Effect.PublishEvent published)
    {
        var hash = BookmarkHash.OfEvent(published.EventName);
        var receivers = published.IsLocal ? [sender] : _instances.ToArray();
        var starts = published.IsLocal ? [] : _workflows.SelectMany(w => w.Triggers.Where(t => t.Hash == hash).Select(t => (w, t)));
        foreach (var (workflow, trigger) in starts)
        {
            var input = new JsonObject { [EventActivity.StartPayload] = published.Payload?.DeepClone() };
            Start(workflow, new Stimulus.Start(input, published.CorrelationId, trigger.ActivityId));
        }

        foreach (var receiver in receivers)
        {
            if (published.CorrelationId is not null && receiver.State.CorrelationId != published.CorrelationId)
            {
                continue;
            }

            foreach (var bookmark in receiver.State.Bookmarks.Where(b => b.Hash == hash))
            {
                Resume(receiver, bookmark.Id, published.Payload);
            }
        }
    }

    private void Apply(RunningInstance instance, BurstResult result)
    {
        _lines.AddRange(result.Journal.Where(e => e.Kind == Journal.JournalKind.LineWritten).Select(e => (string)e.Data!["text"]!));
        foreach (var effect in result.Effects)
        {
            switch (effect)
            {
                case Effect.SetTimer timer:
                    _timers.Enqueue((instance, timer.BookmarkId), (timer.DueAt, ++_timersSet));
                    break;
                case Effect.PublishEvent published:
                    _events.Enqueue((instance, published));
                    break;
            }
        }
    }

    private BurstContext NextContext() => new(_now, (ulong)++_bursts);

    private sealed record RunningInstance(InstanceId Id, CompiledWorkflow Workflow, InstanceState State);
}
