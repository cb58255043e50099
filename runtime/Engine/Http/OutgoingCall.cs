using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Effects;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;

namespace LowCode.Engine.Http;

/// <summary>The request of an activity that sends one: its inputs, how it goes out, and when it is sent again.</summary>
/// <param name="content">Name of the input with the body.</param>
/// <param name="contentType">Name of the input with its type.</param>
internal sealed class OutgoingCall(ActivitySource source, string content = "content", string contentType = "contentType")
{
    private readonly Input _url = Address(source);
    private readonly Input _method = source.Input("method");
    private readonly Input _content = source.Input(content);
    private readonly Input _contentType = source.Input(contentType);
    private readonly Input _authorization = source.Input("authorization");
    private readonly Input _headers = source.Input("requestHeaders");
    private readonly Input _isResilient = source.Input("enableResiliency");

    public static InputDescriptor[] Inputs => InputsWith("content", "contentType");

    public static InputDescriptor[] InputsWith(string content, string contentType) =>
    [
        new("url", "String") { IsRequired = true },
        new("method", "String", "GET") { Options = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] },
        new(content, "Object") { Editor = InputEditor.MultiLine },
        new(contentType, "String"),
        new("authorization", "String") { IsSensitive = true, IsAdvanced = true },
        new("disableAuthorizationHeaderValidation", "Boolean", false) { IsAdvanced = true },
        new("requestHeaders", "Object") { Editor = InputEditor.Json, IsAdvanced = true },
    ];

    public static InputDescriptor Resiliency => new("enableResiliency", "Boolean", false) { IsAdvanced = true };

    public void Send(Burst burst, ActivityExecution me, bool wantsFile = false)
    {
        var url = burst.Text(me, _url);
        if (!IsAddress(url))
        {
            throw new ActivityFaultException("http.address", url);
        }

        var headers = HttpValues.Headers(burst.Value(me, _headers));
        if (burst.Text(me, _authorization) is { Length: > 0 } authorization)
        {
            headers["Authorization"] = authorization;
        }

        var (body, type) = HttpValues.Content(burst.Value(me, _content), burst.Text(me, _contentType));
        var call = new HttpCall(burst.Text(me, _method) ?? "GET", url, headers, body, type)
        {
            WantsFile = wantsFile,
            IsResilient = burst.Value(me, _isResilient) is true,
        };
        var bookmark = burst.Wait(me, new JsonObject { ["url"] = url });
        burst.Effect(me, new Effect.CallHttp(bookmark, me.Id, call));
    }

    /// <summary>The last part of the address's path; null: it has none.</summary>
    public string? LastSegment(Burst burst, ActivityExecution me) =>
        Uri.TryCreate(burst.Text(me, _url), UriKind.Absolute, out var address) && Uri.UnescapeDataString(address.Segments[^1]).Trim('/') is { Length: > 0 } last
            ? last
            : null;

    /// <summary>What came of it.</summary>
    /// <param name="isExpected">Whether the process has named a status code.</param>
    /// <param name="hasWay">Whether the process has something to do about an answer of its kind.</param>
    /// <exception cref="ActivityFaultException">
    /// It failed in a way that may pass, and the activity is to be tried again; or its tries are used up, and the process has nothing to do
    /// about that.
    /// </exception>
    public static HttpAnswer Receive(ActivityExecution me, object? payload, Predicate<int> isExpected, Predicate<HttpAnswer> hasWay)
    {
        var answer = HttpAnswer.Of(payload);
        if (me.Node.Retry is not { } policy || (me.Retries >= policy.Attempts && hasWay(answer)))
        {
            return answer;
        }

        return answer switch
        {
            HttpAnswer.Answered { StatusCode: 408 or 429 or >= 500 } answered when !isExpected(answered.StatusCode) =>
                throw new ActivityFaultException("http.answered", answered.StatusCode),
            HttpAnswer.NotConnected failed => throw new ActivityFaultException("http.unreachable", failed.Message),
            HttpAnswer.TimedOut => throw new ActivityFaultException("http.late"),
            _ => answer,
        };
    }

    private static Input Address(ActivitySource source)
    {
        var url = source.Input("url");
        if (url is { IsLiteral: true, LiteralValue: string text } && !string.IsNullOrWhiteSpace(text) && !IsAddress(text))
        {
            source.Notes.Refusal(url.Path, "workflow.http.url", source.Node.Id, text);
        }

        return url;
    }

    private static bool IsAddress([NotNullWhen(true)] string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https");
}
