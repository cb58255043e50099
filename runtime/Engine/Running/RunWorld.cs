using System.Text.Json.Nodes;
using LowCode.Engine.Composition;
using LowCode.Engine.Effects;
using LowCode.Engine.Journal;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Running;

/// <summary>The instances of a run in memory: their bursts, what these wrote, and what they left to be delivered or to fall due.</summary>
internal sealed class RunWorld
{
    private readonly WorkflowEngine _engine;
    private readonly List<RunningInstance> _instances = [];
    private readonly List<string> _lines = [];
    private readonly Queue<(RunningInstance Sender, Effect Effect)> _effects = new();
    private readonly PriorityQueue<(RunningInstance Instance, string BookmarkId), (DateTimeOffset, int)> _timers = new();
    private int _timersSet;

    public RunWorld(WorkflowEngine engine, IReadOnlyList<CompiledWorkflow> workflows, DateTimeOffset now)
    {
        _engine = engine;
        Now = now;
        Published = new WorkflowSet(workflows) { Running = Obstacle };
    }

    public WorkflowSet Published { get; }

    public DateTimeOffset Now { get; private set; }

    public int Bursts { get; private set; }

    public IReadOnlyList<RunningInstance> Instances => _instances;

    /// <summary>What all instances wrote, in order.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>What is still to be delivered, in order.</summary>
    public Queue<(RunningInstance Sender, Effect Effect)> Effects => _effects;

    public RunningInstance Start(CompiledWorkflow workflow, InstanceId id, Stimulus.Start stimulus) =>
        Add(id, workflow, _engine.Start(workflow, id, stimulus, NextContext()));

    public InstanceId NewId() => new((_instances.Count + 1).ToString("x32", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Nothing happens where the bookmark is gone.</summary>
    public void Resume(RunningInstance instance, string bookmarkId, JsonNode? payload)
    {
        if (instance.State.Bookmarks.Any(b => b.Id == bookmarkId))
        {
            Continue(instance, new Stimulus.Resume(bookmarkId, payload?.DeepClone()));
        }
    }

    public void Continue(RunningInstance instance, Stimulus stimulus)
    {
        var result = _engine.Continue(instance.Workflow, instance.Id, instance.State, stimulus, NextContext());
        Apply(instance, result);
    }

    /// <summary>Id of a running instance in the way of a new one; null: it may start.</summary>
    public InstanceId? Obstacle(ActivationScope scope) => _instances.Find(
        i => i.State.Status == InstanceStatus.Running && scope.Contains(i.Workflow.DefinitionId, i.State.CorrelationId))?.Id;

    /// <summary>Lets time go on to the next timer and fires it.</summary>
    /// <returns>False: none falls due until then.</returns>
    public bool FireNext(DateTimeOffset until)
    {
        if (!_timers.TryPeek(out var timer, out var due) || due.Item1 > until)
        {
            return false;
        }

        _timers.Dequeue();
        Now = due.Item1;
        Resume(timer.Instance, timer.BookmarkId, null);
        return true;
    }

    private RunningInstance Add(InstanceId id, CompiledWorkflow workflow, BurstResult result)
    {
        var instance = new RunningInstance(id, workflow, result.State);
        _instances.Add(instance);
        Apply(instance, result);
        return instance;
    }

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
            switch (effect)
            {
                case Effect.SetTimer { BookmarkId: InstanceState.ContinuationBookmark } or Effect.CommitChild:
                    break;
                case Effect.SetTimer timer:
                    _timers.Enqueue((instance, timer.BookmarkId), (timer.DueAt, ++_timersSet));
                    break;
                default:
                    _effects.Enqueue((instance, effect));
                    break;
            }
        }
    }

    private BurstContext NextContext() => new(Now, (ulong)++Bursts, Published);
}

internal sealed record RunningInstance(InstanceId Id, CompiledWorkflow Workflow, InstanceState State);
