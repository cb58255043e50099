using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Forms;
using LowCode.Engine;
using LowCode.Engine.Stimuli;
using LowCode.Work.Cases;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Prefills;
using LowCode.Work.Privacy;
using LowCode.Work.Releases;
using LowCode.Work.Tasks;

namespace LowCode.Work.Handling;

/// <summary>
/// The way of a case through its process, at whatever time it happens. <see cref="OpenCase"/> and <see cref="CompleteTask"/> ask for people,
/// now; imports and samples ask with the times that they bring.
/// </summary>
public sealed class CaseProcess(
    IInstanceOwner owner,
    IBurstStore bursts,
    ICaseQueries cases,
    ITaskQueries tasks,
    IDirectory directory,
    PublishedDefinitions definitions,
    CasePrivacy privacy,
    TaskPrivacy titlePrivacy,
    IReveals reveals,
    KeepLastSubmission last,
    FormChecking forms)
{
    /// <summary>Checks the form, gives a number, starts the process, in one transaction.</summary>
    public async Task<Result<OpenedCase>> OpenAsync(OpenCaseRequest request, CancellationToken cancellation)
    {
        var opened = await TryOpenAsync(request, cancellation);

        // A repeat gets the first answer, also where it would be refused now. Where it is not refused the commit finds it.
        return !opened.IsAccepted && await bursts.HandledAsync(request.Actor.Tenant, OperationId.OpenCaseConsumer, request.MessageId, cancellation) is { } handled
            ? await OpenedAsync(request, handled.Result, cancellation)
            : opened;
    }

    private async Task<Result<OpenedCase>> TryOpenAsync(OpenCaseRequest request, CancellationToken cancellation)
    {
        var tenant = request.Actor.Tenant;
        var release = await definitions.CurrentAsync(tenant, cancellation);
        if (release.CaseType(request.CaseType) is not { } caseType)
        {
            return Rejections.NotFound("case.unknown-type", request.CaseType, string.Join(", ", release.CaseTypes.Select(c => c.CaseTypeId)));
        }

        var step = request.Step ?? (request.Actor.IsPublic ? caseType.PublicStep : caseType.ReportStep);
        if (step is null)
        {
            return Rejections.Forbidden("case.public-not-allowed", caseType.Name);
        }

        if (caseType.Forms.GetValueOrDefault(step) is not { } formId || release.Form(formId) is not { } form)
        {
            return Rejections.Conflict("case.without-form", step);
        }

        var formHash = release.FormHash(formId)!.Value;
        if (request.FormHash is { } version && version != formHash.Value)
        {
            if (await definitions.FormVersionAsync(tenant, formId, new(version), cancellation) is not { } older)
            {
                return Rejections.Conflict("case.unknown-form-version", formId, version);
            }

            (form, formHash) = (older, new(version));
        }

        var (filled, rejection) = await forms.CheckAsync(release, new(request.Actor, form, step, request.Data, request.SkipsRequired, request.At), cancellation);
        if (rejection is not null)
        {
            return rejection;
        }

        foreach (var (key, value) in request.Known ?? [])
        {
            filled.TryAdd(key, value?.DeepClone());
        }

        var instance = InstanceId.New(request.At);
        var newCase = new NewCase(
            Guid.CreateVersion7(request.At).ToString("N"),
            caseType,
            step,
            filled,
            formHash,
            FormChecking.Photos(form, filled),
            request.IsDueGiven,
            request.DueAt,
            request.Source,
            request.SourceKey,
            request.Flags,
            request.ReportedAt,
            request.CountsInDurations);
        var origin = new CommandOrigin(
            tenant, instance, request.At, request.Actor.Login, request.Actor.Name, new MessageKey(OperationId.OpenCaseConsumer, request.MessageId));
        var start = new InstanceCommand.Start(
            origin,
            caseType.Process,
            release.WorkflowHash(caseType.Process)!.Value,
            release.Revision,
            new Stimulus.Start([]),
            newCase);
        var outcome = await owner.RunAsync(start, cancellation);
        if (outcome is BurstOutcome.Committed { CaseNumber: { } given })
        {
            await last.HandleAsync(request.Actor, form, given, filled, cancellation);
        }

        return outcome switch
        {
            BurstOutcome.Committed { CaseNumber: { } number } committed => Opened(MessageResults.Read<StartedResult>(committed.Result), number),
            BurstOutcome.Repeated repeated => await OpenedAsync(request, repeated.Result, cancellation),
            BurstOutcome.SourceTaken taken => await KnownAsync(request, taken.CaseId, cancellation),
            BurstOutcome.Refused refused => refused.Rejection,
            var other => throw new InvalidOperationException($"Expected a new case to be opened or refused, but: {other}."),
        };
    }

    /// <summary>Completes a user task with an outcome: form, case, timeline and process move in one transaction.</summary>
    public async Task<Result<CompletedTask>> CompleteAsync(CompleteTaskRequest request, CancellationToken cancellation)
    {
        var tenant = request.Actor.Tenant;
        if (await tasks.FindAsync(tenant, request.TaskId, cancellation) is not { } task)
        {
            return Rejections.NotFound("task.not-found");
        }

        if (await bursts.HandledAsync(tenant, task.InstanceId, request.MessageId, cancellation) is { } handled)
        {
            return await CompletedAsync(request.Actor, task, handled.Result, cancellation);
        }

        if ((await RefuseEndedAsync(tenant, task, cancellation) ?? TaskChecks.Refuse(request, task)) is { } refused)
        {
            return refused;
        }

        var release = await definitions.CurrentAsync(tenant, cancellation);
        var form = await definitions.FormAsync(tenant, new(task.FormHash), cancellation);
        var current = await cases.FindAsync(tenant, task.CaseId, cancellation);
        var skipsRequired = request.SkipsRequired || task.Outcomes.First(o => o.Name == request.Outcome).SkipsRequired;
        var (data, blurred) = await TakeBackAsync(request, current, form, cancellation);
        if (blurred is not null)
        {
            return blurred;
        }

        var submitted = new FilledForm(request.Actor, form, task.Step, data, skipsRequired, request.At) { CaseId = task.CaseId, Current = current?.Data };
        var (filled, rejection) = await forms.CheckAsync(release, submitted, cancellation);
        if (rejection is not null)
        {
            return rejection;
        }

        var origin = new CommandOrigin(
            tenant,
            new InstanceId(task.InstanceId),
            request.At,
            request.Actor.Login,
            request.Actor.Name,
            new MessageKey(task.InstanceId, request.MessageId));
        var comment = string.IsNullOrWhiteSpace(request.Comment) ? null : request.Comment.Trim();
        var complete = new InstanceCommand.CompleteTask(
            origin, task, request.Outcome, filled, FormChecking.Photos(form, filled), comment, request.Reported);
        var outcome = await owner.RunAsync(complete, cancellation);
        if (outcome is BurstOutcome.Committed)
        {
            await last.HandleAsync(request.Actor, form, task.CaseNumber, filled, cancellation);
        }

        return outcome switch
        {
            BurstOutcome.Committed committed => await CompletedAsync(request.Actor, task, committed.Result, cancellation),
            BurstOutcome.Repeated repeated => await CompletedAsync(request.Actor, task, repeated.Result, cancellation),
            BurstOutcome.Refused refusal => refusal.Rejection,
            BurstOutcome.Gone or BurstOutcome.UnknownInstance => await GoneAsync(request, cancellation),
            var other => throw new InvalidOperationException($"Expected task {task.TaskId} to be completed or refused, but: {other}."),
        };
    }

    // Whoever saw a value masked and sends it back did not change it.
    private async Task<(JsonObject Data, Rejection? Rejection)> TakeBackAsync(CompleteTaskRequest request, CaseRecord? current, FormDefinition form, CancellationToken cancellation)
    {
        if (current is null)
        {
            return (request.Data, null);
        }

        var masked = await privacy.OfAsync(request.Actor, current.Row.CaseType, current.ReleaseRevision, form, cancellation);
        var looked = masked.AnyTableIn(request.Data)
            ? (await reveals.OfCaseAsync(request.Actor.Tenant, current.Row.CaseId, cancellation)).Where(r => r.Actor == request.Actor.Login).Select(r => r.Field).ToHashSet(StringComparer.Ordinal)
            : [];
        var (data, problems) = masked.TakeBack(request.Data, current.Data, looked);
        return (data, problems.Count > 0 ? Rejections.Invalid("form.invalid", problems) : null);
    }

    private async Task<Result<CompletedTask>> CompletedAsync(Actor actor, TaskRecord task, string? result, CancellationToken cancellation)
    {
        var completed = MessageResults.Read<CompletedResult>(result);
        var titles = completed.NextTitles();
        var hidden = titles.Count > 0 ? await titlePrivacy.HiddenAsync(actor, task, cancellation) : HiddenValues.None;
        return new CompletedTask(completed.TaskId, completed.CaseNumber, [.. titles.Select(hidden.Hide)]);
    }

    private async Task<Result<OpenedCase>> OpenedAsync(OpenCaseRequest request, string? result, CancellationToken cancellation)
    {
        var started = MessageResults.Read<StartedResult>(result);
        var opened = await CaseAsync(request, started.CaseId!, cancellation);
        return Opened(started, opened.Row.Number);
    }

    private static OpenedCase Opened(StartedResult started, string number) => new(started.CaseId!, started.InstanceId, number, started.DueAt);

    private async Task<Result<OpenedCase>> KnownAsync(OpenCaseRequest request, string caseId, CancellationToken cancellation)
    {
        var known = await CaseAsync(request, caseId, cancellation);
        return new OpenedCase(known.Row.CaseId, known.InstanceId, known.Row.Number, known.Row.DueAt);
    }

    private async Task<CaseRecord> CaseAsync(OpenCaseRequest request, string caseId, CancellationToken cancellation) =>
        await cases.FindAsync(request.Actor.Tenant, caseId, cancellation)
        ?? throw new InvalidOperationException($"Expected case {caseId} of {request.Actor.Tenant}, but there is none.");

    /// <summary>Somebody was faster, or the process moved on: said as it is now.</summary>
    private async Task<Result<CompletedTask>> GoneAsync(CompleteTaskRequest request, CancellationToken cancellation) =>
        await tasks.FindAsync(request.Actor.Tenant, request.TaskId, cancellation) is { } now
        && await RefuseEndedAsync(request.Actor.Tenant, now, cancellation) is { } ended
            ? ended
            : Rejections.Conflict("instance.busy");

    private async Task<Rejection?> RefuseEndedAsync(TenantId tenant, TaskRecord task, CancellationToken cancellation)
    {
        if (task.State == TaskState.Open)
        {
            return null;
        }

        var known = await directory.TenantAsync(tenant, cancellation)
            ?? throw new InvalidOperationException($"Expected tenant {tenant}, but there is none.");
        return TaskChecks.RefuseEnded(task, known.Zone);
    }
}
