using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Work.Instances;

namespace LowCode.Host.Elsa;

/// <summary>The members of an exported instance, spelled as Elsa spells them in its files.</summary>
internal static class ElsaInstanceFile
{
    public static JsonObject Of(ElsaInstance instance, ExportedInstance own, ElsaInstanceFiles.Parts parts)
    {
        var file = new JsonObject { ["WorkflowState"] = Node(ElsaShapes.State(instance)) };
        if (parts.IncludeBookmarks is true)
        {
            file["Bookmarks"] = Array(instance.View.Bookmarks.Select(b => new
            {
                id = b.Id,
                activityTypeName = b.Name,
                workflowInstanceId = own.InstanceId,
                activityInstanceId = $"{own.InstanceId}.{b.ActivityExecutionId}",
                hash = b.Hash,
                correlationId = instance.Row.CorrelationId,
                createdAt = b.CreatedAt,
                payload = b.Payload,
                metadata = new { },
            }));
        }

        if (parts.IncludeActivityExecutionLog is true)
        {
            file["ActivityExecutionRecords"] = Array(instance.History.Executions.Select(e => ElsaShapes.Execution(e, own.InstanceId)));
        }

        if (parts.IncludeWorkflowExecutionLog is true)
        {
            file["WorkflowExecutionLogRecords"] = Array(instance.History.Records.Select(r => Record(r, instance)));
        }

        if (own.State is { } state)
        {
            file[PortableInstance.Member] = state.ToNode();
        }
        else
        {
            file[PortableInstance.MaskedMember] = true;
        }

        return file;
    }

    // A stored record names the node by another member than the API does, and says whose it is.
    private static JsonObject Record(ElsaRecord record, ElsaInstance instance)
    {
        var members = Node(ElsaShapes.Record(record, instance)).AsObject();
        members["activityNodeId"] = members["nodeId"]?.DeepClone();
        members.Remove("nodeId");
        members["workflowInstanceId"] = instance.Row.InstanceId;
        members["workflowDefinitionId"] = instance.Definition.DefinitionId;
        members["workflowDefinitionVersionId"] = instance.Definition.Id;
        members["workflowVersion"] = instance.Definition.Version;
        return members;
    }

    private static JsonNode Node(object value) => JsonSerializer.SerializeToNode(value, ElsaJson.Options)!;

    private static JsonArray Array(IEnumerable<object> values) => new([.. values.Select(Node)]);
}
