using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LowCode.Definitions.Decisions;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Releases;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Xml;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Sheets;

/// <summary>A decision table of a published model as a file, and back: the model is published with the table that the file holds.</summary>
public sealed partial class ExchangeTables(ReadReleases releases, PublishRelease publish)
{
    /// <summary>Names of the decisions of a model whose logic is a table.</summary>
    public async Task<IReadOnlyList<string>> TablesAsync(Actor actor, string model, CancellationToken cancellation)
    {
        var found = await ModelAsync(actor, model, cancellation);
        return found.IsAccepted ? [.. TablesOf(found.Value).Select(d => d.Name)] : [];
    }

    public async Task<Result<byte[]>> ExportAsync(Actor actor, string model, string decision, SheetFormat format, CancellationToken cancellation)
    {
        var found = await ModelAsync(actor, model, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        return TableOf(found.Value, decision) is { } table
            ? SheetFile.Write(TableSheet.Write(table.Definition), format)
            : Rejections.NotFound("decisions.unknown-table", decision, model, string.Join(", ", TablesOf(found.Value).Select(d => d.Name)));
    }

    public async Task<Result<PublishedRelease>> ImportAsync(Actor actor, string model, string decision, byte[] content, SheetFormat format, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("release.forbidden");
        }

        var found = await ModelAsync(actor, model, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        if (TableOf(found.Value, decision) is not { } table)
        {
            return Rejections.NotFound("decisions.unknown-table", decision, model, string.Join(", ", TablesOf(found.Value).Select(d => d.Name)));
        }

        var sheet = SheetFile.Read(content, format, _ => true);
        if (sheet.Value is not { } read)
        {
            return Rejections.Invalid("sheet.invalid", sheet.Problems);
        }

        var changed = TableSheetReader.Read(read, table.Definition);
        if (changed.Value is not { } given)
        {
            return Rejections.Invalid("sheet.invalid", changed.Problems);
        }

        var elements = found.Value.Elements.Select(e => e is DrgElement.Decision d && d.Name == decision ? d with { Logic = table with { Definition = given } } : e);
        var xml = DmnXml.Write(found.Value with { Elements = [.. elements] });
        var artefact = Artefact.Of(ArtefactKind.Decision, model, Encoding.UTF8.GetBytes(xml));
        var answer = await publish.HandleAsync(actor, new PublishReleaseCommand([artefact], $"{model}/{decision}"), cancellation);
        return answer.IsAccepted ? answer : answer.Rejection with { Problems = [.. answer.Rejection.Problems.Select(p => InSheet(p, given))] };
    }

    // What the model's check says of a cell is told by the row and the column of the sheet.
    private static Problem InSheet(Problem problem, DecisionTable table)
    {
        if (Cells().Match(problem.Path) is not { Success: true } cell)
        {
            return problem;
        }

        var (rule, column) = (int.Parse(cell.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(cell.Groups[3].Value, CultureInfo.InvariantCulture));
        return problem with { Path = Sheet.PlaceOf(TableSheet.FirstRule + rule - 1, cell.Groups[2].Value == "inputEntry" ? column : table.Inputs.Count + column) };
    }

    private async Task<Result<DmnModel>> ModelAsync(Actor actor, string model, CancellationToken cancellation)
    {
        var artefact = await releases.ArtefactAsync(actor, ArtefactKind.Decision, model, cancellation);
        return artefact.IsAccepted ? DecisionDocument.Read(artefact.Value.Content).Value! : artefact.Rejection;
    }

    private static IEnumerable<DrgElement.Decision> TablesOf(DmnModel model) => model.Elements.OfType<DrgElement.Decision>().Where(d => d.Logic is BoxedExpression.Table);

    private static BoxedExpression.Table? TableOf(DmnModel model, string decision) => TablesOf(model).FirstOrDefault(d => d.Name == decision)?.Logic as BoxedExpression.Table;

    [GeneratedRegex(@"decisionTable/rule\[(\d+)\]/(inputEntry|outputEntry)\[(\d+)\]")]
    private static partial Regex Cells();
}
