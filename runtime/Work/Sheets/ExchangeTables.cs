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
public sealed partial class ExchangeTables(ReadReleases releases, PublishedDefinitions definitions, PublishRelease publish)
{
    /// <summary>Names of the decisions of a model whose logic is a table.</summary>
    public async Task<IReadOnlyList<string>> TablesAsync(Actor actor, string model, CancellationToken cancellation)
    {
        var found = await ModelAsync(actor, model, cancellation);
        return found.IsAccepted ? [.. TablesOf(found.Value.Model).Select(d => d.Name)] : [];
    }

    public async Task<Result<ExportedSheet>> ExportAsync(Actor actor, string model, string decision, SheetFormat format, CancellationToken cancellation)
    {
        var found = await ModelAsync(actor, model, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        return TableOf(found.Value.Model, decision) is { } table
            ? new ExportedSheet(SheetFile.Write(TableSheet.Write(table.Definition), format), found.Value.Hash.Value)
            : UnknownTable(found.Value.Model, model, decision);
    }

    /// <param name="expected">Hash of the model that the file was made from; null: whatever is current.</param>
    public async Task<Result<PublishedRelease>> ImportAsync(
        Actor actor, string model, string decision, byte[] content, SheetFormat format, string? expected, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("release.forbidden");
        }

        // Asked first: what is published between the two is noticed when this is.
        var revision = (await definitions.CurrentAsync(actor.Tenant, cancellation)).Revision;
        var found = await ModelAsync(actor, model, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        if (expected is not null && expected != found.Value.Hash.Value)
        {
            return Rejections.Conflict("decisions.stale", model);
        }

        if (TableOf(found.Value.Model, decision) is not { } table)
        {
            return UnknownTable(found.Value.Model, model, decision);
        }

        var sheet = SheetFile.Read(content, format, _ => true, cancellation);
        if (sheet.Value is not { } read)
        {
            return Rejections.Invalid("sheet.invalid", sheet.Problems);
        }

        var changed = TableSheetReader.Read(read, table.Definition);
        if (changed.Value is not { } given)
        {
            return Rejections.Invalid("sheet.invalid", changed.Problems);
        }

        var elements = found.Value.Model.Elements.Select(e => e is DrgElement.Decision d && d.Name == decision ? d with { Logic = table with { Definition = given } } : e);
        var written = Written(found.Value.Model with { Elements = [.. elements] });
        if (written.Value is not { } xml)
        {
            return Rejections.Invalid("sheet.invalid", [.. written.Problems.Select(p => InSheet(p, given))]);
        }

        var artefact = Artefact.Of(ArtefactKind.Decision, model, Encoding.UTF8.GetBytes(xml));
        var answer = await publish.HandleAsync(actor, new PublishReleaseCommand([artefact], $"{model}/{decision}", revision), cancellation);
        return answer.IsAccepted ? answer : answer.Rejection with { Problems = [.. answer.Rejection.Problems.Select(p => InSheet(p, given))] };
    }

    // A file of values may hold characters that no document can.
    private static Parsed<string> Written(DmnModel model)
    {
        try
        {
            return Parsed<string>.Of(DmnXml.Write(model));
        }
        catch (DmnWriteException refused)
        {
            return Parsed<string>.Failed(DecisionDocument.ProblemsOf(refused.Problems));
        }
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

    private static Rejection UnknownTable(DmnModel found, string model, string decision) =>
        Rejections.NotFound("decisions.unknown-table", decision, model, string.Join(", ", TablesOf(found).Select(d => d.Name)));

    private async Task<Result<PublishedModel>> ModelAsync(Actor actor, string model, CancellationToken cancellation)
    {
        var artefact = await releases.ArtefactAsync(actor, ArtefactKind.Decision, model, cancellation);
        return artefact.IsAccepted ? new PublishedModel(DecisionDocument.Read(artefact.Value.Content).Value!, artefact.Value.Hash) : artefact.Rejection;
    }

    private static IEnumerable<DrgElement.Decision> TablesOf(DmnModel model) => model.Elements.OfType<DrgElement.Decision>().Where(d => d.Logic is BoxedExpression.Table);

    private static BoxedExpression.Table? TableOf(DmnModel model, string decision) => TablesOf(model).FirstOrDefault(d => d.Name == decision)?.Logic as BoxedExpression.Table;

    private sealed record PublishedModel(DmnModel Model, ContentHash Hash);

    [GeneratedRegex(@"decisionTable/rule\[(\d+)\]/(inputEntry|outputEntry)\[(\d+)\]")]
    private static partial Regex Cells();
}
