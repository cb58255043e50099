using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.Engine.Bursts;
using LowCode.Engine.Effects;
using LowCode.Engine.Events;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Composition;

/// <summary>What the activities that start other instances have in common. Names of inputs and properties are Elsa's.</summary>
public static class Child
{
    public const string ParentInstanceId = "ParentInstanceId";

    private const string WaitForCompletion = "WaitForCompletion";
    private const string ParentBookmark = "ParentBookmark";

    /// <exception cref="ActivityFaultException">Nothing is published under that id.</exception>
    internal static CompiledWorkflow Published(Burst burst, string? definitionId) =>
        burst.World.Workflows?.Published(definitionId ?? "")
        ?? throw new ActivityFaultException($"No published version of workflow definition with ID {definitionId} found.");

    /// <exception cref="ActivityFaultException">The value is no object.</exception>
    internal static DataObject Members(object? input) => input switch
    {
        null => DataObject.Empty,
        DataObject members => members,
        var other => throw new ActivityFaultException($"Expected input to be an object, but got '{DataValue.ToText(other)}'."),
    };

    /// <param name="bookmarkHash">Of the parent's bookmark that is to be resumed when the child ends; null: nobody waits.</param>
    internal static Stimulus.Start Start(Burst parent, DataObject input, string? correlationId, string? bookmarkHash)
    {
        var id = parent.World.Instance.Value;
        var members = (JsonObject)DataValue.ToNode(input)!;
        members[ParentInstanceId] = id;
        var properties = new JsonObject { [ParentInstanceId] = id };
        if (bookmarkHash is not null)
        {
            properties[WaitForCompletion] = true;
            properties[ParentBookmark] = bookmarkHash;
        }

        return new Stimulus.Start(members, correlationId, Properties: properties);
    }

    /// <summary>Of the parent's bookmark that waits for the instance; null: nobody waits.</summary>
    public static string? AwaitedHash(Stimulus.Start start) => (string?)start.Properties?[ParentBookmark];

    /// <summary>What a parent is resumed with where its child may not start.</summary>
    public static JsonObject Refused(InstanceId child, string reason) => new() { ["workflowInstanceId"] = child.Value, ["refused"] = reason };

    internal static string Hash(string activityType, InstanceId child) => BookmarkHash.Of(activityType, Payload(child), null);

    internal static JsonObject Payload(InstanceId child) => new() { ["childInstanceId"] = child.Value };

    /// <summary>How an instance stands, as its parent learns it.</summary>
    internal static DataObject Result(InstanceId child, InstanceState state) => new(
    [
        new("workflowInstanceId", child.Value),
        new("status", state.Status.ToString()),
        new("subStatus", state.SubStatus.ToString()),
        new("output", new DataObject(state.Outputs)),
        new("correlationId", state.CorrelationId),
    ]);

    /// <summary>An instance has ended: whoever waits for it is told after the commit.</summary>
    internal static void ReportEnd(Burst burst)
    {
        var properties = burst.State.Properties;
        if (properties.TryGetValue(WaitForCompletion, out var waits) && waits is true
            && properties.TryGetValue(ParentInstanceId, out var parent) && properties.TryGetValue(ParentBookmark, out var hash))
        {
            var result = DataValue.ToNode(Result(burst.World.Instance, burst.State))!;
            burst.Effect(new Effect.ResumeParent(new InstanceId((string)parent!), (string)hash!, result));
        }
    }
}
