using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LowCode.Feel.Functions;

/// <summary>The replacement of <c>replace</c>: <c>$1</c> is a group, <c>\$</c> and <c>\\</c> are the signs themselves.</summary>
internal sealed class Replacement
{
    private readonly List<(string Text, string Digits)> _parts = [];

    /// <summary>Null when a dollar or a backslash stands where it may not.</summary>
    public static Replacement? Parse(string text)
    {
        var (result, plain) = (new Replacement(), new StringBuilder());
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                if (i + 1 == text.Length || text[i + 1] is not ('\\' or '$'))
                {
                    return null;
                }

                plain.Append(text[++i]);
            }
            else if (text[i] == '$')
            {
                var end = i + 1;
                while (end < text.Length && end < i + 4 && char.IsAsciiDigit(text[end]))
                {
                    end++;
                }

                if (end == i + 1)
                {
                    return null;
                }

                result._parts.Add((plain.ToString(), text[(i + 1)..end]));
                plain.Clear();
                i = end - 1;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        result._parts.Add((plain.ToString(), ""));
        return result;
    }

    public void AppendTo(StringBuilder result, Match match, int longest)
    {
        foreach (var (text, digits) in _parts)
        {
            if (result.Length > longest)
            {
                return;
            }

            result.Append(text);
            if (digits.Length == 0)
            {
                continue;
            }

            // As many digits as name a group; what is left of them is text.
            var length = digits.Length;
            while (length > 1 && Number(digits[..length]) >= match.Groups.Count)
            {
                length--;
            }

            var group = Number(digits[..length]);
            result.Append(group < match.Groups.Count ? match.Groups[group].Value : "").Append(digits, length, digits.Length - length);
        }
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
