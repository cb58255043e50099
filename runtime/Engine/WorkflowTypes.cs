namespace LowCode.Engine;

/// <summary>Workflows that are used as activities: their types are their names.</summary>
public static class WorkflowTypes
{
    /// <summary>The name in Pascal case, as Elsa makes it.</summary>
    public static string NameOf(string workflowName) => AccessorName.Of(workflowName);
}
