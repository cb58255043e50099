using LowCode.Definitions.Workflows;

namespace LowCode.Engine.Flowcharts;

/// <summary>A connection within the graph of one start.</summary>
/// <param name="Source">Index of the activity in its flowchart.</param>
/// <param name="Target">Index of the activity in its flowchart.</param>
/// <param name="IsForward">It does not close a cycle.</param>
/// <param name="IsValidBackward">Every path from its source back to the start passes its target.</param>
internal sealed record FlowEdge(ConnectionDefinition Connection, int Source, int Target, bool IsForward, bool IsValidBackward)
{
    /// <summary>What names the connection in stored states.</summary>
    public int Position => Connection.Position;

    /// <summary>Another spelling of the same connection, or this one.</summary>
    public bool IsSameAs(FlowEdge other) =>
        Source == other.Source && Target == other.Target && (Connection.Port ?? "Done") == (other.Connection.Port ?? "Done");

    /// <summary>A connection without a port leaves by Done.</summary>
    public bool Follows(IReadOnlyList<string> outcomes)
    {
        var port = Connection.Port ?? "Done";
        for (var i = 0; i < outcomes.Count; i++)
        {
            if (outcomes[i] == port)
            {
                return true;
            }
        }

        return false;
    }
}
