using LowCode.Definitions.Problems;
using LowCode.Definitions.Templates;

namespace LowCode.Work.Releases;

/// <summary>The templates that this installation ships: one folder each, named by the template's id.</summary>
public sealed class TemplateCatalog(string folder)
{
    public IReadOnlyList<string> Ids =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateDirectories(folder).Where(d => File.Exists(Path.Combine(d, "template.json"))).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)]
            : [];

    /// <summary>The template, or all that is wrong with its folder; null: there is no such template.</summary>
    public Parsed<TemplatePackage>? Read(string id) => Ids.Contains(id, StringComparer.Ordinal) ? TemplateFolder.Read(Path.Combine(folder, id)) : null;
}
