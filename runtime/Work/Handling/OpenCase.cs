using System.Text.Json.Nodes;
using LowCode.Work.FormDrafts;
using LowCode.Work.People;

namespace LowCode.Work.Handling;

/// <param name="OperationId">Made by the caller, once per submission: a repeat gives the first answer and opens nothing.</param>
/// <param name="Data">Form data by field key, as the step's form allows.</param>
public sealed record OpenCaseCommand(string CaseType, JsonObject Data, string OperationId)
{
    /// <summary>The version of the form that was filled, so that a publication in between refuses nobody; null: the current one.</summary>
    public string? FormHash { get; init; }

    /// <summary>The draft that is submitted: it goes. Null: none.</summary>
    public string? DraftId { get; init; }
}

public sealed record OpenedCase(string CaseId, string InstanceId, string Number, DateTimeOffset? DueAt);

/// <summary>Opens a case (上报): checks the form, gives a number, starts the process, in one transaction.</summary>
public sealed class OpenCase(CaseProcess process, IFormDrafts drafts, TimeProvider time)
{
    public async Task<Result<OpenedCase>> HandleAsync(Actor actor, OpenCaseCommand command, CancellationToken cancellation)
    {
        if (OperationId.MessageId(actor, command.OperationId) is not { } messageId)
        {
            return Rejections.Invalid("operation.missing-id");
        }

        var request = new OpenCaseRequest(actor, command.CaseType, command.Data, time.GetUtcNow(), messageId) { FormHash = command.FormHash };
        var opened = await process.OpenAsync(request, cancellation);
        if (opened.IsAccepted && command.DraftId is { } draft && !actor.IsPublic)
        {
            await drafts.RemoveAsync(actor.Tenant, actor.Login, DraftSubject.CaseType(command.CaseType), draft, cancellation);
        }

        return opened;
    }
}
