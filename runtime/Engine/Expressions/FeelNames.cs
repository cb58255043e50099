using LowCode.Definitions.Workflows;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.State;
using LowCode.Feel.Scopes;
using LowCode.Feel.Types;

namespace LowCode.Engine.Expressions;

/// <summary>
/// What a FEEL expression may name where its activity stands: the variables in scope, the inputs of the process and its outputs as far as
/// they are set. A variable hides an input of its name, an input an output.
/// </summary>
internal sealed class FeelNames
{
    private readonly Dictionary<string, FeelName> _names = new(StringComparer.Ordinal);

    public FeelNames(ActivityNode node)
    {
        foreach (var output in node.Workflow.Definition.Outputs)
        {
            _names[output.Name] = new(FeelTypes.Of(output.TypeName, output.IsList), (burst, me) => burst.Data.WorkflowOutput(me, output.Name));
        }

        foreach (var input in node.Workflow.Definition.Inputs)
        {
            _names[input.Name] = new(FeelTypes.Of(input.TypeName, input.IsList), (burst, me) => Converted(StoredContent.Resolve(burst, burst.Data.WorkflowInput(me, input.Name)), input));
        }

        foreach (var slot in node.Scope.VariableNames.Select(n => node.Scope.ByName(n)!))
        {
            _names[slot.Definition.Name] = new(FeelTypes.Of(slot.Definition.TypeName, slot.Definition.IsList), (burst, me) => burst.Data.Read(me, slot));
        }
    }

    public FeelName this[string name] => _names[name];

    public IEnumerable<FeelVariable> Variables => _names.Select(n => new FeelVariable(n.Key, n.Value.Type));

    // Inputs come as their sender wrote them; one that is not of its type is told by the expression that meets it.
    private static object? Converted(object? value, ArgumentDefinition input)
    {
        var conversion = DataTypes.Convert(value, input.TypeName, input.IsList);
        return conversion.Failure is null ? conversion.Value : value;
    }
}

internal sealed record FeelName(FeelType Type, Func<Burst, ActivityExecution, object?> Read);
