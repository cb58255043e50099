using System.Text.Json.Nodes;
using LowCode.Definitions;

namespace LowCode.Work.Prefills;

/// <summary>Port: what people submitted last, of forms that ask for it.</summary>
public interface ILastSubmissions
{
    /// <summary>Takes the place of the one before.</summary>
    Task PutAsync(TenantId tenant, LastSubmission submission, CancellationToken cancellation);

    /// <summary>Null: that person has submitted none, or it is forgotten.</summary>
    Task<LastSubmission?> FindAsync(TenantId tenant, string login, string formId, CancellationToken cancellation);
}

public sealed record LastSubmission(string Login, string FormId, string CaseNumber, JsonObject Data, DateTimeOffset At);
