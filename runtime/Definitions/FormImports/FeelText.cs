using System.Globalization;
using System.Text;

namespace LowCode.Definitions.FormImports;

/// <summary>Spells literals of FEEL.</summary>
internal static class FeelText
{
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    public static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null: no number of ours.</summary>
    public static decimal? ReadNumber(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
