using System.Text.Json.Nodes;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Texts;
using LowCode.Definitions.Values;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Composition;
using LowCode.Engine.Effects;
using LowCode.Engine.Interventions;
using LowCode.Engine.Journal;
using LowCode.Engine.Migrations;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using LowCode.Engine.Tasks;
using LowCode.Engine.Validation;
using LowCode.Scripting;

namespace LowCode.Engine;

/// <summary>
/// Runs bursts: definition + state + stimulus give the new state, the journal and the effects. Pure and synchronous: no I/O, no clock,
/// no randomness of its own. Thread-safe; a state belongs to one burst at a time.
/// </summary>
public sealed class WorkflowEngine
{
    private readonly EngineOptions _options;
    private readonly ScriptEngine _scripts;
    private readonly WorkflowCompiler _compiler;

    public WorkflowEngine()
        : this(new EngineOptions())
    {
    }

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its limits.</exception>
    public WorkflowEngine(EngineOptions options)
    {
        options.Validate();
        _options = options;
        _scripts = new ScriptEngine(options.Scripts);
        Catalogue = ActivityCatalogue.Standard.With(options.Connectors);
        _compiler = new WorkflowCompiler(Catalogue, _scripts);
    }

    /// <summary>The activities that its definitions may use, those of connectors among them.</summary>
    public ActivityCatalogue Catalogue { get; }

    /// <summary>Reads and checks a definition (Elsa 3 workflow JSON, UTF-8) once; keep the result by content hash.</summary>
    public Parsed<CompiledWorkflow> Compile(ReadOnlyMemory<byte> json)
    {
        var definition = WorkflowReader.Read(json);
        return definition.IsValid
            ? _compiler.Compile(definition.Value, ContentHash.Of(json.Span))
            : Parsed<CompiledWorkflow>.Failed(definition.Problems);
    }

    /// <summary>Everything that is wrong with a definition, and what its author may not have meant: ask before it is published.</summary>
    /// <param name="workflows">What its activities may be besides the built-in ones; null: nothing.</param>
    public DefinitionCheck Check(ReadOnlyMemory<byte> json, IWorkflows? workflows = null) =>
        DefinitionChecks.Check(json, _compiler, _options.FlowchartMode, workflows);

    /// <summary>Checks definitions that may use one another and are to be published together.</summary>
    /// <returns>One check for each, in order.</returns>
    public IReadOnlyList<DefinitionCheck> CheckTogether(IReadOnlyList<ReadOnlyMemory<byte>> definitions) =>
        DefinitionChecks.CheckTogether(definitions, Compile, Check);

    /// <summary>The first burst of a new instance.</summary>
    /// <exception cref="ArgumentException">A given variable is not of its type.</exception>
    public BurstResult Start(CompiledWorkflow workflow, InstanceId instance, Stimulus.Start stimulus, BurstContext context) =>
        BurstRun.Start(NewBurst(workflow, instance, NewInstance.Of(workflow, stimulus, _options), context), stimulus);

    /// <summary>A further burst.</summary>
    /// <exception cref="InvalidOperationException">The bookmark is not open in this state: callers look it up first.</exception>
    /// <exception cref="ArgumentException">The outcome is none of the task's, or the intervention is refused. The state is as it was.</exception>
    public BurstResult Continue(CompiledWorkflow workflow, InstanceId instance, InstanceState state, Stimulus stimulus, BurstContext context)
    {
        StateBinding.Bind(state, workflow, context.Workflows);
        var burst = NewBurst(workflow, instance, state, context);
        if (state.IsMidway && stimulus is not Stimulus.Intervene)
        {
            burst.Record.CloseContinuation();
        }

        switch (stimulus)
        {
            case Stimulus.Resume { BookmarkId: Continuation.BookmarkId } when state.IsMidway:
                return BurstRun.GoOn(burst);
            case Stimulus.Cancel cancel when state.Status == InstanceStatus.Running || state.SubStatus == InstanceSubStatus.Faulted:
                return InterventionRun.Cancel(burst, cancel);
            case Stimulus.Intervene intervene:
                var plan = new InterventionPlanner(workflow, state, Catalogue).Plan(intervene);
                return plan.Refusal is null
                    ? InterventionRun.Run(burst, intervene, plan)
                    : throw new ArgumentException($"Expected an intervention that instance {instance} can take, but: {plan.Refusal}.", nameof(stimulus));
            case Stimulus.Resume resume when Open(instance, state, resume.BookmarkId) is { } open && (open.Execution.AwaitsRetry || open.Execution.Node.Activity is not UserTaskActivity):
                return BurstRun.Resume(burst, open, StoredContent.Whole(burst, resume));
            case Stimulus.CompleteTask done when Open(instance, state, done.BookmarkId) is { Execution: { AwaitsRetry: false, Node.Activity: UserTaskActivity task } } open:
                task.Check(done);
                return BurstRun.Resume(burst, open, done, new JsonObject { ["outcome"] = done.Outcome, ["completedBy"] = done.CompletedBy });
            default:
                throw new InvalidOperationException($"Expected a stimulus that instance {instance} in status {state.SubStatus} can take, but got {stimulus}.");
        }
    }

    /// <summary>Why an intervention is not possible in this state; null: it is. Changes nothing.</summary>
    /// <param name="workflows">Other definitions that the state may name.</param>
    public InterventionRefusal? Refusal(CompiledWorkflow workflow, InstanceState state, Stimulus.Intervene intervene, IWorkflows? workflows = null)
    {
        StateBinding.Bind(state, workflow, workflows);
        return new InterventionPlanner(workflow, state, Catalogue).Plan(intervene).Refusal;
    }

    /// <summary>Why an instance cannot go on with another version of its definition; null: it can. Changes nothing.</summary>
    /// <param name="workflows">Other definitions that the state may name.</param>
    public InterventionRefusal? MigrationRefusal(CompiledWorkflow from, CompiledWorkflow to, InstanceState state, IWorkflows? workflows = null)
    {
        StateBinding.Bind(state, from, workflows);
        return new StateMigration(from, to, state).Plan();
    }

    /// <summary>Takes an instance over to another version of its definition; nothing runs.</summary>
    /// <exception cref="ArgumentException">It cannot. The state is as it was.</exception>
    public BurstResult Migrate(CompiledWorkflow from, CompiledWorkflow to, InstanceId instance, InstanceState state, Stimulus.Migrate stimulus, BurstContext context)
    {
        StateBinding.Bind(state, from, context.Workflows);
        var migration = new StateMigration(from, to, state);
        if (migration.Plan() is { } refusal)
        {
            throw new ArgumentException($"Expected a version that instance {instance} can go on with, but: {refusal}.", nameof(to));
        }

        migration.Apply();
        var burst = NewBurst(to, instance, state, context);
        burst.Record.Journal(JournalKind.Migrated, null, new JsonObject
        {
            ["from"] = from.Version,
            ["fromHash"] = from.Hash.Value,
            ["to"] = to.Version,
            ["reason"] = stimulus.Reason,
            ["actor"] = stimulus.Actor,
        });
        return burst.Record.Result(null);
    }

    /// <summary>What runs, waits or was stopped, oldest first.</summary>
    /// <param name="workflows">Other definitions that the state may name.</param>
    public IReadOnlyList<ExecutionView> Executions(CompiledWorkflow workflow, InstanceState state, IWorkflows? workflows = null)
    {
        StateBinding.Bind(state, workflow, workflows);
        return [.. state.Executions.All().Select(e => new ExecutionView(
            e.Id,
            e.Owner?.Id,
            e.ActivityId,
            e.Node.Type,
            e.Status == ActivityExecutionStatus.Faulted,
            state.OpenBookmarks.Exists(b => b.Execution == e)))];
    }

    /// <summary>What nobody has mended yet, oldest first, each with what people call its activity.</summary>
    /// <param name="workflows">Other definitions that the state may name.</param>
    public IReadOnlyList<OpenIncident> OpenIncidents(CompiledWorkflow workflow, InstanceState state, IWorkflows? workflows = null)
    {
        StateBinding.Bind(state, workflow, workflows);
        return
        [
            .. from incident in state.Incidents
               where incident.Resolution is null
               let around = state.Executions.All().FirstOrDefault(e => e.Id == incident.ActivityExecutionId)?.Node.Workflow ?? workflow
               select new OpenIncident(incident, around.Node(incident.ActivityId)?.Definition.Caption ?? LocalizedText.Empty),
        ];
    }

    /// <summary>The instance that started this one; null: none did.</summary>
    public static string? ParentOf(InstanceState state) => state.Properties.TryGetValue(Child.ParentInstanceId, out var parent) ? parent as string : null;

    /// <summary>Values of the variables of the process, by name.</summary>
    /// <param name="workflows">Other definitions that the state may name.</param>
    public JsonObject Variables(CompiledWorkflow workflow, InstanceState state, IWorkflows? workflows = null)
    {
        StateBinding.Bind(state, workflow, workflows);
        var variables = workflow.Variables.Select(s => new KeyValuePair<string, JsonNode?>(s.Definition.Name, DataValue.ToNode(state.Variables![s.Index])));
        return new JsonObject(variables);
    }

    private static OpenBookmark Open(InstanceId instance, InstanceState state, string bookmarkId) =>
        state.OpenBookmarks.Find(b => b.Bookmark.Id == bookmarkId)
        ?? throw new InvalidOperationException($"Expected bookmark {bookmarkId} of instance {instance} to be open, but it is not.");

    // The random numbers of a run go on over its commits.
    private Burst NewBurst(CompiledWorkflow workflow, InstanceId instance, InstanceState state, BurstContext context)
    {
        var world = new BurstWorld(instance, context, _options, _scripts);
        return new Burst(state.IsMidway ? world with { Random = new BurstRandom(state.RandomState) } : world, workflow, state);
    }
}
