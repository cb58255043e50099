using System.Globalization;

namespace LowCode.FormUi;

/// <summary>Fills the places of a text from the resources, in the reader's culture.</summary>
public static class TextFormatting
{
    public static string With(this string text, params object?[] values) => string.Format(CultureInfo.CurrentCulture, text, values);
}
