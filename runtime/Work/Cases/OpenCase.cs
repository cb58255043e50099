using System.Text.Json.Nodes;
using LowCode.Work.People;

namespace LowCode.Work.Cases;

/// <param name="OperationId">Made by the caller, once per submission: a repeat gives the first answer and opens nothing.</param>
/// <param name="Data">Form data by field key, as the step's form allows.</param>
public sealed record OpenCaseCommand(string CaseType, JsonObject Data, string OperationId);

public sealed record OpenedCase(string CaseId, string Number, DateTimeOffset? DueAt);

/// <summary>Opens a case (上报): checks the form, gives a number, starts the process, in one transaction.</summary>
public sealed class OpenCase
{
    public Task<Result<OpenedCase>> HandleAsync(Actor actor, OpenCaseCommand command, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
