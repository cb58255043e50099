using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Effects;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;

namespace LowCode.Engine.Http;

/// <summary>Answers the request that the instance owes an answer, after the commit.</summary>
internal sealed class WriteHttpResponseActivity(Input statusCode, Input content, Input contentType, Input headers) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.WriteHttpResponse", ActivityCategory.Http, "reply")
        {
            Inputs =
            [
                new("statusCode", "Object", "OK"),
                new("content", "Object") { Editor = InputEditor.MultiLine },
                new("contentType", "String"),
                new("responseHeaders", "Object") { Editor = InputEditor.Json, IsAdvanced = true },
            ],
        },
        source => new WriteHttpResponseActivity(
            source.Input("statusCode"), source.Input("content"), source.Input("contentType"), source.Input("responseHeaders")));

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var (text, type) = HttpValues.Content(burst.Value(me, content), burst.Text(me, contentType));
        ReplySlot.Answer(
            burst, me, new HttpReply(HttpValues.StatusCode(burst.Value(me, statusCode)), Own(HttpValues.Headers(burst.Value(me, headers))), text, type));
        burst.Complete(me);
    }

    /// <exception cref="ActivityFaultException">One of them is not the process's to send.</exception>
    private static Dictionary<string, string> Own(Dictionary<string, string> given)
    {
        var own = given.Where(h => !ReplyHeaders.IsServers(h.Key)).ToDictionary(StringComparer.OrdinalIgnoreCase);
        if (own.Keys.FirstOrDefault(n => !ReplyHeaders.IsAllowed(n)) is { } foreign)
        {
            throw new ActivityFaultException("http.header", foreign);
        }

        return own.FirstOrDefault(h => !ReplyHeaders.IsAllowed(h.Key, h.Value)) is { Key: { } unfit, Value: var value }
            ? throw new ActivityFaultException("http.header-value", unfit, value)
            : own;
    }
}
