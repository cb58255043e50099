using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.Commits;
using LowCode.Engine.Composition;
using LowCode.Engine.Effects;
using LowCode.Engine.Http;
using LowCode.Engine.Interventions;
using LowCode.Engine.Journal;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;

namespace LowCode.Tests.Unit.Engine.Generated;

/// <summary>
/// Runs a drawn process on the engine, resuming what waits and mending what stopped in an order that the seed decides, and writes down what
/// happened. With <paramref name="restarts"/> every burst ends after one activity, and each next one runs on the state read back from its
/// snapshot.
/// </summary>
internal sealed class ProcessDriver(DrawnProcess process, int seed, bool restarts, EngineOptions options)
{
    private const int MostBursts = 5_000;

    private static readonly DateTimeOffset _morning = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly WorkflowEngine _engine = new(options with
    {
        FlowchartMode = process.Mode,
        CommitStrategy = restarts ? CommitStrategy.ActivityExecuted : CommitStrategy.Default,
        MaxActivitiesPerBurst = 2_000,
    });

    private readonly Random _random = new(seed);
    private readonly List<Running> _instances = [];
    private readonly List<(Running Sender, Effect Effect)> _effects = [];
    private readonly HashSet<(InstanceId Instance, string Execution)> _called = [];
    private readonly List<string> _trace = [];
    private WorkflowSet _set = null!;
    private DateTimeOffset _now = _morning;
    private int _bursts;
    private ulong _stimuli;

    public IReadOnlyList<string> Trace => _trace;

    public Dictionary<string, int> Executions { get; } = new(StringComparer.Ordinal);

    /// <summary>Snapshots that were read back.</summary>
    public int Restarts { get; private set; }

    public InstanceState End => _instances[0].State;

    /// <summary>SHA-256 over the snapshots of all instances.</summary>
    public string StateHash => Convert.ToHexString(SHA256.HashData([.. _instances.SelectMany(i => i.State.ToSnapshot())]));

    public JsonObject Variables => _engine.Variables(_instances[0].Workflow, End, _set);

    /// <exception cref="InvalidOperationException">A definition is not valid, or the process does not come to rest.</exception>
    public void Run()
    {
        var compiled = process.Definitions.Select(d => _engine.Compile(d.Utf8())).ToArray();
        if (Array.Find(compiled, c => !c.IsValid) is { } invalid)
        {
            throw new InvalidOperationException($"Expected a valid definition, but: {string.Join("; ", invalid.Problems)}");
        }

        CompiledWorkflow[] workflows = [.. compiled.Select(c => c.Value!)];
        _set = new WorkflowSet(workflows);
        Start(workflows[0], new InstanceId(new string('0', 31) + "1"), new Stimulus.Start([]));
        while (Deliver() || Come())
        {
            if (_bursts > MostBursts)
            {
                throw new InvalidOperationException($"Expected the process to come to rest within {MostBursts} bursts, but it does not.");
            }
        }
    }

    // What instances tell each other goes before what people do; what nobody can take yet waits.
    private bool Deliver()
    {
        for (var i = 0; i < _effects.Count; i++)
        {
            switch (_effects[i].Effect)
            {
                case Effect.DispatchWorkflow dispatched:
                    _effects.RemoveAt(i);
                    Start(_set.Published(dispatched.DefinitionId)!, dispatched.Child, dispatched.Start);
                    return true;
                case Effect.ResumeParent resumed when _instances.Find(r => r.Id == resumed.Parent) is { } parent
                    && parent.State.Bookmarks.FirstOrDefault(b => b.Hash == resumed.Hash) is { } bookmark:
                    _effects.RemoveAt(i);
                    Resume(parent, bookmark, new Stimulus.Resume(bookmark.Id, resumed.Result.DeepClone()));
                    return true;
            }
        }

        return false;
    }

    private bool Come()
    {
        var choices = new List<Action>();
        foreach (var instance in _instances)
        {
            foreach (var bookmark in instance.State.Bookmarks)
            {
                if (StimulusFor(instance, bookmark) is { } stimulus)
                {
                    choices.Add(() => Resume(instance, bookmark, stimulus()));
                }
            }

            choices.AddRange(instance.State.Incidents.Where(n => n.Resolution is null && IsMendable(n)).Select(n => (Action)(() => Mend(instance, n))));
        }

        if (choices.Count == 0)
        {
            return false;
        }

        choices[_random.Next(choices.Count)]();
        return true;
    }

    // Who comes is who was asked for: without its timer, its task or its call nobody comes. Null: nobody.
    private Func<Stimulus>? StimulusFor(Running instance, Bookmark bookmark)
    {
        var (id, payload) = (bookmark.Id, bookmark.Payload);
        switch (bookmark.Name)
        {
            case "Elsa.Event" when bookmark.Hash != BookmarkHash.OfEvent(ProcessArtist.Never):
            case "Elsa.Delay" or "Elsa.Timer" or "Elsa.Cron" or "Elsa.StartAt" or "LowCode.Retry" when Asked<Effect.SetTimer>(instance, e => e.BookmarkId == id) is not null:
                return () => new Stimulus.Resume(id);
            case "LowCode.UserTask" when Asked<Effect.OpenTask>(instance, e => e.BookmarkId == id) is not null:
                return () => new Stimulus.CompleteTask(id, "Done", "zhang", []);
            case "Elsa.RunTask" when Asked<Effect.RequestTask>(instance, e => e.BookmarkId == id && e.TaskId == (string?)payload?["taskId"]) is not null:
                return () => new Stimulus.Resume(id, "result");
            case "Elsa.SendHttpRequest" or "Elsa.FlowSendHttpRequest" when Asked<Effect.CallHttp>(instance, e => e.BookmarkId == id) is { } call:
                return () => new Stimulus.Resume(id, Answer(instance, call).ToPayload());
            default:
                return null;
        }
    }

    private T? Asked<T>(Running instance, Predicate<T> matches)
        where T : Effect
    {
        foreach (var (sender, effect) in _effects)
        {
            if (sender == instance && effect is T asked && matches(asked))
            {
                return asked;
            }
        }

        return null;
    }

    private HttpAnswer Answer(Running instance, Effect.CallHttp call)
    {
        var answer = new Uri(call.Call.Url).AbsolutePath[1..];
        if (answer == ProcessArtist.Flaky)
        {
            answer = _called.Add((instance.Id, call.ActivityExecutionId)) ? "503" : "200";
        }

        return answer switch
        {
            "refused" => new HttpAnswer.NotConnected("the port is closed."),
            "slow" => new HttpAnswer.TimedOut(),
            _ => new HttpAnswer.Answered(int.Parse(answer, CultureInfo.InvariantCulture), new Dictionary<string, string>(), "{}", "application/json"),
        };
    }

    // What stands at the end of everything is left as it is; of a join that waits in vain nobody knows how to mend it.
    private static bool IsMendable(Incident incident) => incident.Message is "passed by" or "odd" || incident.Message.StartsWith("odd ", StringComparison.Ordinal);

    private void Mend(Running instance, Incident incident)
    {
        _trace.Add(incident.ActivityId + Labels.Mended);
        Intervention what = incident.ActivityType == "Elsa.Fault"
            ? new Intervention.Skip(incident.ActivityExecutionId)
            : new Intervention.Retry(incident.ActivityExecutionId);
        Continue(instance, new Stimulus.Intervene(what, "test", "li"));
    }

    private void Resume(Running instance, Bookmark bookmark, Stimulus stimulus)
    {
        _trace.Add(bookmark.ActivityId + Labels.Resumed);
        Continue(instance, stimulus);
    }

    private void Start(CompiledWorkflow workflow, InstanceId id, Stimulus.Start stimulus)
    {
        var result = _engine.Start(workflow, id, stimulus, Context());
        var instance = new Running(id, workflow, result.State);
        _instances.Add(instance);
        TakeAll(instance, result);
    }

    private void Continue(Running instance, Stimulus stimulus) => TakeAll(instance, Burst(instance, stimulus, Context()));

    private void TakeAll(Running instance, BurstResult result)
    {
        Take(instance, result);

        // A run that goes on keeps its time and its random numbers.
        while (result.ContinueAt is { } bookmark)
        {
            result = Burst(instance, new Stimulus.Resume(bookmark), new BurstContext(_now, 0, _set));
            Take(instance, result);
        }
    }

    private BurstResult Burst(Running instance, Stimulus stimulus, BurstContext context)
    {
        _bursts++;
        if (restarts)
        {
            Restarts++;
            instance.State = InstanceState.FromSnapshot(instance.State.ToSnapshot());
        }

        return _engine.Continue(instance.Workflow, instance.Id, instance.State, stimulus, context);
    }

    private void Take(Running instance, BurstResult result)
    {
        foreach (var entry in result.Journal)
        {
            switch (entry.Kind)
            {
                case JournalKind.ActivityStarted:
                    _trace.Add(entry.ActivityId!);
                    Executions[entry.ActivityType!] = Executions.GetValueOrDefault(entry.ActivityType!) + 1;
                    break;
                case JournalKind.RetryScheduled:
                    _trace.Add(entry.ActivityId + Labels.RetryScheduled);
                    break;
                case JournalKind.ActivityRetried:
                    _trace.Add(entry.ActivityId + Labels.Retried);
                    break;
                case JournalKind.ChildStarted:
                    var child = result.Children.First(c => c.Id.Value == (string)entry.Data!["instance"]!);
                    var started = new Running(child.Id, child.Workflow, child.Result.State);
                    _instances.Add(started);
                    Take(started, child.Result);
                    break;
            }
        }

        _effects.AddRange(result.Effects.Select(e => (instance, e)));
    }

    private BurstContext Context()
    {
        _now = _now.AddMinutes(1);
        return new BurstContext(_now, ((ulong)seed << 20) + ++_stimuli, _set);
    }

    private sealed class Running(InstanceId id, CompiledWorkflow workflow, InstanceState state)
    {
        public InstanceId Id => id;

        public CompiledWorkflow Workflow => workflow;

        public InstanceState State { get; set; } = state;
    }
}
