using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Decisions;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Prints;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Rules;

namespace LowCode.Definitions.Templates;

/// <summary>
/// Reads a template from its folder: <c>template.json</c>, <c>workflows/*.json</c>, <c>forms/*.json</c>, <c>dictionaries/*.json</c>,
/// <c>casetypes/*.json</c>, <c>decisions/*.dmn</c>, <c>rules/*.json</c>,
/// <c>prints/*.json</c>. A problem's path is the file's name in the folder, <c>#</c>, and the JSON pointer in it.
/// </summary>
public static class TemplateFolder
{
    private const string ManifestFile = "template.json";

    /// <summary>The package, with every document parsed and checked against the others; or every problem. Artefacts keep the files' bytes.</summary>
    public static Parsed<TemplatePackage> Read(string path)
    {
        var problems = new ProblemList();
        var contents = new TemplateContents();
        var manifest = ReadFile(path, ManifestFile, problems) is { } bytes ? Take(TemplateJson.Read(bytes), ManifestFile, problems) : null;
        ReadAll(path, "workflows", ArtefactKind.Workflow, contents, problems, (content, file) =>
        {
            var inner = new ProblemList();
            var outline = WorkflowOutline.Read(content, inner);
            AddUnder(file, inner.All, problems);
            return outline is null ? null : Keep(contents.Workflows, outline, file).DefinitionId;
        });
        ReadAll(path, "forms", ArtefactKind.Form, contents, problems, (content, file) =>
            Take(FormJson.Read(content), file, problems) is { } form ? Keep(contents.Forms, form, file).FormId : null);
        ReadAll(path, "dictionaries", ArtefactKind.Dictionary, contents, problems, (content, file) =>
            Take(DictionaryJson.Read(content), file, problems) is { } dictionary ? Keep(contents.Dictionaries, dictionary, file).DictionaryId : null);
        ReadAll(path, "casetypes", ArtefactKind.CaseType, contents, problems, (content, file) =>
            Take(CaseTypeJson.Read(content), file, problems) is { } caseType ? Keep(contents.CaseTypes, caseType, file).CaseTypeId : null);

        ReadAll(path, "decisions", ArtefactKind.Decision, contents, problems, (content, file) =>
            Take(DecisionDocument.Read(content), file, problems) is { } model ? Keep(contents.Decisions, model, file).Name : null, "*.dmn");
        ReadAll(path, "rules", ArtefactKind.RuleSet, contents, problems, (content, file) =>
            Take(RuleSetJson.Read(content), file, problems) is { } set ? set.RuleSetId ?? Path.GetFileNameWithoutExtension(file) : null);
        ReadAll(path, "prints", ArtefactKind.PrintTemplate, contents, problems, (content, file) =>
            Take(PrintTemplateJson.Read(content), file, problems)?.TemplateId);

        // A document that could not be read is missing to its neighbours; saying so again for each of them would hide the cause.
        if (manifest is not null && problems.IsEmpty)
        {
            TemplateChecks.Check(manifest, contents, problems);
        }

        return problems.Result(manifest is null ? null : new TemplatePackage(manifest, contents.Artefacts));
    }

    internal static byte[]? ReadFile(string folder, string file, ProblemList problems)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(file, "template.unreadable-file", file);
            return null;
        }
    }

    /// <summary>Files of a subfolder by name, so that what is read does not depend on the disk; none where there is no such folder.</summary>
    internal static IEnumerable<string> FilesIn(string path, string folder, string pattern = "*.json") =>
        Directory.Exists(Path.Combine(path, folder))
            ? Directory.EnumerateFiles(Path.Combine(path, folder), pattern)
                .Select(f => $"{folder}/{Path.GetFileName(f)}")
                .Order(StringComparer.Ordinal)
            : [];

    internal static T? Take<T>(Parsed<T> parsed, string file, ProblemList problems)
        where T : class
    {
        AddUnder(file, parsed.Problems, problems);
        return parsed.Value;
    }

    private static void ReadAll(
        string path,
        string folder,
        ArtefactKind kind,
        TemplateContents contents,
        ProblemList problems,
        Func<byte[], string, string?> read,
        string pattern = "*.json")
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in FilesIn(path, folder, pattern))
        {
            if (ReadFile(path, file, problems) is { } content && read(content, file) is { } key)
            {
                contents.Artefacts.Add(Artefact.Of(kind, key, content));
                if (!first.TryAdd(key, file))
                {
                    problems.Add(file, "document.duplicate", key, first[key]);
                }
            }
        }
    }

    private static T Keep<T>(List<InFile<T>> list, T value, string file)
    {
        list.Add(new InFile<T>(file, value));
        return value;
    }

    private static void AddUnder(string file, IReadOnlyList<Problem> inner, ProblemList problems) =>
        problems.AddRange(inner.Select(p => p with { Path = $"{file}#{p.Path}" }));
}
