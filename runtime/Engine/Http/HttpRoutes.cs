using LowCode.Definitions.Problems;
using LowCode.Engine.Compilation;
using LowCode.Engine.Triggers;

namespace LowCode.Engine.Http;

/// <summary>Endpoints of processes as the server sees them. A request must start one process: every route belongs to one trigger.</summary>
public static class HttpRoutes
{
    /// <summary>Name of the bookmarks and triggers that wait for requests.</summary>
    public const string BookmarkName = HttpEndpointActivity.TypeName;

    /// <summary>The workflow input under which a starting request comes.</summary>
    public const string StartInput = HttpEndpointActivity.StartRequest;

    public static IEnumerable<Trigger> Of(CompiledWorkflow workflow) => workflow.Triggers.Where(t => t.Name == BookmarkName);

    /// <summary>Strict where the activity is no endpoint.</summary>
    public static HttpEndpointRules RulesOf(CompiledWorkflow workflow, string activityId) =>
        workflow.Node(activityId)?.Activity is HttpEndpointActivity endpoint ? endpoint.Rules : HttpEndpointRules.Strict;

    /// <summary>Routes that a trigger before has taken already, each with the number of its definition.</summary>
    public static IEnumerable<(int Definition, Problem Problem)> Taken(IReadOnlyList<CompiledWorkflow> workflows)
    {
        var owners = new Dictionary<string, (int Definition, string Activity)>(StringComparer.Ordinal);
        foreach (var (index, workflow) in workflows.Index())
        {
            foreach (var trigger in workflow.Triggers.Where(t => t.Name == HttpEndpointActivity.TypeName))
            {
                if (!owners.TryAdd(trigger.Hash, (index, trigger.ActivityId)))
                {
                    var owner = owners[trigger.Hash];
                    yield return (index, Note(workflow, trigger, workflows[owner.Definition], owner.Activity));
                }
            }
        }
    }

    private static Problem Note(CompiledWorkflow workflow, Trigger trigger, CompiledWorkflow owner, string activity) => CompilationNotes.Note(
        workflow.Node(trigger.ActivityId)!.Definition.Path + "/path",
        "workflow.http.taken",
        ((string?)trigger.Payload?["method"])?.ToUpperInvariant(),
        (string?)trigger.Payload?["path"],
        owner.Name ?? owner.DefinitionId,
        activity);
}
