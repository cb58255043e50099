namespace LowCode.Definitions.FormImports.XPath;

/// <summary>Days and moments as texts, in the patterns of forms: <c>%Y-%m-%d</c>.</summary>
internal static class DateFormats
{
    public static FeelPart Translate(XPathCall call)
    {
        var value = call.Part(0);
        var day = Comparison.IsDay(value) ? value : Conversions.Date(value);
        if (day is null || call.Literal(1) is not { } format)
        {
            return call.Fail();
        }

        var (parts, text) = (new List<string>(), "");
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                text += format[i];
                continue;
            }

            if (Piece(format[++i], day) is not { } piece)
            {
                return call.Fail();
            }

            Add(parts, ref text);
            parts.Add(piece);
        }

        Add(parts, ref text);
        return new FeelPart($"string join([{string.Join(", ", parts)}])", XPathKind.Text);
    }

    private static void Add(List<string> parts, ref string text)
    {
        if (text.Length > 0)
        {
            parts.Add(FeelText.Quote(text));
            text = "";
        }
    }

    private static string? Piece(char sign, FeelPart day)
    {
        var value = day.In(FeelPart.Atom);
        var hasTime = day.Kind == XPathKind.DateTime;
        return sign switch
        {
            'Y' => $"string({value}.year)",
            'y' => $"substring(string({value}.year), 3)",
            'm' => Two($"{value}.month"),
            'n' => $"string({value}.month)",
            'd' => Two($"{value}.day"),
            'e' => $"string({value}.day)",
            'H' when hasTime => Two($"{value}.hour"),
            'h' when hasTime => $"string({value}.hour)",
            'M' when hasTime => Two($"{value}.minute"),
            'S' when hasTime => Two($"{value}.second"),
            'a' => $"substring(day of week({value}), 1, 3)",
            'b' => $"substring(month of year({value}), 1, 3)",
            _ => null,
        };
    }

    private static string Two(string number) => $"substring(string(100 + {number}), 2)";
}
