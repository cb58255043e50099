using LowCode.Feel.Dmn.Logic;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Graph;

/// <summary>Calls of decision services.</summary>
internal static class Services
{
    /// <param name="layer">Knows the inputs of the service and nothing else.</param>
    /// <returns>The value of the output decision; of several a context by their names.</returns>
    public static FeelValue Call(DecisionRun run, ServiceNode service, Layer layer)
    {
        using var part = run.Explanation?.Begin(service.Path);
        layer.Evaluate(service.Outputs);
        var value = service.Outputs.Count == 1
            ? layer[service.Outputs[0]]
            : FeelContext.Of(service.Outputs.Select(o => (o.VariableName, layer[o])));
        value = run.Convert(service.Path, value, service.Result);
        part?.Give(value);
        return value;
    }
}
