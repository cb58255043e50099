using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Problems;
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
        var models = JsonFiles.Unpack(files, problems).Select(file => Read(file, problems)).OfType<JsonObject>().ToList();
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
            var saved = await save.HandleAsync(actor, new SaveDefinitionCommand(model, Publishes: false) { IsImported = true }, cancellation);
            if (!saved.IsAccepted)
            {
                return saved.Rejection;
            }

            drafts.Add(saved.Value);
        }

        return Result<IReadOnlyList<DefinitionVersion>>.Of(drafts);
    }

    private static JsonObject? Read(ImportedFile file, List<Problem> problems)
    {
        var (definition, found) = WorkflowReader.Examine(file.Content);
        if (definition is null)
        {
            problems.AddRange(found.Select(p => p with { Path = $"/files/{file.Name}#{p.Path}" }));
            return null;
        }

        // Spelled as Elsa spells it, whatever the file does.
        return JsonNode.Parse(WorkflowWriter.Write(definition), documentOptions: new JsonDocumentOptions { MaxDepth = 512 }) as JsonObject;
    }
}
