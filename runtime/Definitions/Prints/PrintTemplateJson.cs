using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Prints;

/// <summary>
/// Print templates as JSON. Shape: <c>templateId</c>, <c>title</c>, <c>subject</c> (<c>case</c>, <c>form</c>, <c>list</c>), <c>orientation</c>
/// (<c>portrait</c>, <c>landscape</c>), <c>body</c>, <c>style</c>, <c>watermark</c>.
/// </summary>
public static class PrintTemplateJson
{
    private const int LongestText = 200_000;

    public static Parsed<PrintTemplate> Read(ReadOnlyMemory<byte> utf8) => Document.Read(utf8, PrintTemplate.Format, (root, problems) =>
    {
        var template = new PrintTemplate(root.Text("templateId"), root.Localized("title"), root.Word<PrintSubject>("subject"), root.Text("body"))
        {
            Orientation = root.OptionalWord<PrintOrientation>("orientation") ?? PrintOrientation.Portrait,
            Style = root.OptionalText("style"),
            Watermark = root.OptionalText("watermark"),
        };
        if (template.TemplateId.Length > 0 && !Names.IsId(template.TemplateId))
        {
            problems.Add("/templateId", "document.bad-id", template.TemplateId);
        }

        foreach (var (path, text) in new[] { ("/body", template.Body), ("/watermark", template.Watermark), ("/style", template.Style) })
        {
            if (text?.Length > LongestText)
            {
                problems.Add(path, "print.too-long", LongestText, text.Length);
            }
        }

        foreach (var problem in PrintMarkup.Read(template.Body).Problems)
        {
            problems.Add(problem with { Path = "/body" });
        }

        foreach (var problem in PrintMarkup.Read(template.Watermark ?? "").Problems)
        {
            problems.Add(problem with { Path = "/watermark" });
        }

        return template;
    });

    public static byte[] Write(PrintTemplate template) => DocumentWriter.Write(PrintTemplate.Format, json =>
    {
        json.WriteString("templateId", template.TemplateId);
        json.WriteTexts("title", template.Title);
        json.WriteString("subject", EnumWords<PrintSubject>.Of(template.Subject));
        json.WriteString("orientation", EnumWords<PrintOrientation>.Of(template.Orientation));
        json.WriteString("body", template.Body);
        json.WriteText("style", template.Style);
        json.WriteText("watermark", template.Watermark);
    });
}
