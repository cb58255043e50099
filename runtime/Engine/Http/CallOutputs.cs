using LowCode.Definitions.Values;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Http;

/// <summary>What an activity gives of the answer to its call.</summary>
internal sealed class CallOutputs(ActivitySource source)
{
    private readonly OutputTarget _result = source.Output("result");
    private readonly OutputTarget _statusCode = source.Output("statusCode");
    private readonly OutputTarget _parsedContent = source.Output("parsedContent");
    private readonly OutputTarget _responseHeaders = source.Output("responseHeaders");

    public static OutputDescriptor[] Declared =>
        [new("result", "Object"), new("statusCode", "Int32"), new("parsedContent", "Object"), new("responseHeaders", "Object")];

    public void Give(Burst burst, ActivityExecution me, HttpAnswer.Answered answer)
    {
        var headers = HttpValues.Data(answer.Headers);
        var parsed = Taken(burst, answer) ?? HttpValues.Parsed(answer.Content, answer.ContentType);
        var response = new DataObject([new("statusCode", (long)answer.StatusCode), new("headers", headers), new("content", parsed)]);
        burst.Data.Give(me, _result, response);
        burst.Data.Give(me, _statusCode, (long)answer.StatusCode);
        burst.Data.Give(me, _parsedContent, parsed);
        burst.Data.Give(me, _responseHeaders, headers);
    }

    /// <summary>What of the answer is kept beside the instance, which it is from now on; null: nothing.</summary>
    public static ContentReference? Taken(Burst burst, HttpAnswer.Answered answer)
    {
        if (answer.Kept is { } kept)
        {
            burst.Record.Take(kept);
        }

        return answer.Kept;
    }
}
