using System.Text;
using UglyToad.PdfPig;

namespace LowCode.Tests.Component.Http;

/// <summary>What a PDF says.</summary>
/// <param name="Size">Of the first page in points: A4 is 595 x 842.</param>
/// <param name="Text">Of all pages, without spaces: where words end in a PDF is a guess.</param>
internal sealed record PdfText((int Width, int Height) Size, string Text, int Pages, int Pictures)
{
    public static PdfText Of(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        var pages = document.GetPages().ToList();
        // Fonts give radicals and characters that look alike one glyph; it is read as either.
        var text = string.Concat(pages.Select(p => p.Text)).Normalize(NormalizationForm.FormKC);
        return new PdfText(
            ((int)Math.Round(pages[0].Width), (int)Math.Round(pages[0].Height)),
            string.Concat(text.Where(c => !char.IsWhiteSpace(c))),
            pages.Count,
            pages.Sum(p => p.GetImages().Count()));
    }
}
