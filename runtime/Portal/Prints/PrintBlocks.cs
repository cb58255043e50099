using LowCode.Definitions.Forms;
using LowCode.FormUi;
using LowCode.Portal.Cases;
using LowCode.Portal.Layout;
using LowCode.Portal.Records;
using LowCode.Portal.Session;
using LowCode.Work.Cases;
using LowCode.Work.Records;

namespace LowCode.Portal.Prints;

/// <summary>The parts of a page that the product writes by itself.</summary>
internal static class PrintBlocks
{
    // Lines on paper for a table that is empty.
    private const int EmptyRows = 5;

    public static string Timeline(IReadOnlyList<CaseEventRow> events, TimeZoneInfo zone) =>
        $"<ol class=\"timeline\">{string.Concat(Done(events).Select(e => Line(e, zone)))}</ol>";

    public static string Cases(IReadOnlyList<CaseRow> rows, CaseWords words, PortalSession session)
    {
        string[] heads = [Texts.Number, Texts.Title, Texts.CaseStatus, Texts.Class, Texts.Department, Texts.CreatedAt, Texts.Due];
        return Grid(heads, rows.Select(Row));

        string?[] Row(CaseRow row) =>
        [
            row.Number, row.Title, words.Status(row.CaseType, row.Status)?.Label.ToString() ?? row.Status, words.ClassPath(row.ClassCode), session.NameOf(row.Department),
            WallClock.Show(row.CreatedAt, session.Tenant.Zone), row.DueAt is { } due ? WallClock.Show(due, session.Tenant.Zone) : "",
        ];
    }

    public static string Records(RecordType type, IReadOnlyList<RecordRow> rows, FormContext context, PortalSession session)
    {
        return Grid([Texts.Number, Texts.CaseStatus, .. type.Fields.Select(f => f.Field.Label.ToString()), Texts.CreatedAt], rows.Select(Row));

        string?[] Row(RecordRow row) =>
        [
            row.Number, type.Statuses.FirstOrDefault(s => s.Key == row.Status)?.Label.ToString() ?? row.Status,
            .. type.Fields.Select(f => RecordText.Of(row, f.Field, context)), WallClock.Show(row.CreatedAt, session.Tenant.Zone),
        ];
    }

    public static string Empty(FormDefinition form) => string.Concat(CaseSections.Sections(form).Select(section =>
        $"<h2>{PrintHtml.Text(section.Title)}</h2><dl>{string.Concat(section.Keys.Select(form.Field).OfType<FormField>().Where(f => !f.IsRetired && !f.IsCalculated).Select(EmptyField))}</dl>"));

    private static string Grid(IEnumerable<string> heads, IEnumerable<IEnumerable<string?>> rows) =>
        $"<table class=\"grid\"><thead><tr>{Cells("th", heads)}</tr></thead><tbody>{string.Concat(rows.Select(r => $"<tr>{Cells("td", r)}</tr>"))}</tbody></table>";

    private static string Cells(string element, IEnumerable<string?> texts) => string.Concat(texts.Select(t => $"<{element}>{PrintHtml.Text(t)}</{element}>"));

    private static IEnumerable<CaseEventRow> Done(IReadOnlyList<CaseEventRow> events) => events
        .Where(e => e.Kind != "task-opened" || !events.Any(later => later.Seq > e.Seq && later.Step == e.Step))
        .OrderBy(e => e.At).ThenBy(e => e.Seq);

    private static string Line(CaseEventRow line, TimeZoneInfo zone) =>
        $"<li>{PrintHtml.Text(line.Text)} <small>{PrintHtml.Text(line.ActorName ?? Texts.ByProcess)} {WallClock.Show(line.At, zone)}</small>{(string.IsNullOrWhiteSpace(line.Comment) ? "" : $"<div>{PrintHtml.Text(line.Comment)}</div>")}</li>";

    private static string EmptyField(FormField field)
    {
        var label = PrintHtml.Text(field.Label.ToString());
        return field.Type switch
        {
            FieldType.Display => $"<div class=\"field wide\">{label}</div>",
            FieldType.Choice or FieldType.MultiChoice => $"<div class=\"field wide\"><dt>{label}</dt><dd class=\"choices\">{string.Concat(field.Options.Where(o => !o.IsRetired).Select(o => $"<span>☐ {PrintHtml.Text(o.Label.ToString())}</span>"))}</dd></div>",
            FieldType.Boolean => $"<div class=\"field\"><dt>{label}</dt><dd class=\"choices\"><span>☐ {PrintHtml.Text(Texts.PrintYes)}</span><span>☐ {PrintHtml.Text(Texts.PrintNo)}</span></dd></div>",
            FieldType.Table => $"<div class=\"field wide\"><dt>{label}</dt><dd><table class=\"grid\"><thead><tr>{string.Concat(field.Columns.Where(c => !c.IsRetired).Select(c => $"<th>{PrintHtml.Text(c.Label.ToString())}</th>"))}</tr></thead><tbody>{string.Concat(Enumerable.Repeat($"<tr>{string.Concat(field.Columns.Where(c => !c.IsRetired).Select(_ => "<td>&nbsp;</td>"))}</tr>", EmptyRows))}</tbody></table></dd></div>",
            FieldType.LongText or FieldType.RichText or FieldType.Photo or FieldType.Signature => $"<div class=\"field wide\"><dt>{label}</dt><dd class=\"blank large\"></dd></div>",
            _ => $"<div class=\"field\"><dt>{label}</dt><dd class=\"blank\"></dd></div>",
        };
    }
}
