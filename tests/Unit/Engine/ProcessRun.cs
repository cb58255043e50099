using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.Effects;
using LowCode.Engine.Interventions;
using LowCode.Engine.Journal;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using Xunit;

namespace LowCode.Tests.Unit.Engine;

/// <summary>
/// A process under test. Every burst is run twice, on the state in memory and on the state read back from its snapshot, and both must
/// give the same; so every test of a process is a test of snapshots too.
/// </summary>
internal sealed class ProcessRun
{
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly WorkflowEngine _engine;
    private readonly InstanceId _id = new("0123456789abcdef0123456789abcdef");
    private readonly List<string> _lines = [];
    private ulong _seed = 1;

    private ProcessRun(WorkflowEngine engine, CompiledWorkflow workflow)
    {
        _engine = engine;
        Workflow = workflow;
    }

    public CompiledWorkflow Workflow { get; }

    /// <summary>The last burst.</summary>
    public BurstResult Last { get; private set; } = null!;

    public DateTimeOffset Now { get; set; } = Morning;

    public InstanceState State => Last.State;

    /// <summary>All lines so far, in order.</summary>
    public IReadOnlyList<string> Lines => _lines;

    public IReadOnlyList<string> Waiting => [.. State.Bookmarks.Select(b => b.ActivityId)];

    public JsonObject Variables => _engine.Variables(Workflow, State);

    public static ProcessRun Given(JsonObject process, EngineOptions? options = null)
    {
        var engine = new WorkflowEngine(options ?? new EngineOptions());
        var compiled = engine.Compile(process.Utf8());
        Assert.True(compiled.IsValid, string.Join('\n', compiled.Problems));
        return new ProcessRun(engine, compiled.Value);
    }

    public static ProcessRun Started(JsonObject process, EngineOptions? options = null) => Given(process, options).Start();

    public ProcessRun Start(JsonObject? input = null, JsonObject? variables = null, string? trigger = null, ulong seed = 1, JsonObject? properties = null)
    {
        _seed = seed;
        Keep(_engine.Start(Workflow, _id, new Stimulus.Start(input ?? [], null, trigger, variables, properties), new BurstContext(Now, _seed)));
        return this;
    }

    /// <summary>An event comes; what has waited longest for it is resumed.</summary>
    public ProcessRun Event(string name, JsonNode? payload = null)
    {
        var waiting = State.Bookmarks.Where(b => b.Hash == BookmarkHash.OfEvent(name)).ToArray();
        Assert.NotEmpty(waiting);
        return Continue(new Stimulus.Resume(waiting[0].Id, payload));
    }

    public ProcessRun TimerOf(string activityId) => Continue(new Stimulus.Resume(BookmarkOf(activityId)));

    public ProcessRun Completed(string step, string outcome, JsonObject? data = null) =>
        Continue(new Stimulus.CompleteTask(BookmarkOf(step), outcome, "zhang", data ?? []));

    public ProcessRun Continue(Stimulus stimulus)
    {
        var context = new BurstContext(Now, ++_seed);
        var restored = InstanceState.FromSnapshot(State.ToSnapshot());
        var fromSnapshot = _engine.Continue(Workflow, _id, restored, stimulus, context);
        var inMemory = _engine.Continue(Workflow, _id, State, stimulus, context);
        Assert.Equal(Text(inMemory), Text(fromSnapshot));
        Assert.Equal(inMemory.State.ToSnapshot(), fromSnapshot.State.ToSnapshot());
        Keep(inMemory);
        return this;
    }

    /// <summary>A person intervenes.</summary>
    public ProcessRun Intervene(Intervention what) => Continue(new Stimulus.Intervene(what, "because", "li"));

    /// <summary>Why the engine would refuse an intervention: the code; null: it would not.</summary>
    public string? RefusalOf(Intervention what) => _engine.Refusal(Workflow, State, new Stimulus.Intervene(what, "because", "li"))?.Code;

    public string BookmarkOf(string activityId) => State.Bookmarks.Single(b => b.ActivityId == activityId).Id;

    public T Effect<T>()
        where T : Effect => Assert.Single(Last.Effects.OfType<T>());

    public ProcessRun Writes(params string[] lines)
    {
        Assert.Equal(lines, _lines);
        return this;
    }

    public ProcessRun Is(InstanceSubStatus subStatus)
    {
        Assert.Equal(subStatus, State.SubStatus);
        Assert.Equal(subStatus == InstanceSubStatus.Suspended ? InstanceStatus.Running : InstanceStatus.Finished, State.Status);
        return this;
    }

    /// <summary>All that a burst says, as text.</summary>
    public static string Text(BurstResult result) => JsonSerializer.Serialize(new
    {
        result.Journal,
        Effects = result.Effects.Select(e => JsonSerializer.Serialize(e, e.GetType())),
        result.Created,
        result.Closed,
        result.Consumed,
        result.State.Status,
        result.State.SubStatus,
        result.State.Output,
        result.State.Incidents,
    });

    private void Keep(BurstResult result)
    {
        // A snapshot that is read and written again is the same.
        var snapshot = result.State.ToSnapshot();
        Assert.Equal(snapshot, InstanceState.FromSnapshot(snapshot).ToSnapshot());
        Last = result;
        _lines.AddRange(result.Journal.Where(e => e.Kind == JournalKind.LineWritten).Select(e => (string)e.Data!["text"]!));
    }
}
