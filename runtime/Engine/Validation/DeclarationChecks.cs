using LowCode.Definitions.Workflows;
using LowCode.Engine.Compilation;

namespace LowCode.Engine.Validation;

/// <summary>Inputs and outputs of the process. Scripts and callers know them by name, in any letter case.</summary>
internal static class DeclarationChecks
{
    public static void Check(WorkflowDefinition definition, CompilationNotes notes)
    {
        Check(definition, "inputs", notes);
        Check(definition, "outputs", notes);
    }

    private static void Check(WorkflowDefinition definition, string member, CompilationNotes notes)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, item) in definition.Json.Items(member).Index())
        {
            var path = $"/{member}/{index}";
            if (item.Text("name") is not { Length: > 0 } name)
            {
                notes.Refusal(path + "/name", "workflow.argument.name");
                continue;
            }

            if (!seen.Add(name))
            {
                notes.Refusal(path + "/name", "workflow.argument.twice", name);
            }

            if (item.Text("type") is { Length: > 0 } type && !DataTypes.IsKnown(type))
            {
                notes.Warning(path + "/type", "workflow.argument.type", name, type);
            }
        }
    }
}
