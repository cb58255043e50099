using System.Text.Encodings.Web;
using System.Text.Json;
using LowCode.Definitions.Texts;
using LowCode.Engine;
using LowCode.Engine.Effects;

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

/// <summary>The answer to a request that may be repeated. Whoever reads a start's answer can read it as one.</summary>
/// <param name="Fingerprint">Of the request; null: the message came another way.</param>
/// <param name="Reply">What the process answered within the burst; null: it answers later, or not, or with more than is worth keeping.</param>
internal sealed record EndpointResult(string InstanceId, string? Fingerprint = null, HttpReply? Reply = null)
{
    /// <summary>Characters of an answer's content that are kept for repeats.</summary>
    public const int MostContent = 256 * 1024;

    public static EndpointResult Of(InstanceId instance, AnsweredOnce request, IEnumerable<Effect.Reply> replies) => new(
        instance.Value,
        request.Fingerprint,
        replies.FirstOrDefault(r => r.RequestId == request.RequestId && (r.Response.Content?.Length ?? 0) <= MostContent)?.Response);
}

/// <summary>A completed task's answer; titles in all languages, because the reader of a repeat may speak another.</summary>
internal sealed record CompletedResult(string TaskId, string CaseNumber, IReadOnlyList<IReadOnlyDictionary<string, string>> Next)
{
    public IReadOnlyList<string> NextTitles() => [.. Next.Select(t => new LocalizedText(t).ToString())];
}
