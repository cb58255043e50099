using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Contents;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Bursts;

/// <summary>The state of an instance before its first burst.</summary>
internal static class NewInstance
{
    /// <summary>Property of an instance that says how its flowcharts run; the name and the values are Elsa's.</summary>
    private const string ModeProperty = "Flowchart:ExecutionMode";

    /// <exception cref="ArgumentException">A given variable is not of its type.</exception>
    public static InstanceState Of(CompiledWorkflow workflow, Stimulus.Start stimulus, EngineOptions options) => new()
    {
        IsBound = true,
        SubStatus = InstanceSubStatus.Executing,
        CorrelationId = stimulus.CorrelationId,
        FlowchartMode = Mode(stimulus, options),
        Properties = stimulus.Properties is { } properties ? DataValue.FromObject(properties) : DataObject.Empty,
        Input = InputOf(stimulus),
        HoldsContents = stimulus.Contents is not null,
        Variables = InitialVariables(workflow, stimulus.Variables),
    };

    private static DataObject InputOf(Stimulus.Start stimulus)
    {
        var input = DataValue.FromObject(stimulus.Input);
        return stimulus.Contents is { } contents && input.GetValueOrDefault(RequestContents.StartInput) is DataObject request
            ? input.With(RequestContents.StartInput, contents.Into(request))
            : input;
    }

    private static FlowchartMode Mode(Stimulus.Start stimulus, EngineOptions options) => (string?)stimulus.Properties?[ModeProperty] switch
    {
        "TokenBased" => FlowchartMode.Token,
        "CounterBased" => FlowchartMode.Counter,
        _ => options.FlowchartMode,
    };

    private static VariableScope InitialVariables(CompiledWorkflow workflow, JsonObject? given)
    {
        var variables = VariableScope.Of(workflow.Variables);
        foreach (var slot in workflow.Variables)
        {
            var definition = slot.Definition;
            if (given is null || !given.TryGetPropertyValue(definition.Name, out var value))
            {
                continue;
            }

            var conversion = DataTypes.Convert(DataValue.From(value), definition.TypeName, definition.IsList);
            variables[slot.Index] = conversion.Failure is null
                ? conversion.Value
                : throw new ArgumentException($"Variable '{definition.Name}': {conversion.Failure}", nameof(given));
        }

        return variables;
    }
}
