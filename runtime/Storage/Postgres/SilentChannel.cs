using LowCode.Work.Nodes;

namespace LowCode.Storage.Postgres;

/// <summary>Several nodes whose database carries no signals: nothing is told or heard, and everything is found by looking.</summary>
internal sealed class SilentChannel : INodeChannel
{
    public bool IsAlone => false;

    public bool IsHeard => false;

    public void Tell(NodeSignal signal)
    {
    }

    public IDisposable Listen(Action<NodeSignal> listener) => new Nothing();

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
