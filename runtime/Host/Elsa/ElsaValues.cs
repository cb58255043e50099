using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Activities;

namespace LowCode.Host.Elsa;

/// <summary>
/// Inputs and outputs of a run as Elsa shows them: what was computed stands in the journal, what was written in the definition is taken from there.
/// </summary>
internal static class ElsaValues
{
    public static JsonObject Inputs(ElsaNodes.Node node, JsonObject computed)
    {
        var values = new JsonObject();
        foreach (var input in node.Descriptor?.Inputs ?? [])
        {
            if (computed.TryGetPropertyValue(input.Name, out var known))
            {
                values[Pascal(input.Name)] = known?.DeepClone();
            }
            else if (node.Json.ValueKind == JsonValueKind.Object)
            {
                values[Pascal(input.Name)] = node.Json.TryGetProperty(input.Name, out var written) ? Written(input, written) : null;
            }
        }

        return values;
    }

    public static JsonObject Outputs(ElsaNodes.Node node, JsonObject given)
    {
        var values = new JsonObject();
        foreach (var output in node.Descriptor?.Outputs ?? [])
        {
            values[Pascal(output.Name)] = given[output.Name]?.DeepClone();
        }

        return values;
    }

    // What is no literal and was not computed is not known.
    private static JsonNode? Written(InputDescriptor input, JsonElement written)
    {
        if (input.IsPlain)
        {
            return ToNode(written);
        }

        if (written.ValueKind != JsonValueKind.Object || !written.TryGetProperty("expression", out var expression) || expression.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var isLiteral = expression.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() is "Literal" or "Object";
        if (!isLiteral || !expression.TryGetProperty("value", out var value))
        {
            return null;
        }

        if (input.IsSensitive)
        {
            return "***";
        }

        var converted = DataTypes.Convert(DataValue.From(value), input.TypeName);
        return converted.Failure is null ? DataValue.ToNode(converted.Value) : ToNode(value);
    }

    private static JsonNode? ToNode(JsonElement json) => JsonNode.Parse(json.GetRawText());

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
