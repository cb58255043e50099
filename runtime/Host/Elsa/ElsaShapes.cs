using LowCode.Definitions.Workflows;
using LowCode.Work.Instances;

namespace LowCode.Host.Elsa;

/// <summary>The shapes in which Elsa Studio reads instances, journals and executions.</summary>
internal static class ElsaShapes
{
    public static object Summary(InstanceRow row, WorkflowDefinition definition) => new
    {
        id = row.InstanceId,
        definitionId = row.DefinitionId,
        definitionVersionId = definition.Id,
        version = definition.Version,
        status = row.Status,
        subStatus = row.SubStatus,
        correlationId = row.CorrelationId,
        name = row.Name,
        incidentCount = row.IncidentCount,
        createdAt = row.CreatedAt,
        updatedAt = row.UpdatedAt,
        finishedAt = row.FinishedAt,
    };

    public static object Instance(ElsaInstance instance)
    {
        var (row, definition) = (instance.Row, instance.Definition);
        return new
        {
            id = row.InstanceId,
            definitionId = row.DefinitionId,
            definitionVersionId = definition.Id,
            version = definition.Version,
            status = row.Status,
            subStatus = row.SubStatus,
            correlationId = row.CorrelationId,
            name = row.Name,
            incidentCount = row.IncidentCount,
            isSystem = false,
            createdAt = row.CreatedAt,
            updatedAt = row.UpdatedAt,
            finishedAt = row.FinishedAt,
            workflowState = new
            {
                id = row.InstanceId,
                definitionId = row.DefinitionId,
                definitionVersionId = definition.Id,
                definitionVersion = definition.Version,
                status = row.Status,
                subStatus = row.SubStatus,
                bookmarks = Array.Empty<object>(),
                incidents = instance.View.Incidents.Select(i => new
                {
                    activityId = i.ActivityId,
                    activityNodeId = instance.History.Executions.FirstOrDefault(e => e.ActivityId == i.ActivityId)?.NodeId ?? i.ActivityId,
                    activityType = i.ActivityType,
                    message = i.Message,
                    timestamp = i.At,
                }).ToArray(),
                completionCallbacks = Array.Empty<object>(),
                activityExecutionContexts = instance.History.Executions.Where(e => e.CompletedAt is null || e.Parent is null).Select(e => new
                {
                    id = e.Id,
                    parentContextId = e.Parent?.Id,
                    scheduledActivityNodeId = e.NodeId,
                    ownerActivityNodeId = e.Parent?.NodeId,
                    properties = new { },
                    activityState = new { },
                    dynamicVariables = Array.Empty<object>(),
                    status = e.Status,
                }).ToArray(),
                input = new { },
                output = new { },
                properties = new { },
                createdAt = row.CreatedAt,
                updatedAt = row.UpdatedAt,
                finishedAt = row.FinishedAt,
            },
        };
    }

    public static object Record(ElsaRecord record, ElsaInstance instance) => new
    {
        id = $"{instance.Row.InstanceId}.{record.Sequence}",
        activityInstanceId = record.Execution.Id,
        parentActivityInstanceId = record.Execution.Parent?.Id,
        activityId = record.Execution.ActivityId,
        activityType = record.Execution.Type,
        activityTypeVersion = 1,
        activityName = record.Execution.Name,
        nodeId = record.Execution.NodeId,
        timestamp = record.At,
        sequence = record.Sequence,
        eventName = record.EventName,
    };

    public static object Execution(ElsaExecution execution, string instanceId) => new
    {
        id = execution.Id,
        workflowInstanceId = instanceId,
        activityId = execution.ActivityId,
        activityNodeId = execution.NodeId,
        activityType = execution.Type,
        activityTypeVersion = 1,
        activityName = execution.Name,
        activityState = execution.State,
        payload = execution.Outcomes is null ? new Dictionary<string, object>() : new Dictionary<string, object> { ["Outcomes"] = execution.Outcomes },
        outputs = new { },
        properties = new { },
        metadata = new { },
        startedAt = execution.StartedAt,
        completedAt = execution.CompletedAt,
        hasBookmarks = execution.HasBookmarks,
        status = execution.Status,
        aggregateFaultCount = execution.Status == "Faulted" ? 1 : 0,
        schedulingActivityExecutionId = execution.Parent?.Id,
        schedulingActivityId = execution.Parent?.ActivityId,
    };

    /// <summary>The badge of a node.</summary>
    public static object Statistics(IGrouping<string, ElsaExecution> runs)
    {
        var all = runs.ToList();
        return new
        {
            activityId = all[0].ActivityId,
            activityNodeId = runs.Key,
            startedCount = all.Count,
            completedCount = all.Count(e => e.Status == "Completed"),
            uncompletedCount = all.Count(e => e.Status != "Completed"),
            isBlocked = all.Exists(e => e.HasBookmarks),
            isFaulted = all.Exists(e => e.Status == "Faulted"),
            aggregateFaultCount = all.Count(e => e.Status == "Faulted"),
        };
    }
}
