using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Values;
using LowCode.Definitions.Workflows;
using LowCode.Work.Archives;
using LowCode.Work.People;
using LowCode.Work.Texts;

namespace LowCode.Work.Drafts;

/// <summary>
/// An administrator brings workflow definitions in: JSON files, or archives of them. They become drafts. Everything is read first: where one
/// cannot be read nothing is saved.
/// </summary>
public sealed class ImportDefinitions(SaveDefinition save)
{
    /// <returns>The drafts, in the order of the files.</returns>
    public async Task<Result<IReadOnlyList<DefinitionVersion>>> HandleAsync(Actor actor, IReadOnlyList<ImportedFile> files, CancellationToken cancellation)
    {
        var problems = new List<Problem>();
        var models = JsonFiles.Unpack(files, ArchiveLimits.Definitions, problems).Select(file => Read(file, problems)).OfType<string>().ToList();
        if (problems.Count == 0 && models.Count == 0)
        {
            problems.Add(new Problem("/files", "definition.no-files", WorkTexts.Of("definition.no-files")));
        }

        if (problems.Count > 0)
        {
            return Rejections.Invalid("release.invalid", problems);
        }

        var drafts = new List<DefinitionVersion>();
        foreach (var model in models)
        {
            // Read once more, one after the other: as objects all of them would take many times their bytes.
            var document = (JsonObject)JsonNode.Parse(model, documentOptions: new JsonDocumentOptions { MaxDepth = 512 })!;
            var saved = await save.HandleAsync(actor, new SaveDefinitionCommand(document, Publishes: false) { IsImported = true }, cancellation);
            if (!saved.IsAccepted)
            {
                return saved.Rejection;
            }

            drafts.Add(saved.Value);
        }

        return Result<IReadOnlyList<DefinitionVersion>>.Of(drafts);
    }

    /// <summary>Null: it cannot be read, and why was added. An item of a list of activities that is none is never meant.</summary>
    private static string? Read(ImportedFile file, List<Problem> problems)
    {
        var (definition, all) = WorkflowReader.Examine(file.Content);
        var found = definition is null ? all : [.. all.Where(p => p.Code == "workflow.activity.object")];
        if (definition is not null && StorableText.FirstOther(definition.Json) is { } place)
        {
            found = [.. found, new Problem("/" + place, "definition.bad-text", WorkTexts.Of("definition.bad-text"))];
        }

        if (definition is null || found.Count > 0)
        {
            problems.AddRange(found.Select(p => p with { Path = $"/files/{file.Name}#{p.Path}" }));
            return null;
        }

        // Spelled as Elsa spells it, whatever the file does.
        return Encoding.UTF8.GetString(WorkflowWriter.Write(definition));
    }
}
