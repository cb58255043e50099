using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.FormUi;
using LowCode.FormUi.Values;

namespace LowCode.Portal.Prints;

/// <summary>Values as HTML on paper, as people read them on the screen.</summary>
/// <param name="pictures">Small copies as addresses of data, by attachment.</param>
/// <param name="people">Names by login.</param>
/// <param name="files">Names of the files by attachment.</param>
internal sealed class PrintHtml(
    FormContext context,
    IReadOnlyDictionary<string, string> pictures,
    IReadOnlyDictionary<string, string> files,
    IReadOnlyDictionary<string, string> people,
    IReadOnlySet<string> masked)
{
    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    public string Of(FormField field, JsonNode? value)
    {
        // A mask is a text, whatever the field holds.
        if (masked.Contains(field.Key) && value is JsonValue mask)
        {
            return Text(mask.ToString());
        }

        return field.Type switch
        {
            FieldType.RichText when value is JsonValue html => SafeHtml.Of(html.ToString()),
            FieldType.Person when value is JsonValue login => Text(people.GetValueOrDefault(login.ToString(), login.ToString())),
            FieldType.Photo or FieldType.Signature => Pictures(field, value),
            FieldType.Video or FieldType.Audio or FieldType.File => string.Join("<br>", FieldValue.Attachments(field, value).Select(id => Text(files.GetValueOrDefault(id, id)))),
            FieldType.Table when value is JsonArray rows => Table(field, rows),
            _ => Text(FieldText.Of(field, value, context)).ReplaceLineEndings("<br>"),
        };
    }

    public string Field(FormField field, JsonNode? value) =>
        $"<div class=\"field{(field.Type is FieldType.Table or FieldType.LongText or FieldType.RichText or FieldType.Photo ? " wide" : "")}\"><dt>{Text(field.Label.ToString())}</dt><dd>{Of(field, value)}</dd></div>";

    /// <summary>Ids of the attachments that are pictures, those in rows too.</summary>
    public static IEnumerable<string> PictureIds(IEnumerable<FormField> fields, JsonObject data) =>
        Cells(fields, data).Where(c => c.Field.Type is FieldType.Photo or FieldType.Signature).SelectMany(c => FieldValue.Attachments(c.Field, c.Value)).Distinct();

    /// <summary>Ids of the attachments that are known by their names, those in rows too.</summary>
    public static IEnumerable<string> FileIds(IEnumerable<FormField> fields, JsonObject data) =>
        Cells(fields, data).Where(c => c.Field.Type is FieldType.Video or FieldType.Audio or FieldType.File).SelectMany(c => FieldValue.Attachments(c.Field, c.Value)).Distinct();

    /// <summary>Logins of the people who are named, those in rows too.</summary>
    public static IEnumerable<string> Logins(IEnumerable<FormField> fields, JsonObject data) =>
        Cells(fields, data).Where(c => c.Field.Type == FieldType.Person).Select(c => c.Value).OfType<JsonValue>().Select(v => v.ToString()).Distinct();

    // Fields with their values, and the cells of tables.
    private static IEnumerable<(FormField Field, JsonNode? Value)> Cells(IEnumerable<FormField> fields, JsonObject data) => fields.SelectMany(f => f.Type == FieldType.Table
        ? (FieldValue.In(data, f) as JsonArray ?? []).OfType<JsonObject>().SelectMany(row => Cells(f.Columns, row))
        : [(f, FieldValue.In(data, f))]);

    private string Pictures(FormField field, JsonNode? value)
    {
        var all = FieldValue.Attachments(field, value).ToList();
        var shown = all.Where(pictures.ContainsKey).ToList();
        var images = string.Concat(shown.Select(id => $"<img alt=\"\" src=\"{pictures[id]}\">"));
        // Who signed when, and how many pictures there are where not all are printed.
        return field.Type == FieldType.Photo && shown.Count == all.Count ? images : $"{images}<span class=\"caption\">{Text(FieldText.Of(field, value, context))}</span>";
    }

    // A column that is not asked any more is printed where old rows have something in it.
    private string Table(FormField table, JsonArray rows)
    {
        var objects = rows.OfType<JsonObject>().ToList();
        var columns = table.Columns.Where(c => c.Type != FieldType.Display && (!c.IsRetired || objects.Any(r => !FieldValue.IsEmpty(FieldValue.In(r, c))))).ToList();
        var html = new StringBuilder("<table class=\"grid\"><thead><tr><th>#</th>");
        columns.ForEach(c => html.Append("<th>").Append(Text(c.Label.ToString())).Append("</th>"));
        html.Append("</tr></thead><tbody>");
        foreach (var (index, row) in objects.Index())
        {
            html.Append("<tr><td>").Append(index + 1).Append("</td>");
            columns.ForEach(c => html.Append(FieldText.IsNumber(c) ? "<td class=\"number\">" : "<td>").Append(FieldValue.IsEmpty(FieldValue.In(row, c)) ? "" : Of(c, FieldValue.In(row, c))).Append("</td>"));
            html.Append("</tr>");
        }

        return html.Append("</tbody></table>").ToString();
    }
}
