using System.Text.Json.Nodes;
using LowCode.Definitions.Workflows;
using LowCode.Work.Instances;

namespace LowCode.Host.Elsa;

/// <summary>The shapes in which Elsa Studio reads instances, journals and executions.</summary>
internal static class ElsaShapes
{
    /// <summary>Elsa has no word for quarantine; what it calls interrupted waits for somebody too.</summary>
    public static string SubStatus(string ours) => ours == "Quarantined" ? "Interrupted" : ours;

    public static object Summary(InstanceRow row, WorkflowDefinition definition) => new
    {
        id = row.InstanceId,
        definitionId = row.DefinitionId,
        definitionVersionId = definition.Id,
        version = definition.Version,
        status = row.Status,
        subStatus = SubStatus(row.SubStatus),
        isExecuting = row.SubStatus == "Executing",
        correlationId = row.CorrelationId,
        name = row.Name,
        incidentCount = row.IncidentCount,
        isSystem = false,
        createdAt = row.CreatedAt,
        updatedAt = row.UpdatedAt,
        finishedAt = row.FinishedAt,
    };

    public static object Instance(ElsaInstance instance)
    {
        var (row, definition) = (instance.Row, instance.Definition);
        return new
        {
            definitionId = row.DefinitionId,
            definitionVersionId = definition.Id,
            version = definition.Version,
            parentWorkflowInstanceId = instance.View.ParentInstanceId,
            workflowState = State(instance),
            status = row.Status,
            subStatus = SubStatus(row.SubStatus),
            isExecuting = row.SubStatus == "Executing",
            correlationId = row.CorrelationId,
            name = row.Name,
            incidentCount = row.IncidentCount,
            isSystem = false,
            createdAt = row.CreatedAt,
            updatedAt = row.UpdatedAt,
            finishedAt = row.FinishedAt,
            id = row.InstanceId,
        };
    }

    public static object State(ElsaInstance instance)
    {
        var (row, definition, history) = (instance.Row, instance.Definition, instance.History);
        return new
        {
            id = row.InstanceId,
            definitionId = row.DefinitionId,
            definitionVersionId = definition.Id,
            definitionVersion = definition.Version,
            correlationId = row.CorrelationId,
            name = row.Name,
            status = row.Status,
            subStatus = SubStatus(row.SubStatus),
            isExecuting = row.SubStatus == "Executing",
            bookmarks = Bookmarks(instance),
            incidents = instance.View.Incidents.Where(i => i.Resolution is null).Select(i => new
            {
                activityId = i.ActivityId,
                activityNodeId = history.Find(i.ActivityExecutionId)?.Node.NodeId ?? i.ActivityId,
                activityInstanceId = $"{row.InstanceId}.{i.ActivityExecutionId}",
                activityType = i.ActivityType,
                message = i.Text,
                exception = Exception(i.Text),
                timestamp = i.At,
            }).ToArray(),
            isSystem = false,
            completionCallbacks = history.Executions.Where(e => e.IsOpen && e.Parent?.IsOpen == true).Select(e => new { ownerInstanceId = e.Parent!.Id, childNodeId = e.Node.NodeId }).ToArray(),
            activityExecutionContexts = history.Executions.Where(e => e.IsOpen || e.Parent is null).Reverse().Select(Context).ToArray(),
            scheduledActivities = Array.Empty<object>(),
            executionLogSequence = history.Records.Count,
            input = instance.View.Input,
            output = instance.View.Output,
            properties = new { },
            createdAt = row.CreatedAt,
            updatedAt = row.UpdatedAt,
            finishedAt = row.FinishedAt,
        };
    }

    public static object[] Bookmarks(ElsaInstance instance) => [.. instance.View.Bookmarks.Select(b => new
    {
        id = b.Id,
        name = b.Name,
        hash = b.Hash,
        payload = b.Payload,
        activityId = b.ActivityId,
        activityNodeId = instance.History.Find(b.ActivityExecutionId)?.Node.NodeId ?? b.ActivityId,
        activityInstanceId = $"{instance.Row.InstanceId}.{b.ActivityExecutionId}",
        createdAt = b.CreatedAt,
        autoBurn = true,
        autoComplete = true,
    })];

    public static object Record(ElsaRecord record, ElsaInstance instance) => new
    {
        id = $"{instance.Row.InstanceId}.{record.Sequence}",
        activityInstanceId = record.Execution.Id,
        parentActivityInstanceId = record.Execution.Parent?.Id,
        activityId = record.Execution.Node.Id,
        activityType = record.Execution.Node.Type,
        activityTypeVersion = record.Execution.Node.Version,
        activityName = record.Execution.Node.Name,
        nodeId = record.Execution.Node.NodeId,
        timestamp = record.At,
        sequence = record.Sequence,
        eventName = record.EventName,
        message = record.Message,
        payload = record.EventName == "Faulted" && record.Message is { } message ? new { exception = "Fault", message } : null,
    };

    public static object Execution(ElsaExecution execution, string instanceId) => new
    {
        workflowInstanceId = instanceId,
        activityId = execution.Node.Id,
        activityNodeId = execution.Node.NodeId,
        activityType = execution.Node.Type,
        activityTypeVersion = execution.Node.Version,
        activityName = execution.Node.Name,
        activityState = execution.State,
        payload = execution.Outcomes is null ? [] : new JsonObject { ["Outcomes"] = execution.Outcomes.DeepClone() },
        outputs = execution.Outputs,
        properties = new { },
        metadata = new { },
        exception = execution.Failure is { } failure ? Exception(failure) : null,
        startedAt = execution.StartedAt,
        hasBookmarks = execution.HasBookmarks,
        status = execution.Status,
        aggregateFaultCount = execution.FaultCount,
        completedAt = execution.CompletedAt,
        schedulingActivityExecutionId = execution.Scheduler?.Id,
        schedulingActivityId = execution.Scheduler?.Node.Id,
        callStackDepth = execution.Depth,
        id = execution.Id,
    };

    public static object Brief(ElsaExecution execution, string instanceId) => new
    {
        workflowInstanceId = instanceId,
        activityId = execution.Node.Id,
        activityNodeId = execution.Node.NodeId,
        activityType = execution.Node.Type,
        activityTypeVersion = execution.Node.Version,
        activityName = execution.Node.Name,
        startedAt = execution.StartedAt,
        hasBookmarks = execution.HasBookmarks,
        status = execution.Status,
        aggregateFaultCount = execution.FaultCount,
        completedAt = execution.CompletedAt,
        id = execution.Id,
    };

    /// <summary>The badge of a node.</summary>
    public static object Statistics(IEnumerable<ElsaExecution> runs)
    {
        var all = runs.ToList();
        return new
        {
            activityId = all[0].Node.Id,
            activityNodeId = all[0].Node.NodeId,
            startedCount = all.Count,
            completedCount = all.Count(e => e.Status == "Completed"),
            uncompletedCount = all.Count(e => e.Status != "Completed"),
            isBlocked = all.Exists(e => e.HasBookmarks),
            isFaulted = all.Exists(e => e.Status == "Faulted"),
            aggregateFaultCount = all.Sum(e => e.FaultCount),
        };
    }

    private static object Context(ElsaExecution execution) => new
    {
        id = execution.Id,
        callStackDepth = execution.Depth,
        parentContextId = execution.Parent?.Id,
        scheduledActivityNodeId = execution.Node.NodeId,
        ownerActivityNodeId = execution.Parent?.Node.NodeId,
        properties = new { },
        metadata = new { },
        activityState = execution.State,
        dynamicVariables = Array.Empty<object>(),
        status = execution.Status,
        isExecuting = false,
        faultCount = execution.FaultCount,
        startedAt = execution.StartedAt,
        completedAt = execution.CompletedAt,
    };

    /// <summary>An incident is a message; where in the engine it arose is nobody's business.</summary>
    private static object Exception(string message) => new { type = "FaultException", message };
}
