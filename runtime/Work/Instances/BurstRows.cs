using LowCode.Definitions.CaseTypes;
using LowCode.Engine;
using LowCode.Engine.Effects;
using LowCode.Work.Cases;

namespace LowCode.Work.Instances;

/// <summary>Turns a burst's effects into the rows that are written with it.</summary>
/// <param name="version">The row_version that the burst was computed from.</param>
/// <param name="caseType">Null: the instance runs without a case.</param>
internal sealed class BurstRows(CommandOrigin origin, long version, BurstWorld world, CaseTypeDefinition? caseType, CaseDraft? draft)
{
    private readonly OutboxRows _outbox = new(origin.Tenant, origin.InstanceId, version, draft?.Record.Row.CaseId);

    public List<TimerWrite> Timers { get; } = [];

    public IReadOnlyList<OutboxWrite> Outbox => _outbox.All;

    public List<TaskWrite> Tasks { get; } = [];

    /// <summary>First bursts of instances that were started inside, each followed by those inside it.</summary>
    public List<BurstCommit> Children { get; } = [];

    /// <summary>Its own tasks and those of its children.</summary>
    public IEnumerable<TaskWrite> AllTasks => Tasks.Concat(Children.SelectMany(c => c.Tasks));

    /// <summary>Answers to requests of this process: they need no row, since the request ends with the process.</summary>
    public List<Effect.Reply> Replies { get; } = [];

    public CaseDraft? Draft => draft;

    public BurstWorld World => world;

    /// <param name="knownIncidents">How many incidents the instance had before.</param>
    public void Take(BurstResult result, int knownIncidents)
    {
        foreach (var incident in result.State.Incidents.Skip(knownIncidents))
        {
            draft?.Note(incident);
        }

        foreach (var effect in result.Effects)
        {
            switch (effect)
            {
                case Effect.SetTimer timer:
                    Timers.Add(new TimerWrite(timer.BookmarkId, timer.DueAt));
                    break;
                case Effect.OpenTask open:
                    Open(open.BookmarkId, open.Task);
                    break;
                case Effect.UpdateCase update:
                    (draft ?? throw NeedsCase(update.ActivityId)).Apply(update);
                    break;
                case Effect.Reply reply when world.IsWaitingHere(reply):
                    Replies.Add(reply);
                    break;
                case Effect.CommitChild { Child: var child }:
                    Take(child);
                    break;
                default:
                    _outbox.Add(effect);
                    break;
            }
        }
    }

    // It works on the same case, in the order in which both touched it.
    private void Take(StartedChild child)
    {
        var begun = origin with { InstanceId = child.Id, Message = null };
        var place = world with { Workflow = child.Workflow, Pinned = world.Current };
        var rows = new BurstRows(begun, version: 0, place, draft is null ? null : place.CaseTypeOf(draft.Record), draft);
        rows.Take(child.Result, knownIncidents: 0);
        Children.Add(ChildBursts.Of(child, begun, rows));
        Children.AddRange(rows.Children);
    }

    private void Open(string bookmarkId, UserTaskRequest request)
    {
        if (caseType is null || draft is null)
        {
            throw NeedsCase(request.StepId);
        }

        var formId = request.FormId ?? caseType.Forms.GetValueOrDefault(request.StepId);
        if (formId is null || world.Pinned.FormHash(formId) is not { } formHash)
        {
            throw new CannotRunException(Rejections.Conflict("case.without-form", request.StepId));
        }

        var task = new TaskWrite(
            Guid.CreateVersion7(origin.At).ToString("N"),
            draft.Record.Row.CaseId,
            bookmarkId,
            request.StepId,
            request.Title,
            formId,
            formHash.Value,
            request.Assignee,
            request.CandidateRoles,
            request.CandidateDepartment,
            request.CandidateDepartment ?? draft.Record.Row.Department,
            request.Outcomes,
            request.DueAt);
        Tasks.Add(task);
        draft.Add(new CaseEventWrite(origin.At, CaseEventKinds.TaskOpened, task.Step, task.TaskId));
    }

    private CannotRunException NeedsCase(string activityId) =>
        new(Rejections.Conflict("instance.needs-case", world.Workflow.Name ?? world.Workflow.DefinitionId, activityId));
}

/// <summary>A burst that cannot be written, for a reason that people can mend; becomes a rejection.</summary>
internal sealed class CannotRunException(Rejection rejection) : Exception(rejection.Message)
{
    public Rejection Rejection { get; } = rejection;
}
