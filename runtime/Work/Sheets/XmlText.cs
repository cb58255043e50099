using System.Globalization;
using System.Text.RegularExpressions;

namespace LowCode.Work.Sheets;

/// <summary>
/// Characters that XML or workbooks would change: carriage returns and controls, and texts that look like a workbook's own escapes
/// (<c>_x000D_</c>). They are written as characters of private use; what Excel escaped itself is read as what it stands for.
/// </summary>
internal static partial class XmlText
{
    private const char First = '\uE000';
    private const char Quote = '\uE0FF';

    public static string Encode(string text) =>
        Changed().Replace(text, m => m.Value[0] >= First ? $"{Quote}{m.Value}" : ((char)(First + m.Value[0])).ToString());

    public static string Decode(string text)
    {
        var plain = Escaped().Replace(text, m => ((char)int.Parse(m.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
        return Private().Replace(plain, m => m.Length == 2 ? m.Value[1..] : ((char)(m.Value[0] - First)).ToString());
    }

    [GeneratedRegex(@"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0B-\x1F\uE000-\uE0FF]")]
    private static partial Regex Changed();

    [GeneratedRegex(@"_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();

    [GeneratedRegex(@"\uE0FF.|[\uE000-\uE05F]", RegexOptions.Singleline)]
    private static partial Regex Private();
}
