using LowCode.Definitions;
using LowCode.Engine.Effects;
using LowCode.Engine.Http;

namespace LowCode.Work.Calls;

/// <summary>Port: sends what a process wants sent. An answer of any status is an answer; what goes wrong on the way is one as well.</summary>
public interface IHttpSender
{
    /// <param name="tenant">Whose process calls: it decides which hosts inside the network may be called.</param>
    /// <param name="idempotencyKey"><c>tenant/instance/activityExecution</c>: the receiver can tell that it has seen the call before.</param>
    Task<HttpAnswer> SendAsync(TenantId tenant, HttpCall call, string idempotencyKey, CancellationToken cancellation);
}

/// <summary>Where nothing sends: every call fails to connect.</summary>
internal sealed class NoHttpSender : IHttpSender
{
    public Task<HttpAnswer> SendAsync(TenantId tenant, HttpCall call, string idempotencyKey, CancellationToken cancellation) =>
        Task.FromResult<HttpAnswer>(new HttpAnswer.NotConnected("This process sends no requests."));
}
