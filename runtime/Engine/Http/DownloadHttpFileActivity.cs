using System.Net.Http.Headers;
using LowCode.Definitions.Values;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Http;

/// <summary>Fetches a file: its name, type, size and bytes (base64).</summary>
internal sealed class DownloadHttpFileActivity(
    OutgoingCall call, Input expected, Input fileName, OutputTarget file, OutputTarget bytes, OutputTarget statusCode, OutputTarget headers, OutputTarget contentHeaders) : Activity
{
    private const string Content = "requestContent";
    private const string ContentType = "requestContentType";

    /// <summary>RFC 9110: about the content, though their names do not begin so.</summary>
    private static readonly string[] _contentHeaders = ["Allow", "Expires", "Last-Modified"];

    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.DownloadHttpFile", ActivityCategory.Http, "download")
        {
            Inputs =
            [
                .. OutgoingCall.InputsWith(Content, ContentType),
                new("expectedStatusCodes", "List<Int32>", new object?[] { 200L }) { Editor = InputEditor.StatusCodes },
                new("filename", "String") { IsAdvanced = true },
                OutgoingCall.Resiliency,
            ],
            Outputs =
            [
                new("result", "Object"),
                new("responseContentBytes", "Object"),
                new("statusCode", "Int32"),
                new("responseHeaders", "Object"),
                new("responseContentHeaders", "Object"),
            ],
            Outcomes = FlowAnswer.Outcomes,
            HasOwnOutcomes = true,
            RunsOutside = true,
        },
        source => new DownloadHttpFileActivity(
            new OutgoingCall(source, Content, ContentType),
            source.Input("expectedStatusCodes"),
            source.Input("filename"),
            source.Output("result"),
            source.Output("responseContentBytes"),
            source.Output("statusCode"),
            source.Output("responseHeaders"),
            source.Output("responseContentHeaders")));

    public override IReadOnlyList<string>? Ports(IReadOnlyList<string> usual) => FlowAnswer.Ports(expected, usual);

    public override void Execute(Burst burst, ActivityExecution me) => call.Send(burst, me, wantsFile: true);

    public override void Reopen(Burst burst, ActivityExecution me, OpenBookmark parked) => call.Send(burst, me, wantsFile: true);

    public override void Resume(Burst burst, ActivityExecution me, object? payload)
    {
        var codes = FlowAnswer.Codes(burst.Value(me, expected));
        var answer = OutgoingCall.Receive(me, payload, codes.Contains, a => FlowAnswer.IsConnected(me, a, codes));
        if (answer is HttpAnswer.Answered answered)
        {
            burst.Data.Give(me, statusCode, (long)answered.StatusCode);
            burst.Data.Give(me, headers, HttpValues.Data(answered.Headers.Where(h => !IsOfContent(h.Key))));
            burst.Data.Give(me, contentHeaders, HttpValues.Data(answered.Headers.Where(h => IsOfContent(h.Key))));
            object? content = (object?)CallOutputs.Taken(burst, answered) ?? answered.Content;
            burst.Data.Give(me, bytes, content);
            burst.Data.Give(me, file, File(burst.Text(me, fileName), call.LastSegment(burst, me), answered, content));
        }

        burst.Complete(me, FlowAnswer.OutcomesOf(answer, codes));
    }

    private static bool IsOfContent(string header) =>
        header.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) || _contentHeaders.Contains(header, StringComparer.OrdinalIgnoreCase);

    private static DataObject File(string? name, string? lastSegment, HttpAnswer.Answered answer, object? content)
    {
        var padding = answer.Content?.AsSpan().Count('=') ?? 0;
        return new DataObject(
        [
            new("name", string.IsNullOrEmpty(name) ? NameIn(answer.Headers) ?? lastSegment ?? "file.dat" : name),
            new("contentType", answer.ContentType),
            new("size", answer.Kept?.Bytes ?? (((answer.Content?.Length ?? 0) / 4L * 3) - padding)),
            new("content", content),
        ]);
    }

    private static string? NameIn(IReadOnlyDictionary<string, string> headers)
    {
        var written = headers.FirstOrDefault(h => h.Key.Equals("Content-Disposition", StringComparison.OrdinalIgnoreCase)).Value;
        return ContentDispositionHeaderValue.TryParse(written, out var disposition) && (disposition.FileNameStar ?? disposition.FileName) is { } name
            ? name.Trim('"')
            : null;
    }
}
