using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Definitions.Problems;
using LowCode.FormUi;
using LowCode.FormUi.Drafts;
using LowCode.Portal.Drafts;
using LowCode.Work;
using LowCode.Work.Handling;
using LowCode.Work.Stores;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;

namespace LowCode.Portal.Cases;

/// <param name="OperationId">The same when an answer got lost and the form is submitted again.</param>
/// <param name="DraftId">The draft that is submitted; null: none.</param>
public sealed record ReportSubmission(JsonObject Data, string OperationId, string? DraftId);

/// <summary>Fills and submits a case type's start form, for staff and public alike.</summary>
public sealed partial class ReportForm : IAsyncDisposable
{
    private static readonly Dictionary<string, Prefilled> _nothing = [];

    private DynamicForm? _form;
    private DraftKeeper? _keeper;
    private IReadOnlyList<Problem> _problems = [];
    private string? _rejection;
    private string? _operation;
    private bool _isDirty;
    private bool _isSubmitting;

    [Parameter, EditorRequired]
    public required FormDefinition Form { get; set; }

    [Parameter, EditorRequired]
    public required string Step { get; set; }

    [Parameter, EditorRequired]
    public required FormContext Context { get; set; }

    [Parameter, EditorRequired]
    public required Func<ReportSubmission, Task<Result<OpenedCase>>> Open { get; set; }

    /// <summary>Null: what is typed is not kept before it is submitted (the public has no account that it would belong to).</summary>
    [Parameter]
    public OpenedDraft? Draft { get; set; }

    /// <summary>The draft became another one: the form is to be opened again.</summary>
    [Parameter]
    public EventCallback OnReopen { get; set; }

    [Parameter]
    public EventCallback<OpenedCase> OnOpened { get; set; }

    [Inject]
    public required StoreState Store { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    [Inject]
    public required ILogger<ReportForm> Log { get; set; }

    public ValueTask DisposeAsync() => _keeper?.DisposeAsync() ?? ValueTask.CompletedTask;

    protected override void OnInitialized()
    {
        if (Draft is not null)
        {
            _keeper = new DraftKeeper(Draft.Place, Time, InvokeAsync, () => _form?.Entered(), Draft.Kept);
        }
    }

    private void Change()
    {
        _isDirty = true;
        _keeper?.Touch();
    }

    private async Task SubmitAsync()
    {
        _rejection = null;
        if (!await _form!.CheckAsync())
        {
            return;
        }

        _isSubmitting = true;
        var isDone = false;
        try
        {
            if (_keeper is not null)
            {
                // A draft that is saved while it is submitted would come back.
                await _keeper.StopAsync();
            }

            // Of one draft that is open on two devices there comes one case.
            _operation ??= _keeper?.Draft?.DraftId ?? Guid.CreateVersion7().ToString();
            var result = await Open(new ReportSubmission(_form.Submission(), _operation, _keeper?.Draft?.DraftId));
            if (result.IsAccepted)
            {
                (isDone, _isDirty) = (true, false);
                await OnOpened.InvokeAsync(result.Value);
                return;
            }

            _operation = null;
            _problems = result.Rejection.Problems;
            _rejection = result.Rejection.Message;
        }
        catch (Exception e)
        {
            LogFailure(Log, e, Form.FormId);
            _rejection = Store.Refusal(e)?.Message ?? Texts.SubmitFailed;
        }
        finally
        {
            _isSubmitting = false;
            if (!isDone)
            {
                _keeper?.Resume();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Submitting the form {FormId} failed")]
    private static partial void LogFailure(ILogger log, Exception exception, string formId);
}
