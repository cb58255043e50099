using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Workflows;
using LowCode.Work.People;
using LowCode.Work.Texts;

namespace LowCode.Work.Drafts;

/// <param name="Name">As it was given; problems are told by it.</param>
public sealed record ImportedFile(string Name, byte[] Content);

/// <summary>
/// An administrator brings workflow definitions in: JSON files, or archives of them. They become drafts. Everything is read first: where one
/// cannot be read nothing is saved.
/// </summary>
public sealed class ImportDefinitions(SaveDefinition save)
{
    private const int MostFiles = 1000;
    private const long MostBytes = 64L * 1024 * 1024;

    private static readonly byte[] _archive = "PK"u8.ToArray();

    /// <returns>The drafts, in the order of the files.</returns>
    public async Task<Result<IReadOnlyList<DefinitionVersion>>> HandleAsync(Actor actor, IReadOnlyList<ImportedFile> files, CancellationToken cancellation)
    {
        var problems = new List<Problem>();
        var models = Unpacked(files, problems).Select(file => Read(file, problems)).OfType<JsonObject>().ToList();
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

    // An archive says of itself how large it is: what is unpacked is counted.
    private static List<ImportedFile> Unpacked(IReadOnlyList<ImportedFile> files, List<Problem> problems)
    {
        var unpacked = new List<ImportedFile>();
        var left = MostBytes;
        foreach (var file in files)
        {
            if (!file.Content.AsSpan().StartsWith(_archive))
            {
                unpacked.Add(file);
                continue;
            }

            try
            {
                using var archive = new ZipArchive(new MemoryStream(file.Content), ZipArchiveMode.Read);
                foreach (var entry in archive.Entries.Where(e => e.FullName.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
                {
                    if (unpacked.Count >= MostFiles || Content(entry, left) is not { } content)
                    {
                        problems.Add(new Problem($"/files/{file.Name}", "definition.archive-size", WorkTexts.Of("definition.archive-size", MostFiles, MostBytes / 1024 / 1024)));
                        return unpacked;
                    }

                    left -= content.Length;
                    unpacked.Add(new ImportedFile($"{file.Name}/{entry.FullName}", content));
                }
            }
            catch (InvalidDataException e)
            {
                problems.Add(new Problem($"/files/{file.Name}", "definition.archive", WorkTexts.Of("definition.archive", e.Message)));
            }
        }

        return unpacked;
    }

    /// <summary>Null: it is larger than what may still come.</summary>
    private static byte[]? Content(ZipArchiveEntry entry, long left)
    {
        using var content = entry.Open();
        using var buffer = new MemoryStream();
        var chunk = new byte[81920];
        int read;
        while ((read = content.Read(chunk)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > left)
            {
                return null;
            }
        }

        return buffer.ToArray();
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
