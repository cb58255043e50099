using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Effects;
using LowCode.Engine.Expressions;
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
            burst, me, new HttpReply(HttpValues.StatusCode(burst.Value(me, statusCode)), HttpValues.Headers(burst.Value(me, headers)), text, type));
        burst.Complete(me);
    }
}
