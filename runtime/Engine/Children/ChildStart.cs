using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.Engine.Bursts;
using LowCode.Engine.Effects;
using LowCode.Engine.Incidents;
using LowCode.Engine.Journal;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Children;

/// <summary>What the activities that start other instances have in common.</summary>
internal static class ChildStart
{
    /// <exception cref="ActivityFaultException">Nothing is published under that id.</exception>
    public static CompiledWorkflow Published(Burst burst, string? definitionId) =>
        burst.World.Workflows?.Published(definitionId ?? "")
        ?? throw new ActivityFaultException("child.unpublished", definitionId);

    /// <exception cref="ActivityFaultException">The value is no object.</exception>
    public static DataObject Members(object? input) => input switch
    {
        null => DataObject.Empty,
        DataObject members => members,
        var other => throw new ActivityFaultException("child.input", DataValue.ToText(other)),
    };

    /// <summary>Records that instances will be started after the commit.</summary>
    public static void Dispatched(Burst burst, ActivityExecution me, CompiledWorkflow workflow, IEnumerable<InstanceId> children)
    {
        var instances = new JsonArray([.. children.Select(c => JsonValue.Create(c.Value))]);
        burst.Record.Journal(JournalKind.ChildDispatched, me, new JsonObject { ["instances"] = instances, ["definition"] = workflow.DefinitionId });
    }

    /// <param name="bookmarkHash">Of the parent's bookmark that is to be resumed when the child ends; null: nobody waits.</param>
    public static Stimulus.Start Start(Burst parent, DataObject input, string? correlationId, string? bookmarkHash)
    {
        var id = parent.World.Instance.Value;
        var members = (JsonObject)DataValue.ToNode(input)!;
        members[Child.ParentInstanceId] = id;
        var properties = new JsonObject { [Child.ParentInstanceId] = id };
        if (bookmarkHash is not null)
        {
            properties[Child.WaitForCompletion] = true;
            properties[Child.ParentBookmark] = bookmarkHash;
        }

        return new Stimulus.Start(members, correlationId, Properties: properties);
    }

    public static string Hash(string activityType, InstanceId child) => BookmarkHash.Of(activityType, Payload(child), null);

    public static JsonObject Payload(InstanceId child) => new() { ["childInstanceId"] = child.Value };
}
