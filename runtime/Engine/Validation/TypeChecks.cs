using LowCode.Engine.Children;
using LowCode.Engine.Compilation;
using LowCode.Engine.Composition;

namespace LowCode.Engine.Validation;

/// <summary>
/// A type that the engine does not have is a workflow used as an activity, or nothing that runs here: then the definition is kept and
/// exported, but not published.
/// </summary>
internal static class TypeChecks
{
    /// <param name="workflows">What the definition may use; null: nothing.</param>
    public static void Check(ActivityNode node, IWorkflows? workflows, CompilationNotes notes)
    {
        if (node.Activity is not UsedWorkflowActivity used || workflows?.ForUse(used.Reference) is not null)
        {
            return;
        }

        var path = node.Definition.Path + "/type";
        switch (node.Type)
        {
            case "Elsa.RunCSharp":
                notes.Refusal(path, "workflow.activity.language", node.Id, "C#");
                break;
            case "Elsa.RunPython":
                notes.Refusal(path, "workflow.activity.language", node.Id, "Python");
                break;
            case "Elsa.BpmnProcess":
                notes.Refusal(path, "workflow.activity.bpmn", node.Id);
                break;
            default:
                notes.Refusal(path, "workflow.activity.unknown", node.Id, node.Type);
                break;
        }
    }
}
