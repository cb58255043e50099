using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Work.Drafts;
using LowCode.Work.People;

namespace LowCode.Host.Elsa;

/// <summary>
/// The types of activity that a designer is told of. What is of no such type is given as Elsa gives it, as <c>Elsa.NotFoundActivity</c> that
/// holds the original; without that Studio shows an empty canvas. Saved again it is the original.
/// </summary>
internal sealed class ElsaTypes(IReadOnlySet<string> known)
{
    private const string NotFound = "Elsa.NotFoundActivity";

    private static readonly string[] _opaque = ["metadata", "customProperties", "connections", "variables"];

    public static async Task<ElsaTypes> OfAsync(Actor actor, UsableWorkflows workflows, CancellationToken cancellation) =>
        new(await workflows.TypesAsync(actor.Tenant, cancellation));

    /// <param name="node">An activity with all inside it; changed.</param>
    public JsonNode? Known(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    Replace(items[i], shown => items[i] = shown);
                }

                return items;
            case JsonObject members when members["nodeId"] is not null && Text(members, "type") is { } type && !known.Contains(type):
                return StandIn(members, type);
            case JsonObject members:
                if (members["nodeId"] is not null)
                {
                    members["version"] ??= 1;
                }

                foreach (var (name, member) in members.Where(m => !_opaque.Contains(m.Key)).ToList())
                {
                    Replace(member, shown => members[name] = shown);
                }

                return members;
            default:
                return node;
        }
    }

    private void Replace(JsonNode? node, Action<JsonNode?> put)
    {
        var shown = Known(node);
        if (!ReferenceEquals(shown, node))
        {
            put(shown);
        }
    }

    private static JsonObject StandIn(JsonObject original, string type)
    {
        var version = original["version"] is JsonValue number && number.TryGetValue<int>(out var whole) ? whole : 0;
        var metadata = original["metadata"] is JsonObject written ? (JsonObject)written.DeepClone() : [];
        metadata["displayText"] = $"Not Found: {type}";
        metadata["description"] = $"Could not find activity type {type} with version {version}";
        return new JsonObject
        {
            ["missingTypeName"] = type,
            ["missingTypeVersion"] = version,
            ["originalActivityJson"] = original.ToJsonString(ElsaJson.Options),
            ["id"] = original["id"]?.DeepClone(),
            ["nodeId"] = original["nodeId"]?.DeepClone(),
            ["name"] = original["name"]?.DeepClone(),
            ["type"] = NotFound,
            ["version"] = 1,
            ["customProperties"] = original["customProperties"]?.DeepClone() ?? new JsonObject(),
            ["metadata"] = metadata,
        };
    }

    private static string? Text(JsonObject members, string name) => members[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
