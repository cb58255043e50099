using LowCode.Definitions;
using LowCode.Engine.Effects;
using LowCode.Engine.Http;
using LowCode.Work.Calls;
using LowCode.Work.Contents;

namespace LowCode.Tests.Component.Work;

/// <summary>A world whose answers are just too large for the state of an instance.</summary>
internal sealed class LargeAnswers : IHttpSender
{
    public static string Text { get; } = new('x', KeepContents.MostInline + 1);

    public int Calls { get; private set; }

    public Func<Task> OnCall { get; set; } = () => Task.CompletedTask;

    public async Task<HttpAnswer> SendAsync(TenantId tenant, HttpCall call, string idempotencyKey, CancellationToken cancellation)
    {
        Calls++;
        await OnCall();
        return new HttpAnswer.Answered(200, new Dictionary<string, string>(), Text, "text/plain");
    }
}
