using System.Text.Json.Nodes;

namespace LowCode.Work.Records;

/// <summary>The data of a case as lists read them.</summary>
/// <param name="Revision">Of the release that the case runs on: its forms say what is masked, too.</param>
public sealed record StoredRecord(string CaseId, string Number, string Status, DateTimeOffset CreatedAt, long Revision, JsonObject Data);
