using System.Text.Json.Nodes;

namespace LowCode.Tests.Component.Http;

/// <summary>How a history told by us differs from the genuine engine's. Ids and times are each one's own.</summary>
internal static class GenuineComparison
{
    private const string NotFound = "Elsa.Workflows.Exceptions.ActivityNotFoundException";

    /// <summary>Rows of Elsa's store that its API does not give.</summary>
    private static readonly string[] _ofTheStore = ["workflowDefinitionId", "workflowDefinitionVersionId", "workflowInstanceId", "workflowVersion"];

    private static readonly string[] _ownIds = ["id", "activityInstanceId", "parentActivityInstanceId", "parentContextId", "schedulingActivityExecutionId", "workflowInstanceId", "ownerInstanceId"];

    private static readonly string[] _times = ["timestamp", "startedAt", "completedAt", "createdAt", "updatedAt", "finishedAt"];

    private static readonly string[] _ofFaults =
    [
        "executions/exception: no stackTrace",
        "instance/workflowState/completionCallbacks: no methodName",
        "instance/workflowState/incidents/exception: no stackTrace",
        "journal/payload: no data",
        "journal/payload: no source",
        "journal/payload: no stackTrace",
    ];

    private static readonly Dictionary<string, string[]> _argued = new()
    {
        ["p04-foreach-break"] = ["executions/properties: no CurrentIndex", "executions/properties: no IsBreaking", "executions/properties: no Variables"],
        ["p06-flowswitch-MatchAny"] = ["executions/properties: no FlowScope"],
        ["p09-decision-merge"] = ["executions/properties: no FlowScope"],
        ["p12-join-any-event"] =
        [
            "executions: jn by e {\"Mode\":\"WaitAny\"} instead of ",
            "instance/workflowState/executionLogSequence: 19 instead of 15",
            "journal: 11 Started jn, 12 Completed jn, 13 Started z, 14 Completed z, 15 Started z, 16 Completed z, 17 Completed root, 18 Completed Workflow1"
                + " instead of 11 Started z, 12 Completed z, 13 Completed root, 14 Completed Workflow1",
            "stats/completedCount: 2 instead of 1",
            "stats/startedCount: 2 instead of 1",
        ],
        ["p14-fault-other-branch"] =
        [
            .. _ofFaults,
            "executions/properties: no FlowScope",
            "instance/workflowState/activityExecutionContexts/properties: no FlowScope",
            "journal/payload/exception: \"Elsa.Workflows.Exceptions.FaultException\" instead of \"Fault\"",
        ],
        ["p22-unknown-type"] =
        [
            .. _ofFaults,
            "executions/activityType: \"Elsa.NotFoundActivity\" instead of \"Acme.Unknown\"",
            $"executions/exception/type: \"UnregisteredClrType:{NotFound}, Elsa.Workflows.Core\" instead of \"FaultException\"",
            "executions/properties: no CurrentIndex",
            "instance/workflowState/activityExecutionContexts/properties: no CurrentIndex",
            "instance/workflowState/incidents/activityType: \"Elsa.NotFoundActivity\" instead of \"Acme.Unknown\"",
            $"instance/workflowState/incidents/exception/type: \"UnregisteredClrType:{NotFound}, Elsa.Workflows.Core\" instead of \"FaultException\"",
            "journal/activityType: \"Elsa.NotFoundActivity\" instead of \"Acme.Unknown\"",
            $"journal/payload/exception: \"{NotFound}\" instead of \"Fault\"",
        ],
    };

    /// <summary>What <c>docs/elsa.md</c> argues.</summary>
    public static IEnumerable<string> Argued(string probe) => _argued[probe].Order(StringComparer.Ordinal);

    public static void Records(JsonNode genuine, JsonArray ours, List<string> differences)
    {
        var expected = genuine.AsArray().Select(r => r!.AsObject()).ToList();
        foreach (var record in expected)
        {
            foreach (var member in _ofTheStore)
            {
                record.Remove(member);
            }

            record["nodeId"] = record["activityNodeId"]!.DeepClone();
            record.Remove("activityNodeId");
        }

        Lists("journal", expected, [.. ours.Select(r => r!.AsObject())], r => $"{r["sequence"]} {r["eventName"]} {r["activityId"]}", differences);
    }

    public static void Executions(JsonNode genuine, JsonArray ours, List<string> differences) =>
        Lists("executions", Sorted(genuine.AsArray()), Sorted(ours), Run, differences);

    public static void Statistics(JsonNode genuine, JsonArray ours, List<string> differences) =>
        Lists("stats", Sorted(genuine.AsArray()), Sorted(ours), r => (string)r["activityId"]!, differences);

    public static void Instance(JsonNode genuine, JsonObject ours, List<string> differences) => Values("instance", genuine, ours, differences);

    // They began at one time; what they did tells them apart.
    private static string Run(JsonObject execution) =>
        $"{execution["activityId"]} by {execution["schedulingActivityId"]} {execution["activityState"]?.ToJsonString()}";

    private static List<JsonObject> Sorted(JsonArray items) => [.. items.Select(i => i!.AsObject()).OrderBy(Run, StringComparer.Ordinal)];

    private static void Lists(string where, List<JsonObject> genuine, List<JsonObject> ours, Func<JsonObject, string> name, List<string> differences)
    {
        var (expected, got) = (genuine.Select(name).ToList(), ours.Select(name).ToList());
        if (!expected.SequenceEqual(got))
        {
            differences.Add($"{where}: {string.Join(", ", expected.Except(got))} instead of {string.Join(", ", got.Except(expected))}");
            return;
        }

        for (var i = 0; i < genuine.Count; i++)
        {
            Values(where, genuine[i], ours[i], differences);
        }
    }

    private static void Values(string where, JsonNode? genuine, JsonNode? ours, List<string> differences)
    {
        switch (genuine, ours)
        {
            case (JsonObject expected, JsonObject got):
                differences.AddRange(expected.Select(m => m.Key).Except(got.Select(m => m.Key)).Select(m => $"{where}: no {m}"));
                differences.AddRange(got.Select(m => m.Key).Except(expected.Select(m => m.Key)).Select(m => $"{where}: also {m}"));
                foreach (var (member, value) in expected.Where(m => got.ContainsKey(m.Key)))
                {
                    Member($"{where}/{member}", member, value, got[member], differences);
                }

                break;
            case (JsonArray expected, JsonArray got) when expected.Count == got.Count:
                for (var i = 0; i < expected.Count; i++)
                {
                    Values(where, expected[i], got[i], differences);
                }

                break;
            case (JsonArray expected, JsonArray got):
                differences.Add($"{where}: {expected.Count} instead of {got.Count}");
                break;
            default:
                if (!JsonNode.DeepEquals(genuine, ours))
                {
                    differences.Add($"{where}: {genuine?.ToJsonString() ?? "null"} instead of {ours?.ToJsonString() ?? "null"}");
                }

                break;
        }
    }

    private static void Member(string where, string member, JsonNode? genuine, JsonNode? ours, List<string> differences)
    {
        if (_ownIds.Contains(member) || _times.Contains(member))
        {
            if (ours is null != genuine is null)
            {
                differences.Add($"{where}: null instead of a value, or a value instead of null");
            }

            return;
        }

        Values(where, genuine, ours, differences);
    }
}
