using LowCode.Definitions.Values;
using LowCode.Engine.Effects;
using LowCode.Engine.State;

namespace LowCode.Engine.Bursts;

/// <summary>What an instance tells the one that started it.</summary>
internal static class ParentLink
{
    /// <summary>How an instance stands, as its parent learns it.</summary>
    public static DataObject Result(InstanceId child, InstanceState state) => new(
    [
        new("workflowInstanceId", child.Value),
        new("status", state.Status.ToString()),
        new("subStatus", state.SubStatus.ToString()),
        new("output", new DataObject(state.Outputs)),
        new("correlationId", state.CorrelationId),
    ]);

    /// <summary>An instance has ended: whoever waits for it is told after the commit.</summary>
    public static void ReportEnd(Burst burst)
    {
        var properties = burst.State.Properties;
        if (properties.TryGetValue(Child.WaitForCompletion, out var waits) && waits is true
            && properties.TryGetValue(Child.ParentInstanceId, out var parent) && properties.TryGetValue(Child.ParentBookmark, out var hash))
        {
            // The parent has contents of its own only: it is told what ours are.
            var result = DataValue.ToNode(StoredContent.ResolveOrShow(burst, Result(burst.World.Instance, burst.State)))!;
            burst.Effect(new Effect.ResumeParent(new InstanceId((string)parent!), (string)hash!, result));
        }
    }
}
