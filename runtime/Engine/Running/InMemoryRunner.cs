using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Connectors.Sdk;
using LowCode.Definitions.Problems;
using LowCode.Engine.Compilation;
using LowCode.Engine.Composition;
using LowCode.Engine.Connectors;
using LowCode.Engine.Effects;
using LowCode.Engine.Events;
using LowCode.Engine.Http;
using LowCode.Engine.Incidents;
using LowCode.Engine.Interventions;
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

    private readonly IReadOnlyList<CompiledWorkflow> _workflows;
    private readonly RunWorld _world;
    private readonly List<Effect.ResumeParent> _kept = [];
    private readonly List<HttpReply> _replies = [];
    private readonly Func<HttpCall, HttpAnswer> _http;

    private InMemoryRunner(WorkflowEngine engine, IReadOnlyList<CompiledWorkflow> workflows, DateTimeOffset now, Func<HttpCall, HttpAnswer> http)
    {
        _http = http;
        _workflows = workflows;
        _world = new RunWorld(engine, workflows, now);
    }

    /// <summary>Instances that have not ended.</summary>
    public int Running => _world.Instances.Count(i => i.State.Status == InstanceStatus.Running);

    /// <summary>Answers that requests were given, in order.</summary>
    public IReadOnlyList<HttpReply> Replies => _replies;

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
        var workflow = definitionId is null ? (_workflows.Count > 0 ? _workflows[0] : null) : _world.Published.Published(definitionId);
        if (workflow is null)
        {
            return false;
        }

        _world.Start(workflow, _world.NewId(), new Stimulus.Start(input, correlationId));
        return true;
    }

    /// <summary>Delivers what instances sent each other and wakes what falls due, until all is quiet or so much virtual time is over.</summary>
    public void Settle(TimeSpan wait)
    {
        var until = _world.Now + wait;
        while (_world.Bursts < MostBursts)
        {
            if (_world.Effects.TryDequeue(out var next))
            {
                Deliver(next.Sender, next.Effect);
            }
            else if (!DeliverKept() && !_world.FireNext(until))
            {
                break;
            }
        }
    }

    /// <summary>Sends an event to all.</summary>
    public void Send(string eventName, JsonNode? payload = null, string? correlationId = null) =>
        Publish(null, new Effect.PublishEvent("", eventName, payload, correlationId, IsLocal: false));

    /// <summary>Sends a request to whatever it starts, and to whoever waits for it.</summary>
    /// <param name="route">The template of an endpoint.</param>
    /// <param name="request">As <c>Elsa.HttpEndpoint</c> takes it; it gets an id of its own.</param>
    public void Request(string route, string method, JsonObject request)
    {
        request = request.DeepClone().AsObject();
        request["requestId"] = $"request {_world.Bursts + 1}";
        var hash = BookmarkHash.OfHttp(route, method);
        StartTriggered(hash, correlationId: null, new JsonObject { [HttpEndpointActivity.StartRequest] = request });
        ResumeWaiting(_world.Instances, hash, request);
    }

    /// <summary>Completes the external task of that name that has waited longest; without one nothing happens.</summary>
    public void CompleteTask(string taskName, JsonNode? result = null)
    {
        var waiting = _world.Instances.SelectMany(i => i.State.Bookmarks.Select(b => (Instance: i, Bookmark: b)))
            .FirstOrDefault(w => w.Bookmark.Name == RunTaskActivity.TypeName && (string?)w.Bookmark.Payload?["taskName"] == taskName);
        if (waiting.Bookmark is not null)
        {
            _world.Resume(waiting.Instance, waiting.Bookmark.Id, result);
        }
    }

    /// <summary>Cancels the first instance, where it has not ended.</summary>
    public void Cancel(string reason) => Cancel(_world.Instances[0], reason);

    /// <summary>Mends the first instance.</summary>
    /// <exception cref="ArgumentException">It cannot be mended so.</exception>
    public void Intervene(Intervention what, string reason) => _world.Continue(_world.Instances[0], new Stimulus.Intervene(what, reason));

    /// <summary>How the first instance stands, and what all have written.</summary>
    public RunReport Report()
    {
        var first = _world.Instances[0];
        var incidents = first.State.Incidents.Select(i => (i.Message, i.Text)).ToList();
        if (_world.Effects.TryPeek(out var endless) && _world.Bursts >= MostBursts)
        {
            var reason = IncidentReason.Of("run.endless", MostBursts, NameOf(endless.Effect));
            incidents.Add((reason.Message, reason.TextIn(CultureInfo.CurrentUICulture) ?? reason.Message));
        }

        return new RunReport(
            first.State.Status,
            first.State.SubStatus,
            first.State.Bookmarks.Count,
            [.. _world.Lines],
            [.. incidents.Select(i => i.Message)],
            first.State.Output)
        {
            Reasons = [.. incidents.Select(i => i.Text)],
        };
    }

    private static HttpAnswer.NotConnected NoNetwork(HttpCall call) => new("this run has no network.");

    private static ConnectorReply NoConnector(Effect.CallConnector call) =>
        ConnectorReply.Failed(ConnectorErrors.Failed, $"Expected {call.Connector} to reach what it needs, but this run reaches nothing outside.");

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
                Tell(resumed);
                break;
            case Effect.CallHttp call:
                _world.Resume(sender, call.BookmarkId, _http(call.Call).ToPayload());
                break;
            case Effect.CallConnector call:
                _world.Resume(sender, call.BookmarkId, NoConnector(call).ToPayload());
                break;
            case Effect.PublishRule publication:
                _world.Resume(sender, publication.BookmarkId, RulePublicationAnswer.Refused("Expected a server to publish to, but this run publishes nothing.").ToPayload());
                break;
            case Effect.CancelChild cancelled:
                CancelChild(sender, cancelled);
                break;
            case Effect.Reply reply:
                _replies.Add(reply.Response);
                break;
        }
    }

    // A parent that stands still learns of the ends of its children when it has been mended; one that has ended never does.
    private void Tell(Effect.ResumeParent ended)
    {
        if (!TryTell(ended))
        {
            _kept.Add(ended);
        }
    }

    private bool DeliverKept() => _kept.Find(TryTell) is { } told && _kept.Remove(told);

    private bool TryTell(Effect.ResumeParent ended)
    {
        if (_world.Instances.FirstOrDefault(i => i.Id == ended.Parent) is not { } parent || parent.State.Bookmarks.All(b => b.Hash != ended.Hash))
        {
            return false;
        }

        ResumeWaiting([parent], ended.Hash, ended.Result);
        return true;
    }

    // An event for all first starts what it triggers, then resumes what waits for it.
    private void Publish(RunningInstance? sender, Effect.PublishEvent published)
    {
        var hash = BookmarkHash.OfEvent(published.EventName);
        var receivers = published.IsLocal ? [sender!] : _world.Instances.ToArray();
        if (!published.IsLocal)
        {
            StartTriggered(hash, published.CorrelationId, new JsonObject { [EventActivity.StartPayload] = published.Payload?.DeepClone() });
        }

        ResumeWaiting(
            receivers.Where(r => published.CorrelationId is null || r.State.CorrelationId == published.CorrelationId), hash, published.Payload);
    }

    private void StartTriggered(string hash, string? correlationId, JsonObject input)
    {
        foreach (var (workflow, trigger) in _workflows.SelectMany(w => w.Triggers.Where(t => t.Hash == hash).Select(t => (w, t))))
        {
            if (ActivationScope.Of(workflow, correlationId) is not { } scope || _world.Obstacle(scope) is null)
            {
                _world.Start(workflow, _world.NewId(), new Stimulus.Start(input.DeepClone().AsObject(), correlationId, trigger.ActivityId));
            }
        }
    }

    private void Dispatch(RunningInstance sender, Effect.DispatchWorkflow dispatched)
    {
        var workflow = _world.Published.Published(dispatched.DefinitionId)!;
        if (ActivationScope.Of(workflow, dispatched.Start.CorrelationId) is { } scope && _world.Obstacle(scope) is { } obstacle)
        {
            if (Child.AwaitedHash(dispatched.Start) is { } awaited)
            {
                var text = EachLanguage.Of(() => CompilationNotes.Note("", "run.refused", dispatched.DefinitionId, obstacle).Message);
                Tell(new Effect.ResumeParent(sender.Id, awaited, Child.Refused(dispatched.Child, text)));
            }
        }
        else
        {
            _world.Start(workflow, dispatched.Child, dispatched.Start);
        }
    }

    private void CancelChild(RunningInstance sender, Effect.CancelChild cancelled)
    {
        if (_world.Instances.FirstOrDefault(i => i.Id == cancelled.Child) is { } child)
        {
            Cancel(child, CompilationNotes.Note("", "run.parentEnded", sender.Id).Message);
        }
    }

    private void Cancel(RunningInstance instance, string reason)
    {
        if (instance.State.Status == InstanceStatus.Running)
        {
            _world.Continue(instance, new Stimulus.Cancel(reason));
        }
    }

    private void ResumeWaiting(IEnumerable<RunningInstance> receivers, string? hash, JsonNode? payload)
    {
        foreach (var receiver in receivers.ToArray())
        {
            foreach (var bookmark in receiver.State.Bookmarks.Where(b => b.Hash == hash))
            {
                _world.Resume(receiver, bookmark.Id, payload);
            }
        }
    }
}
