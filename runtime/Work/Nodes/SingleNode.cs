namespace LowCode.Work.Nodes;

/// <summary>The channel of a database that one process serves: there is nobody to tell.</summary>
internal sealed class SingleNode : INodeChannel
{
    public bool IsAlone => true;

    public bool IsHeard => true;

    public void Tell(NodeSignal signal)
    {
    }

    public IDisposable Listen(Action<NodeSignal> listener) => new Nobody();

    private sealed class Nobody : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
