using LowCode.Definitions.Forms.Sessions;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Effects;
using LowCode.FormUi;
using LowCode.FormUi.Drafts;
using LowCode.Portal.Cases;
using LowCode.Portal.Drafts;
using LowCode.Portal.Layout;
using LowCode.Portal.Live;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Changes;
using LowCode.Work.FormDrafts;
using LowCode.Work.Handling;
using LowCode.Work.Releases;
using LowCode.Work.Stores;
using LowCode.Work.Tasks;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using MudBlazor;

namespace LowCode.Portal.Inbox;

/// <summary>
/// A task: its form, the case it belongs to, and the ways to complete it. What others do meanwhile is shown around the form; the form
/// itself keeps what was typed until the person submits it or leaves.
/// </summary>
public sealed partial class TaskPage : IAsyncDisposable
{
    private static readonly Dictionary<string, Prefilled> _nothing = [];

    private DynamicForm? _form;
    private OpenedDraft? _draft;
    private DraftKeeper? _keeper;
    private TaskDetails? _details;
    private CaseWords? _words;
    private WorkflowDiagram? _diagram;
    private FormContext _context = FormContext.Empty;
    private IReadOnlyDictionary<string, bool> _masked = new Dictionary<string, bool>();
    private LiveRefresh? _refresh;
    private IReadOnlyList<Problem> _problems = [];
    private string? _openedFor;
    private string? _missing;
    private string? _rejection;
    private string? _submitting;
    private string? _operation;
    private bool _failed;
    private bool _mayFill;
    private bool _takenWhileOpen;
    private bool _isDirty;

    [Parameter]
    public required string TaskId { get; set; }

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Inject]
    public required ReadTasks Tasks { get; set; }

    [Inject]
    public required CompleteTask Complete { get; set; }

    [Inject]
    public required PublishedDefinitions Definitions { get; set; }

    [Inject]
    public required FormContexts Contexts { get; set; }

    [Inject]
    public required FormDrafting Drafting { get; set; }

    [Inject]
    public required FieldReveals Reveals { get; set; }

    [Inject]
    public required CaseDiagrams Diagrams { get; set; }

    [Inject]
    public required ChangeFeed Changes { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    [Inject]
    public required IDialogService Dialogs { get; set; }

    [Inject]
    public required ISnackbar Messages { get; set; }

    [Inject]
    public required NavigationManager Links { get; set; }

    [Inject]
    public required StoreState Store { get; set; }

    [Inject]
    public required ILogger<TaskPage> Log { get; set; }

    public async ValueTask DisposeAsync()
    {
        if (_refresh is not null)
        {
            await _refresh.DisposeAsync();
        }

        if (_keeper is not null)
        {
            await _keeper.DisposeAsync();
        }
    }

    protected override Task OnParametersSetAsync() => _openedFor == TaskId ? Task.CompletedTask : OpenAsync();

    private async Task OpenAsync()
    {
        _openedFor = TaskId;
        (_details, _missing, _rejection, _failed, _isDirty, _takenWhileOpen, _operation) = (null, null, null, false, false, false, null);
        try
        {
            await KeepNoMoreAsync();
            var found = await Tasks.GetAsync(Session.Actor, TaskId, CancellationToken.None);
            if (!found.IsAccepted)
            {
                _missing = found.Rejection.Message;
                return;
            }

            _words = await CaseWords.ReadAsync(Definitions, Session.Tenant.Id, CancellationToken.None);
            _diagram = await Diagrams.OfAsync(Session.Tenant.Id, found.Value.Case, CancellationToken.None);
            _masked = FieldReveals.Of(found.Value.Case.Masked);
            var context = await Contexts.ForAsync(Session, CancellationToken.None);
            _context = context with
            {
                Reveal = field => Reveals.AskAsync(Session, found.Value.Case.Case.Number, TaskId, field),
                FilledOn = (found.Value.Case.Case.ClosedAt ?? found.Value.Task.CompletedAt) is { } filled ? context.DayOf(filled) : null,
            };
            _mayFill = found.Value.MayComplete;
            if (_mayFill)
            {
                await KeepAsync(found.Value);
            }

            _details = found.Value;
            await ListenAsync(found.Value.Task.CaseId);
        }
        catch (Exception e)
        {
            LogFailure(Log, e, TaskId);
            _failed = true;
        }
    }

    private async Task KeepAsync(TaskDetails details)
    {
        _draft = await Drafting.OpenAsync(Session, DraftSubject.Task(TaskId), details.Form, details.FormHash, details.Case, CancellationToken.None);
        _keeper = new DraftKeeper(_draft.Place, Time, InvokeAsync, () => _form?.Entered(), _draft.Kept);
    }

    private async Task KeepNoMoreAsync()
    {
        if (_keeper is not null)
        {
            await _keeper.DisposeAsync();
        }

        (_keeper, _draft) = (null, null);
    }

    private void Change()
    {
        _isDirty = true;
        _keeper?.Touch();
    }

    private async Task ListenAsync(string caseId)
    {
        if (_refresh is not null)
        {
            await _refresh.DisposeAsync();
        }

        _refresh = new LiveRefresh(Changes, Session.Tenant.Id, caseId, Time, () => InvokeAsync(LookAgainAsync));
    }

    /// <summary>Somebody moved the case. What is being typed stays; only what is around it, and whether it can still be submitted, changes.</summary>
    private async Task LookAgainAsync()
    {
        if (_details is null || _submitting is not null)
        {
            return;
        }

        try
        {
            var found = await Tasks.GetAsync(Session.Actor, TaskId, CancellationToken.None);
            if (found.IsAccepted)
            {
                _takenWhileOpen = _mayFill && !found.Value.MayComplete;
                _details = found.Value;
            }
            else
            {
                _takenWhileOpen = _mayFill;
            }

            StateHasChanged();
        }
        catch (Exception e)
        {
            // The page stays as it is; submitting will tell what the matter is.
            LogFailure(Log, e, TaskId);
        }
    }

    private async Task ChooseAsync(TaskOutcome outcome)
    {
        _rejection = null;
        if (_form is null || !await _form.CheckAsync(outcome.SkipsRequired))
        {
            return;
        }

        string? comment = null;
        if (outcome.CommentRequired)
        {
            comment = await CommentDialog.AskAsync(Dialogs, outcome.Label.ToString());
            if (comment is null)
            {
                return;
            }
        }

        await SubmitAsync(outcome, comment);
    }

    private async Task SubmitAsync(TaskOutcome outcome, string? comment)
    {
        _submitting = outcome.Name;

        // Kept when the answer got lost: submitting again then repeats the same operation instead of doing a second one.
        _operation ??= Guid.CreateVersion7().ToString();
        var isDone = false;
        try
        {
            if (_keeper is not null)
            {
                // A draft that is saved while it is submitted would come back.
                await _keeper.StopAsync();
            }

            var command = new CompleteTaskCommand(TaskId, outcome.Name, _form!.Submission(), comment, _operation);
            isDone = Show(outcome, await Complete.HandleAsync(Session.Actor, command, CancellationToken.None));
        }
        catch (Exception e)
        {
            LogFailure(Log, e, TaskId);
            _rejection = Store.Refusal(e)?.Message ?? Texts.SubmitFailed;
        }
        finally
        {
            _submitting = null;
            if (!isDone)
            {
                _keeper?.Resume();
            }
        }
    }

    private bool Show(TaskOutcome outcome, Result<CompletedTask> result)
    {
        if (result.IsAccepted)
        {
            _isDirty = false;

            // First the way back: whoever reads the message is there already.
            Links.NavigateTo("/tasks");
            Messages.Add(
                result.Value.NextSteps.Count == 0
                    ? Texts.TaskCompletedEnd.With(outcome.Label)
                    : Texts.TaskCompletedNext.With(outcome.Label, string.Join(", ", result.Value.NextSteps)),
                Severity.Success);
            return true;
        }

        _operation = null;
        _problems = result.Rejection.Problems;
        _rejection = result.Rejection.Message;
        return false;
    }

    private async Task AskBeforeLeavingAsync(Microsoft.AspNetCore.Components.Routing.LocationChangingContext leaving)
    {
        if (_keeper is not null)
        {
            await _keeper.FlushAsync();
        }

        // What is kept as a draft is not lost.
        if (_isDirty && _keeper is not { IsUnsaved: false } && await Dialogs.ShowMessageBoxAsync(Texts.LeaveTitle, Texts.LeaveText, Texts.LeaveYes, null, Texts.LeaveNo, null) is not true)
        {
            leaving.PreventNavigation();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The page of task {TaskId} could not read or submit")]
    private static partial void LogFailure(ILogger log, Exception exception, string taskId);
}
