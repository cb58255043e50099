using System.Text;
using System.Text.Json;
using LowCode.Definitions;
using LowCode.Definitions.Values;
using LowCode.Engine;
using LowCode.Engine.Contents;
using LowCode.Engine.Effects;
using LowCode.Engine.Http;
using LowCode.Work.Contents;

namespace LowCode.Work.Calls;

/// <summary>Sends the call of an instance. An answer that is too large for the instance's state is kept beside it.</summary>
internal sealed class SendCall(IHttpSender http, KeepContents contents)
{
    /// <param name="receive">Brings the answer to the instance; what was kept and it does not take is removed again.</param>
    public async Task SendAsync(
        TenantId tenant, InstanceId instance, HttpCall call, string idempotencyKey, Func<HttpAnswer, RequestContents?, Task> receive, CancellationToken cancellation)
    {
        var answer = await http.SendAsync(tenant, call, idempotencyKey, cancellation);
        if (answer is not HttpAnswer.Answered { Content: { } text } answered || Bytes(call, text) is not { Length: > KeepContents.MostInline } bytes)
        {
            await receive(answer, null);
            return;
        }

        var form = call.WantsFile ? ContentForm.Base64 : IsJson(answered.ContentType, text) ? ContentForm.Json : ContentForm.Text;
        using var stream = new MemoryStream(bytes, writable: false);
        var kept = (await contents.KeepAsync(tenant, instance, form, answered.ContentType ?? "", stream, bytes.Length, cancellation))!;
        try
        {
            await receive(answered with { Content = null }, new RequestContents(kept, []));
        }
        finally
        {
            await contents.DropUntakenAsync(tenant, [kept]);
        }
    }

    private static byte[] Bytes(HttpCall call, string content) => call.WantsFile ? Convert.FromBase64String(content) : Encoding.UTF8.GetBytes(content);

    // What says that it is JSON and is not stays the text that it is, as with small answers.
    private static bool IsJson(string? type, string content)
    {
        if (!HttpAnswer.SaysJson(type))
        {
            return false;
        }

        try
        {
            DataValue.Parse(content);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
