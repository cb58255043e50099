using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.CaseTypes;
using LowCode.Engine;
using LowCode.Engine.Composition;
using LowCode.Engine.Effects;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using LowCode.Work.Cases;
using LowCode.Work.Links;

namespace LowCode.Work.Instances;

/// <summary>
/// Runs one burst on the engine and turns what it did into rows. Pure but for the loaded state, which the engine changes in place: where
/// the burst is not committed, the state must go.
/// </summary>
internal sealed class BurstComposer(WorkflowEngine engine, ScriptSettings settings, SignedLinks links)
{
    /// <param name="inherited">The case of whoever started it; null: it opens its own, or runs without one.</param>
    public ComposedBurst Start(InstanceCommand.Start start, CaseRecord? inherited, BurstWorld world)
    {
        var origin = start.Origin;
        var caseType = start.Case?.CaseType ?? (inherited is null ? null : world.CaseTypeOf(inherited));
        var draft = start.Case is { } opening ? CaseDraft.Open(opening, Opening(start)) : inherited is null ? null : CaseDraft.Of(caseType!, inherited, origin.At);
        var stimulus = start.Stimulus;
        if (start.Case is not null)
        {
            stimulus = stimulus with
            {
                CorrelationId = stimulus.CorrelationId ?? start.Case.CaseId,
                Variables = ClassFacts.Beside(draft!.Data, start.Case!.CaseType, draft.Record.Row.ClassCode, world.Pinned, world.Current),
            };
        }

        var result = engine.Start(world.Workflow, origin.InstanceId, stimulus, Context(origin, version: 0, world));
        var rows = new BurstRows(origin, version: 0, world, caseType, draft);
        rows.Take(result, knownIncidents: 0);
        var message = Message(origin, Answered(origin, rows) ?? MessageResults.Write(new StartedResult(origin.InstanceId.Value, start.Case?.CaseId, draft?.Record.Row.DueAt)));
        var loaded = new LoadedInstance(
            origin.InstanceId, start.DefinitionId, start.DefinitionHash.Value, start.ReleaseRevision, draft?.Record.Row.CaseId, result.State, 0, OwnerEpoch: 1, draft?.Record);
        var number = start.Case is { } newCase
            ? new CaseNumber(newCase.CaseType.Numbers!, world.Local(origin.At))
            : null;
        return Compose(origin, "start", loaded, result.State.CorrelationId, result, rows, message, completion: null, number, start.Case?.Attachments ?? [], ActivationScope.Of(world.Workflow, stimulus.CorrelationId));
    }

    public ComposedBurst Complete(InstanceCommand.CompleteTask complete, LoadedInstance loaded, BurstWorld world)
    {
        var origin = complete.Origin;
        var record = loaded.Case ?? throw new InvalidOperationException($"Expected a case of task {complete.Task.TaskId}, but instance {loaded.InstanceId} has none.");
        var caseType = world.CaseTypeOf(record);
        var draft = CaseDraft.Of(caseType, record, origin.At);
        if (complete.Changes.Count > 0)
        {
            draft.SetData(complete.Changes);
        }

        if (complete.Reported is { } reported)
        {
            draft.Report(reported);
        }

        draft.Add(new CaseEventWrite(
            origin.At,
            CaseEventKinds.TaskCompleted,
            complete.Task.Step,
            complete.Task.TaskId,
            complete.Outcome,
            origin.Actor,
            origin.ActorName,
            complete.Comment,
            Data: complete.Changes.Count > 0 ? complete.Changes : null,
            FormHash: complete.Task.FormHash,
            ReportedAt: complete.Reported?.StepAt,
            Flags: complete.Reported?.Flags));
        var stimulus = new Stimulus.CompleteTask(
            complete.Task.BookmarkId,
            complete.Outcome,
            origin.Actor ?? "",
            ClassFacts.Beside(draft.Data, caseType, draft.Record.Row.ClassCode, world.Pinned, world.Current));
        var knownIncidents = loaded.State.Incidents.Count;
        var correlationId = loaded.State.CorrelationId;
        var result = engine.Continue(world.Workflow, origin.InstanceId, loaded.State, stimulus, Context(origin, loaded.RowVersion, world));
        var rows = new BurstRows(origin, loaded.RowVersion, world, caseType, draft);
        rows.Take(result, knownIncidents);
        var message = Message(
            origin,
            MessageResults.Write(new CompletedResult(complete.Task.TaskId, record.Row.Number, [.. rows.AllTasks.Select(t => t.Title.ByLanguage)])));
        var completion = new TaskCompletion(complete.Task.TaskId, origin.Actor ?? "", origin.ActorName ?? "", complete.Outcome);
        return Compose(origin, "complete-task", loaded, correlationId, result, rows, message, completion, number: null, complete.Attachments);
    }

    /// <summary>An instance out of a file: its rows, and a line in its journal that says so.</summary>
    public static ComposedBurst Import(InstanceCommand.Import import, BurstWorld world)
    {
        var (origin, file) = (import.Origin, import.Instance);
        var state = InstanceState.FromSnapshot(file.Snapshot);
        var commit = new BurstCommit(
            origin.Tenant,
            new InstanceWrite(
                origin.InstanceId,
                file.DefinitionId,
                file.DefinitionHash,
                import.ReleaseRevision,
                state.Status,
                state.SubStatus,
                state.CorrelationId,
                IsCorrelatedAnew: false,
                state.Name,
                CaseId: null,
                state.ToSnapshot(),
                state.OpenIncidents,
                origin.At,
                ReadVersion: 0,
                OwnerEpoch: 1,
                WorkflowEngine.ParentOf(state))
            {
                FirstVersion = file.RowVersion + 1,
                CreatedAt = file.CreatedAt,
                EndedAt = file.FinishedAt,
            },
            new JournalWrite("import", origin.Actor, JournalJson.Write([])),
            Consumed: null,
            state.Bookmarks,
            Closed: [],
            [.. state.DueTimes.Select(t => new TimerWrite(t.BookmarkId, t.DueAt))],
            Outbox: [],
            Tasks: [],
            Completion: null,
            Case: null,
            CaseEvents: [],
            Attachments: [],
            Message: null)
        {
            Activation = state.Status == InstanceStatus.Running ? ActivationScope.Of(world.Workflow, state.CorrelationId) : null,
            History = file.History,
            Contents = import.Contents,
        };
        var loaded = new LoadedInstance(
            origin.InstanceId, file.DefinitionId, file.DefinitionHash, import.ReleaseRevision, CaseId: null, state, commit.Instance.Version, OwnerEpoch: 1, Case: null);
        return new ComposedBurst(commit, loaded, world.Workflow, []);
    }

    /// <summary>A timer, an event, a cancellation or an intervention: nobody filled anything in.</summary>
    public ComposedBurst Continue(InstanceCommand command, string name, Stimulus stimulus, LoadedInstance loaded, BurstWorld world)
    {
        var origin = command.Origin;
        var caseType = loaded.Case is { } record ? world.CaseTypeOf(record) : null;
        var draft = caseType is null ? null : CaseDraft.Of(caseType, loaded.Case!, origin.At);
        var knownIncidents = loaded.State.Incidents.Count;
        var correlationId = loaded.State.CorrelationId;
        var result = engine.Continue(world.Workflow, origin.InstanceId, loaded.State, stimulus, Context(origin, loaded.RowVersion, world));
        var rows = new BurstRows(origin, loaded.RowVersion, world, caseType, draft);
        rows.Take(result, knownIncidents);
        return Compose(origin, name, loaded, correlationId, result, rows, Message(origin, Answered(origin, rows)), completion: null, number: null, []);
    }

    public ComposedBurst Cancel(InstanceCommand.Cancel cancel, LoadedInstance loaded, BurstWorld world) =>
        loaded.State is { Status: InstanceStatus.Running } or { SubStatus: InstanceSubStatus.Faulted }
            ? Continue(cancel, "cancel", new Stimulus.Cancel(cancel.Reason, cancel.Origin.Actor), loaded, world)
            : throw new CannotRunException(Rejections.Conflict("instance.ended", loaded.State.SubStatus));

    public ComposedBurst Migrate(InstanceCommand.Migrate migrate, CompiledWorkflow target, LoadedInstance loaded, BurstWorld world)
    {
        var origin = migrate.Origin;
        if (engine.MigrationRefusal(world.Workflow, target, loaded.State, world.Workflows) is { } refusal)
        {
            throw new CannotRunException(Rejections.Conflict(refusal.Code, [.. refusal.Values]));
        }

        var knownIncidents = loaded.State.Incidents.Count;
        var stimulus = new Stimulus.Migrate(migrate.Reason, origin.Actor);
        var result = engine.Migrate(world.Workflow, target, origin.InstanceId, loaded.State, stimulus, Context(origin, loaded.RowVersion, world));
        var rows = new BurstRows(origin, loaded.RowVersion, world, loaded.Case is { } record ? world.CaseTypeOf(record) : null, draft: null);
        rows.Take(result, knownIncidents);
        var moved = loaded with { DefinitionHash = target.Hash.Value, ReleaseRevision = migrate.ReleaseRevision ?? loaded.ReleaseRevision };
        return Compose(
            origin, "migrate", moved, loaded.State.CorrelationId, result, rows, Message(origin, result: null), completion: null, number: null, []);
    }

    public ComposedBurst Intervene(InstanceCommand.Intervene intervene, LoadedInstance loaded, BurstWorld world)
    {
        var stimulus = new Stimulus.Intervene(intervene.What, intervene.Reason, intervene.Origin.Actor);
        return engine.Refusal(world.Workflow, loaded.State, stimulus, world.Workflows) is { } refusal
            ? throw new CannotRunException(Rejections.Conflict(refusal.Code, [.. refusal.Values]))
            : Continue(intervene, "intervene", stimulus, loaded, world);
    }

    /// <param name="correlationId">Before the burst.</param>
    private static ComposedBurst Compose(
        CommandOrigin origin,
        string stimulus,
        LoadedInstance loaded,
        string? correlationId,
        BurstResult result,
        BurstRows rows,
        MessageWrite? message,
        TaskCompletion? completion,
        CaseNumber? number,
        IReadOnlyList<string> attachments,
        ActivationScope? activation = null)
    {
        var state = result.State;
        var record = rows.Draft is { IsChanged: true } draft ? draft.Record : null;
        var commit = new BurstCommit(
            origin.Tenant,
            new InstanceWrite(
                loaded.InstanceId,
                loaded.DefinitionId,
                loaded.DefinitionHash,
                loaded.ReleaseRevision,
                state.Status,
                state.SubStatus,
                state.CorrelationId,
                loaded.RowVersion > 0 && state.CorrelationId != correlationId,
                state.Name,
                loaded.CaseId,
                state.ToSnapshot(),
                state.OpenIncidents,
                origin.At,
                loaded.RowVersion,
                loaded.OwnerEpoch,
                WorkflowEngine.ParentOf(state)),
            new JournalWrite(stimulus, origin.Actor, JournalJson.Write(result.Journal)),
            result.Consumed,
            result.Created,
            result.Closed,
            rows.Timers,
            rows.Outbox,
            rows.Tasks,
            completion,
            record is null ? null : new CaseWrite(record, number, rows.World.Day(record.Row.CreatedAt), record.Row.ClosedAt is { } closed ? rows.World.Day(closed) : null)
            {
                Slots = rows.World.Current.Records(record.Row.CaseType)?.Fill(record.Data),
            },
            rows.Draft?.Lines ?? [],
            attachments,
            message)
        {
            Children = rows.Children,
            Activation = activation,
            Contents = result.Contents,
        };
        return new ComposedBurst(
            commit,
            loaded with { State = state, RowVersion = loaded.RowVersion + 1, Case = record ?? loaded.Case },
            rows.World.Workflow,
            rows.Replies);
    }

    private static MessageWrite? Message(CommandOrigin origin, string? result) =>
        origin.Message is { } key ? new MessageWrite(key.Consumer, key.MessageId, key.IsWaiting, result) : null;

    /// <summary>Null: it was no request that may be repeated.</summary>
    private static string? Answered(CommandOrigin origin, BurstRows rows) =>
        origin.Message?.Request is { } request ? MessageResults.Write(EndpointResult.Of(origin.InstanceId, request, rows.Replies)) : null;

    private static CaseOpening Opening(InstanceCommand.Start start)
    {
        var origin = start.Origin;
        return new CaseOpening(origin.InstanceId.Value, start.DefinitionHash.Value, start.ReleaseRevision, origin.At, origin.Actor, origin.ActorName);
    }

    /// <summary>The seed follows from the burst's place in the instance's life: a replay draws the same.</summary>
    private BurstContext Context(CommandOrigin origin, long version, BurstWorld world)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{origin.Tenant}/{origin.InstanceId}/{version}");
        var seed = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(place)));
        return new BurstContext(origin.At, seed, world.Workflows, world.Current.Decisions, settings.Of(origin.Tenant), world.Tenant.Zone, links.Of(origin.Tenant), world.Contents);
    }
}

/// <param name="Next">The instance as it is once <paramref name="Commit"/> is committed.</param>
/// <param name="Replies">Answers to requests of this process, to be told after the commit.</param>
internal sealed record ComposedBurst(BurstCommit Commit, LoadedInstance Next, CompiledWorkflow Workflow, IReadOnlyList<Effect.Reply> Replies);
