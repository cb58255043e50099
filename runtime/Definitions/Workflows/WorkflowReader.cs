using System.Security.Cryptography;
using System.Text.Json;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Workflows;

/// <summary>Reads Elsa 3 workflow JSON. Finds all problems, each with its JSON pointer; member names match in any letter case.</summary>
public static class WorkflowReader
{
    internal const int DeepestNesting = 256;

    /// <param name="json">UTF-8, with or without a byte order mark.</param>
    public static Parsed<WorkflowDefinition> Read(ReadOnlyMemory<byte> json)
    {
        var (definition, problems) = Examine(json);
        return definition is null || problems.Count > 0
            ? Parsed<WorkflowDefinition>.Failed(problems)
            : Parsed<WorkflowDefinition>.Of(definition);
    }

    /// <summary>Reads as much as can be read, so that whoever looks for problems can go on with the rest.</summary>
    /// <returns>The definition without what is wrong in it, null where there is nothing to go on with; and what is wrong.</returns>
    public static (WorkflowDefinition? Definition, IReadOnlyList<Problem> Problems) Examine(ReadOnlyMemory<byte> json)
    {
        var notes = new ReadingNotes();
        if (Parse(json, notes) is not { } document)
        {
            return (null, notes.Problems);
        }

        if (DefinitionSize.HasTooManyActivities(document))
        {
            notes.Problem("/root", "workflow.too-many-activities", DefinitionSize.MostActivities);
            return (null, notes.Problems);
        }

        if (document.ValueKind == JsonValueKind.Object)
        {
            return (Read(ActivityIds.Complete(document), json, notes), notes.Problems);
        }

        notes.Problem("", "workflow.object", document.ValueKind);
        return (null, notes.Problems);
    }

    private static JsonElement? Parse(ReadOnlyMemory<byte> json, ReadingNotes notes)
    {
        if (json.Span.StartsWith("\uFEFF"u8))
        {
            json = json[3..];
        }

        try
        {
            if (DefinitionSize.HasTooManyValues(json.Span))
            {
                notes.Problem("", "workflow.too-many-values", DefinitionSize.MostValues);
                return null;
            }

            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DeepestNesting });
            return TypeWrappers.Remove(document.RootElement);
        }
        catch (JsonException e)
        {
            notes.Problem("", "workflow.json", (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1, e.Message);
            return null;
        }
    }

    private static WorkflowDefinition? Read(JsonElement document, ReadOnlyMemory<byte> json, ReadingNotes notes)
    {
        var definitionId = Given(document, "definitionId") ?? Given(document, "id") ?? OfContent(json, notes);
        var variables = DeclarationReader.Variables(document, "", notes);
        var inputs = DeclarationReader.Arguments(document, "inputs");
        var outputs = DeclarationReader.Arguments(document, "outputs");
        var root = ReadRoot(document, notes);
        return root is null
            ? null
            : new WorkflowDefinition(
                Given(document, "id") ?? definitionId,
                definitionId,
                document.Text("name"),
                document.Text("description"),
                document.Whole("version") ?? 1,
                variables,
                inputs,
                outputs,
                document.Items("outcomes").Where(o => o.ValueKind == JsonValueKind.String).Select(o => o.GetString()!).ToArray(),
                ReadOptions(document),
                root,
                document,
                notes.Warnings);
    }

    private static string? Given(JsonElement document, string member) => document.Text(member) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    // Elsa makes one up; here every node must come to the same.
    private static string OfContent(ReadOnlyMemory<byte> json, ReadingNotes notes)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(json.Span)[..8]);
        notes.Warning("/definitionId", "workflow.definitionId", id);
        return id;
    }

    private static ActivityDefinition? ReadRoot(JsonElement document, ReadingNotes notes)
    {
        if (document.Member("root") is not { ValueKind: JsonValueKind.Object } root)
        {
            notes.Problem("/root", "workflow.root");
            return null;
        }

        return new ActivityReader(notes).Read(root, "/root");
    }

    private static WorkflowOptions ReadOptions(JsonElement document)
    {
        var options = document.Member("options") ?? default;
        return new WorkflowOptions(
            options.Text("incidentStrategyType"),
            options.Text("activationStrategyType"),
            options.Flag("usableAsActivity") ?? document.Flag("usableAsActivity") ?? false,
            options.Text("activityCategory"),
            options.Flag("autoUpdateConsumingWorkflows") ?? false);
    }
}
