namespace LowCode.Work.Nodes;

/// <summary>
/// Port: what nodes on one database tell each other. Hints that save waiting: a signal may be lost or come twice, and whoever misses it
/// finds the same by looking at rows a little later.
/// </summary>
public interface INodeChannel
{
    /// <summary>There are no other nodes, and there will be none.</summary>
    bool IsAlone { get; }

    /// <summary>False: what other nodes do is not heard at the moment and must be looked for.</summary>
    bool IsHeard { get; }

    /// <summary>Returns at once; the other nodes hear it, this one does not.</summary>
    void Tell(NodeSignal signal);

    /// <summary>Listeners must return at once; dispose to stop listening.</summary>
    IDisposable Listen(Action<NodeSignal> listener);
}
