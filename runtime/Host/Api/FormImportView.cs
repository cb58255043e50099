using System.Text.Json.Nodes;
using LowCode.Definitions.FormImports;
using LowCode.Work.FormImports;
using LowCode.Work.Releases;

namespace LowCode.Host.Api;

/// <summary>A form that was made of another system's file.</summary>
/// <param name="Form">The document (<c>lowcode.form/1</c>).</param>
/// <param name="Arrived">Questions with their type, relevance and constraint.</param>
/// <param name="Published">Null: it was only read.</param>
internal sealed record FormImportView(
    JsonNode Form,
    int Questions,
    int Arrived,
    IReadOnlyList<FormLoss> Losses,
    IReadOnlyList<RenamedName> Renamed,
    PublishedRelease? Published)
{
    public static FormImportView Of(ImportedForm imported) => new(
        JsonNode.Parse(imported.Document)!, imported.Import.Questions.Count, imported.Arrived, imported.Import.Losses, imported.Import.Renamed, imported.Published);
}
