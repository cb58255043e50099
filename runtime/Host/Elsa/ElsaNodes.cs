using System.Text.Json;
using LowCode.Definitions.Workflows;
using LowCode.Engine;
using LowCode.Engine.Activities;

namespace LowCode.Host.Elsa;

/// <summary>The activities of a definition by id, with the node ids that Elsa exports.</summary>
internal sealed class ElsaNodes
{
    public const string WorkflowNode = "Workflow1";

    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ActivityDescriptor> _descriptors;

    /// <param name="definitions">The newest first: an instance may have run on several versions.</param>
    public ElsaNodes(ActivityCatalogue catalogue, params IEnumerable<WorkflowDefinition> definitions)
    {
        _descriptors = catalogue.Descriptors.ToDictionary(d => d.Type, StringComparer.Ordinal);
        foreach (var definition in definitions)
        {
            using var document = JsonDocument.Parse(WorkflowWriter.Write(definition), new JsonDocumentOptions { MaxDepth = 512 });
            Walk(document.RootElement.GetProperty("root").Clone());
        }
    }

    /// <summary>Null: the type is none of the engine's.</summary>
    public ActivityDescriptor? DescriptorOf(string type) => _descriptors.GetValueOrDefault(type);

    /// <summary>Null: the definition has no such activity.</summary>
    public Node? Find(string activityId) => _nodes.GetValueOrDefault(activityId);

    private void Walk(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Walk(item);
            }
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (Text(element, "id") is { } id && Text(element, "nodeId") is { } nodeId && Text(element, "type") is { } type)
        {
            _nodes.TryAdd(id, new Node(id, nodeId, type, Text(element, "name"), element) { Descriptor = _descriptors.GetValueOrDefault(type) });
        }

        foreach (var member in element.EnumerateObject().Where(m => m.Name is not ("metadata" or "customProperties" or "connections")))
        {
            Walk(member.Value);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <param name="NodeId">The ids of the path, with colons.</param>
    /// <param name="Json">As exported; undefined: it is of another definition.</param>
    internal sealed record Node(string Id, string NodeId, string Type, string? Name, JsonElement Json)
    {
        /// <summary>Null: the type is none of the engine's.</summary>
        public ActivityDescriptor? Descriptor { get; init; }

        public int Version => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("version", out var version) && version.TryGetInt32(out var number) ? number : 1;
    }
}
