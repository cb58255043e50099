using System.Text.Encodings.Web;
using System.Text.Json;
using LowCode.Definitions.Texts;

namespace LowCode.Work.Instances;

/// <summary>The answers that the inbox keeps for repeats.</summary>
internal static class MessageResults
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write<T>(T result) => JsonSerializer.Serialize(result, Options);

    /// <exception cref="InvalidDataException">The row does not hold such an answer.</exception>
    public static T Read<T>(string? result)
        where T : class =>
        (result is null ? null : JsonSerializer.Deserialize<T>(result, Options))
        ?? throw new InvalidDataException($"Expected the kept answer of a command, but it is '{result}'.");
}

/// <summary>A start's answer.</summary>
internal sealed record StartedResult(string InstanceId, string? CaseId = null, DateTimeOffset? DueAt = null);

/// <summary>A completed task's answer; titles in all languages, because the reader of a repeat may speak another.</summary>
internal sealed record CompletedResult(string TaskId, string CaseNumber, IReadOnlyList<IReadOnlyDictionary<string, string>> Next)
{
    public IReadOnlyList<string> NextTitles() => [.. Next.Select(t => new LocalizedText(t).ToString())];
}
