using System.Collections.Concurrent;
using LowCode.Definitions;

namespace LowCode.Work.Instances;

/// <summary>
/// Messages that bookmarks of this process can take and that did not follow their burst at once. Whoever brings kept messages begins with
/// them, so that they do not wait until all that is kept was looked through. A hint: what is lost here stands in the inbox.
/// </summary>
internal sealed class LeftMessages
{
    private const int Most = 1_000;

    private readonly ConcurrentQueue<(TenantId Tenant, WaitingMessage Message)> _messages = new();

    public int Count => _messages.Count;

    public void Add(TenantId tenant, IReadOnlyList<WaitingMessage> messages)
    {
        foreach (var message in messages.Take(Most - _messages.Count))
        {
            _messages.Enqueue((tenant, message));
        }
    }

    public bool TryTake(out (TenantId Tenant, WaitingMessage Message) left) => _messages.TryDequeue(out left);
}
