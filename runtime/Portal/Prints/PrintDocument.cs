using System.Globalization;
using LowCode.Definitions.Prints;
using LowCode.FormUi;
using LowCode.Work.Prints;

namespace LowCode.Portal.Prints;

/// <summary>The document around what a template gives: style, watermark, header and page numbers. It loads nothing and runs nothing.</summary>
internal static class PrintDocument
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

    private const string Style = """
        body { font: 10.5pt/1.5 "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", SimSun, sans-serif; margin: 0; color: #111; overflow-wrap: anywhere; }
        h1 { font-size: 17pt; text-align: center; margin: 0 0 4mm; }
        h2 { font-size: 12pt; margin: 5mm 0 2mm; border-bottom: .3mm solid #555; break-after: avoid; }
        dl { display: grid; grid-template-columns: 1fr 1fr; gap: 0 6mm; margin: 0; }
        .landscape dl { grid-template-columns: 1fr 1fr 1fr; }
        .field { display: flex; gap: 3mm; padding: 1mm 0; border-bottom: .1mm solid #ccc; break-inside: avoid; }
        .field.wide { grid-column: 1 / -1; break-inside: auto; }
        dt { flex: none; width: 28mm; color: #444; } dd { margin: 0; flex: 1; min-width: 0; }
        .grid { width: calc(100% - .3mm); border-collapse: collapse; font-size: 9.5pt; }
        .grid th, .grid td { border: .2mm solid #777; padding: 1mm 1.5mm; text-align: left; vertical-align: top; }
        .grid thead { display: table-header-group; } .grid tr { break-inside: avoid; } .grid th { background: #eee; } .grid .number { text-align: right; }
        img { max-width: 55mm; max-height: 45mm; margin: 0 2mm 1mm 0; vertical-align: top; } .caption { display: block; color: #555; font-size: 9pt; }
        .field:has(.blank) { border-bottom: 0; }
        .blank { border: .2mm solid #777; min-height: 8mm; } .blank.large { min-height: 24mm; } .choices span { margin-right: 5mm; }
        .timeline { list-style: none; margin: 0; padding: 0; } .timeline li { padding: 1mm 0; border-bottom: .1mm solid #ccc; break-inside: avoid; } .timeline small { color: #555; }
        .watermark { position: fixed; inset: -30mm; z-index: 10; overflow: hidden; color: rgba(0, 0, 0, .09); font-size: 17pt; line-height: 34mm; transform: rotate(-28deg); word-spacing: 18mm; white-space: normal; }
        """;

    // So many fill an A4 page both ways.
    private const int Watermarks = 90;

    /// <param name="body">HTML.</param>
    /// <param name="watermark">HTML of a text; empty: none.</param>
    public static PageContent Of(PrintTemplate template, string title, string body, string watermark, string printed)
    {
        var marks = watermark.Length == 0 ? "" : $"<div class=\"watermark\" aria-hidden=\"true\">{string.Join(' ', Enumerable.Repeat($"<span style=\"white-space:nowrap\">{watermark.Replace(" ", "&#8199;", StringComparison.Ordinal)}</span>", Watermarks))}</div>";
        var html = $"""
            <!doctype html><html lang="{CultureInfo.CurrentUICulture.Name}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{Policy}">
            <title>{PrintHtml.Text(title)}</title><style>{Style}</style><style>{(template.Style ?? "").Replace("</", "<\\/", StringComparison.Ordinal)}</style></head>
            <body class="{(template.Orientation == PrintOrientation.Landscape ? "landscape" : "portrait")}">{marks}{body}</body></html>
            """;
        return new PageContent(html, template.Orientation, Edge($"<span>{PrintHtml.Text(title)}</span><span>{PrintHtml.Text(printed)}</span>"), Edge($"<span></span><span>{PageNumbers}</span><span></span>"));
    }

    private static string PageNumbers => Texts.PrintPage.With("<span class=\"pageNumber\"></span>", "<span class=\"totalPages\"></span>");

    private static string Edge(string content) =>
        $"<div style=\"font: 8pt 'Noto Sans CJK SC', sans-serif; color: #555; width: 100%; margin: 0 15mm; display: flex; justify-content: space-between\">{content}</div>";
}
