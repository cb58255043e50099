using System.Text.Json.Nodes;
using LowCode.Definitions.Values;

namespace LowCode.Engine.Http;

/// <summary>What became of a call: an answer of any status, no connection, or no answer in time.</summary>
public abstract record HttpAnswer
{
    private HttpAnswer()
    {
    }

    /// <param name="Content">A text, or bytes in base64 where the call wanted a file.</param>
    public sealed record Answered(int StatusCode, IReadOnlyDictionary<string, string> Headers, string? Content, string? ContentType) : HttpAnswer
    {
        /// <summary>Stands for the content where that is kept beside the instance.</summary>
        internal ContentReference? Kept { get; init; }
    }

    /// <param name="Message">Why, for people.</param>
    public sealed record NotConnected(string Message) : HttpAnswer;

    public sealed record TimedOut : HttpAnswer;

    /// <summary>The type is one of JSON.</summary>
    public static bool SaysJson(string? contentType) => contentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The payload that resumes the bookmark of the call.</summary>
    public JsonObject ToPayload() => this switch
    {
        Answered answered => new JsonObject
        {
            ["outcome"] = "answered",
            ["statusCode"] = answered.StatusCode,
            ["headers"] = new JsonObject(answered.Headers.Select(h => new KeyValuePair<string, JsonNode?>(h.Key, h.Value))),
            ["content"] = answered.Content,
            ["contentType"] = answered.ContentType,
        },
        NotConnected failed => new JsonObject { ["outcome"] = "not-connected", ["message"] = failed.Message },
        _ => new JsonObject { ["outcome"] = "timed-out" },
    };

    internal static HttpAnswer Of(object? payload)
    {
        if (payload is not DataObject members)
        {
            return new NotConnected("Expected the answer of a call, but got none.");
        }

        switch (members.GetValueOrDefault("outcome"))
        {
            case "answered":
                var headers = (members.GetValueOrDefault("headers") as DataObject ?? DataObject.Empty).ToDictionary(h => h.Key, h => DataValue.ToText(h.Value));
                return new Answered(
                    (int)(long)(members.GetValueOrDefault("statusCode") ?? 0L),
                    headers,
                    members.GetValueOrDefault("content") as string,
                    members.GetValueOrDefault("contentType") as string)
                {
                    Kept = members.GetValueOrDefault("content") as ContentReference,
                };
            case "timed-out":
                return new TimedOut();
            default:
                return new NotConnected(DataValue.ToText(members.GetValueOrDefault("message")));
        }
    }
}
