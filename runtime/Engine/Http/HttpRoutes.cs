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

    /// <summary>
    /// Routes that a trigger before has taken already, each with the number of its definition. Versions of one definition follow each other,
    /// so they may have the same routes.
    /// </summary>
    public static IEnumerable<(int Definition, Problem Problem)> Taken(IReadOnlyList<CompiledWorkflow> workflows)
    {
        var owners = new Dictionary<(string Method, string Shape), (int Definition, Trigger Trigger)>();
        foreach (var (index, workflow) in workflows.Index())
        {
            foreach (var trigger in Of(workflow))
            {
                foreach (var shape in RouteTemplate.Shapes((string?)trigger.Payload?["path"] ?? ""))
                {
                    var route = ((string?)trigger.Payload?["method"] ?? "", shape);
                    if (owners.TryAdd(route, (index, trigger)))
                    {
                        continue;
                    }

                    var (other, taken) = owners[route];
                    if (taken != trigger && (other == index || workflows[other].DefinitionId != workflow.DefinitionId))
                    {
                        yield return (index, Note(workflow, trigger, workflows[other], taken));
                        break;
                    }
                }
            }
        }
    }

    private static Problem Note(CompiledWorkflow workflow, Trigger trigger, CompiledWorkflow owner, Trigger taken) => CompilationNotes.Note(
        workflow.Node(trigger.ActivityId)!.Definition.Path + "/path",
        "workflow.http.taken",
        ((string?)trigger.Payload?["method"])?.ToUpperInvariant(),
        (string?)trigger.Payload?["path"],
        owner.Name ?? owner.DefinitionId,
        taken.ActivityId,
        (string?)taken.Payload?["path"]);
}
