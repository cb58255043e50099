using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Problems;
using LowCode.FormUi;
using LowCode.Work;
using LowCode.Work.Handling;
using LowCode.Work.Stores;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;

namespace LowCode.Portal.Cases;

/// <summary>Fills and submits a case type's start form, for staff and public alike.</summary>
public sealed partial class ReportForm
{
    private DynamicForm? _form;
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

    /// <summary>Takes the data and the operation's id; the id stays the same when an answer got lost and the form is submitted again.</summary>
    [Parameter, EditorRequired]
    public required Func<JsonObject, string, Task<Result<OpenedCase>>> Open { get; set; }

    [Parameter]
    public EventCallback<OpenedCase> OnOpened { get; set; }

    [Inject]
    public required StoreState Store { get; set; }

    [Inject]
    public required ILogger<ReportForm> Log { get; set; }

    private async Task SubmitAsync()
    {
        _rejection = null;
        if (!await _form!.CheckAsync())
        {
            return;
        }

        _isSubmitting = true;
        _operation ??= Guid.CreateVersion7().ToString();
        try
        {
            var result = await Open(_form.Submission(), _operation);
            if (result.IsAccepted)
            {
                _isDirty = false;
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
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Submitting the form {FormId} failed")]
    private static partial void LogFailure(ILogger log, Exception exception, string formId);
}
