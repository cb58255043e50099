using System.Text.Encodings.Web;
using System.Text.Json;

namespace LowCode.Definitions.Workflows;

/// <summary>
/// Writes a definition as Elsa exports it. Nothing that was read is lost: members that nobody knows, activities of unknown types and
/// designer positions stay as they were. What changes is spelling: <c>$schema</c> stands first, node ids are made anew, wrappers are gone,
/// connections are nested and those without an end lie in <c>customProperties.notFoundConnections</c>.
/// </summary>
public static class WorkflowWriter
{
    private const string Schema = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";

    /// <summary>The id of the workflow itself in the node ids of its activities.</summary>
    internal const string WorkflowNode = "Workflow1";

    private static readonly JsonWriterOptions _options = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = WorkflowReader.DeepestNesting * 2,
    };

    private static readonly string[] _members =
    [
        "id", "definitionId", "tenantId", "name", "description", "createdAt", "version", "toolVersion", "variables", "inputs", "outputs",
        "outcomes", "customProperties", "isReadonly", "isSystem", "isLatest", "isPublished", "options", "usableAsActivity",
    ];

    /// <summary>UTF-8, indented, without a byte order mark.</summary>
    public static byte[] Write(WorkflowDefinition definition)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, _options))
        {
            Write(writer, definition);
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, WorkflowDefinition definition)
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", Schema);
        foreach (var name in _members)
        {
            if (Written(definition.Json, name) is { } member)
            {
                writer.WritePropertyName(name);
                member.Value.WriteTo(writer);
            }
        }

        foreach (var member in definition.Json.EnumerateObject().Where(m => !IsKnown(m.Name)))
        {
            member.WriteTo(writer);
        }

        writer.WritePropertyName("root");
        new ActivityWriter(writer, definition.Root).Write(definition.Root, WorkflowNode);
        writer.WriteEndObject();
    }

    // The exact spelling counts where a document has several.
    private static JsonProperty? Written(JsonElement document, string name)
    {
        var spellings = document.EnumerateObject().Where(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return spellings.Length == 0 ? null : spellings.FirstOrDefault(m => m.Name == name, spellings[0]);
    }

    private static bool IsKnown(string name) =>
        name is "$schema" || name.Equals("root", StringComparison.OrdinalIgnoreCase) || _members.Contains(name, StringComparer.OrdinalIgnoreCase);
}
