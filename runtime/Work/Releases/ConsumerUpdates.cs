using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Workflows;

namespace LowCode.Work.Releases;

/// <summary>
/// Elsa's <c>autoUpdateConsumingWorkflows</c>: a workflow that is published and says so makes new versions of the workflows that use it as
/// an activity, which then name its new version; and so on for those that use them.
/// </summary>
internal static class ConsumerUpdates
{
    /// <param name="contents">Everything that the release would hold.</param>
    /// <param name="given">What is published.</param>
    /// <returns>New versions of consumers, which are published with it.</returns>
    public static IReadOnlyList<Artefact> Of(IReadOnlyList<Artefact> contents, IReadOnlyList<Artefact> given, DateTimeOffset at)
    {
        var workflows = contents.Where(a => a.Kind == ArtefactKind.Workflow).ToDictionary(a => a.Key, StringComparer.Ordinal);
        var updated = new Dictionary<string, Artefact>(StringComparer.Ordinal);
        var open = new Queue<Artefact>(given.Where(a => a.Kind == ArtefactKind.Workflow));
        while (open.TryDequeue(out var published))
        {
            if (WorkflowReader.Read(published.Content).Value is not { Options.AutoUpdatesConsumers: true } used)
            {
                continue;
            }

            // What is published by hand names what it wants; what was updated is not updated again, also where workflows use each other.
            foreach (var consumer in workflows.Values.Where(w => !updated.ContainsKey(w.Key) && given.All(g => g.Key != w.Key)).ToList())
            {
                if (Update(consumer, used, at) is { } next)
                {
                    updated[next.Key] = next;
                    open.Enqueue(next);
                }
            }
        }

        return [.. updated.Values];
    }

    /// <summary>Makes what uses a workflow name its version. False: nothing uses it, or all name it already.</summary>
    public static bool Point(JsonNode? node, WorkflowDefinition used)
    {
        switch (node)
        {
            case JsonArray items:
                return items.Aggregate(false, (changed, item) => Point(item, used) | changed);
            case JsonObject members:
                var changed = members.Select(m => m.Value).ToList().Aggregate(false, (any, member) => Point(member, used) | any);
                if (Text(members, "workflowDefinitionId") != used.DefinitionId || Text(members, "workflowDefinitionVersionId") == used.Id)
                {
                    return changed;
                }

                members["workflowDefinitionVersionId"] = used.Id;
                members["version"] = used.Version;
                members["latestAvailablePublishedVersion"] = used.Version;
                members["latestAvailablePublishedVersionId"] = used.Id;
                return true;
            default:
                return false;
        }
    }

    // Null: it does not use the workflow, or names this version already.
    private static Artefact? Update(Artefact consumer, WorkflowDefinition used, DateTimeOffset at)
    {
        if (!Encoding.UTF8.GetString(consumer.Content.Span).Contains(used.DefinitionId, StringComparison.Ordinal)
            || JsonNode.Parse(consumer.Content.Span) is not JsonObject document
            || !Point(document["root"], used))
        {
            return null;
        }

        document["id"] = Guid.CreateVersion7(at).ToString("N");
        document["version"] = (WorkflowReader.Read(consumer.Content).Value?.Version ?? 0) + 1;
        return Artefact.Of(ArtefactKind.Workflow, consumer.Key, Encoding.UTF8.GetBytes(document.ToJsonString()));
    }

    // Inputs of ExecuteWorkflow have the same name and are objects.
    private static string? Text(JsonObject members, string name) =>
        members[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
