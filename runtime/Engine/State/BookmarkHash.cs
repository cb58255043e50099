using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace LowCode.Engine.State;

/// <summary>What a stimulus without an address is matched by: upper case hex SHA-256 of <c>name|json(payload)</c>, as in Elsa.</summary>
public static class BookmarkHash
{
    internal const string Event = "Elsa.Event";
    internal const string HttpEndpoint = "Elsa.HttpEndpoint";
    internal const string RunTask = "Elsa.RunTask";

    /// <summary>The hash of every bookmark and trigger that waits for the event.</summary>
    public static string OfEvent(string eventName) => Of(Event, EventPayload(eventName), null);

    /// <summary>The hash of every bookmark and trigger that waits for requests of the route.</summary>
    /// <param name="path">A route template; slashes around it and letter case do not count.</param>
    public static string OfHttp(string path, string method) => Of(HttpEndpoint, Route(path, method), null);

    /// <summary>The hash of the bookmark that waits for an external task.</summary>
    public static string OfTask(string taskId) => Of(RunTask, new JsonObject { ["taskId"] = taskId }, null);

    /// <summary>What a bookmark or trigger of the event says.</summary>
    internal static JsonObject EventPayload(string eventName) => new() { ["eventName"] = eventName };

    /// <summary>What a bookmark or trigger of the route says.</summary>
    internal static JsonObject Route(string path, string method) =>
        new() { ["path"] = path.Trim('/').ToLowerInvariant(), ["method"] = method.ToLowerInvariant() };

    /// <param name="activityExecutionId">Null where any execution of the kind is meant.</param>
    internal static string Of(string name, JsonObject? payload, string? activityExecutionId)
    {
        var text = new StringBuilder(name);
        if (payload is not null)
        {
            text.Append('|').Append(payload.ToJsonString());
        }

        if (activityExecutionId is not null)
        {
            text.Append('|').Append(activityExecutionId);
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
