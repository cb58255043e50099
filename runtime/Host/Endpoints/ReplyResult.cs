using System.Text;
using LowCode.Engine.Effects;
using LowCode.Engine.Http;
using LowCode.Engine.State;
using LowCode.FormUi;
using LowCode.Work.Endpoints;
using Microsoft.Net.Http.Headers;

namespace LowCode.Host.Endpoints;

/// <summary>
/// What a process answered, as an HTTP response; where it did not answer, where it stands: 202 while it runs, 200 when it has ended, 500 when
/// it went wrong. The instance's id is always in a header.
/// </summary>
internal sealed class ReplyResult(EndpointAnswer answer) : IResult
{
    public const string InstanceHeader = "x-elsa-workflow-instance-id";

    // A page of a process is not a page of ours: it gets an origin of its own, runs no script and sets no cookie of this site.
    private const string ContentPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        httpContext.Response.Headers[InstanceHeader] = answer.InstanceId.Value;
        return answer.Reply is { } reply ? WriteAsync(httpContext, reply) : Standing().ExecuteAsync(httpContext);
    }

    private IResult Standing() => answer switch
    {
        { SubStatus: InstanceSubStatus.Faulted } => Results.Problem(
            title: "endpoint.failed",
            detail: Texts.EndpointFailed,
            statusCode: StatusCodes.Status500InternalServerError,
            extensions: new Dictionary<string, object?> { ["workflowInstanceId"] = answer.InstanceId.Value }),
        { Status: InstanceStatus.Finished } => Results.Json(Body()),
        _ => Results.Json(Body(), statusCode: StatusCodes.Status202Accepted),
    };

    private object Body() => new { workflowInstanceId = answer.InstanceId.Value, status = answer.Status?.ToString(), subStatus = answer.SubStatus?.ToString() };

    private static async Task WriteAsync(HttpContext http, HttpReply reply)
    {
        var response = http.Response;

        // Below 200 the protocol itself speaks.
        response.StatusCode = reply.StatusCode is >= 200 and <= 599 ? reply.StatusCode : StatusCodes.Status500InternalServerError;

        // Answers of instances that began before this was refused as they were written.
        foreach (var (name, value) in reply.Headers.Where(h => ReplyHeaders.IsAllowed(h.Key) && ReplyHeaders.IsAllowed(h.Key, h.Value)))
        {
            response.Headers[name] = value;
        }

        response.Headers.ContentSecurityPolicy = ContentPolicy;
        if (reply.Content is null || response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified)
        {
            return;
        }

        var content = reply.IsBase64 ? Convert.FromBase64String(reply.Content) : Encoding.UTF8.GetBytes(reply.Content);
        response.ContentType = Type(reply);
        response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await response.Body.WriteAsync(content, http.RequestAborted);
        }
    }

    private static string? Type(HttpReply reply)
    {
        if (!MediaTypeHeaderValue.TryParse(reply.ContentType, out var type))
        {
            return reply.IsBase64 ? "application/octet-stream" : "text/plain; charset=utf-8";
        }

        // Texts are always sent in UTF-8.
        if (!reply.IsBase64)
        {
            type.Charset = "utf-8";
        }

        return type.ToString();
    }
}
