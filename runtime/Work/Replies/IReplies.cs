using LowCode.Definitions;
using LowCode.Engine.Effects;

namespace LowCode.Work.Replies;

/// <summary>Port: answers on their way from the node that wrote them to the node where the request waits.</summary>
public interface IReplies
{
    /// <summary>One that is there already stays.</summary>
    Task PutAsync(TenantId tenant, string requestId, HttpReply reply, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>Reads and deletes it. Null: it is not there.</summary>
    Task<HttpReply?> TakeAsync(TenantId tenant, string requestId, CancellationToken cancellation);

    /// <summary>Deletes those that nobody took; answers how many.</summary>
    Task<int> ForgetAsync(DateTimeOffset before, int limit, CancellationToken cancellation);
}
