using System.Globalization;
using System.Text;
using LowCode.Feel.Numbers;
using LowCode.Feel.Problems;
using LowCode.Feel.Values;

namespace LowCode.Feel.Syntax;

/// <summary>Reads literals: numbers, texts with their escapes, temporal values.</summary>
internal sealed class LiteralReader(Reader reader)
{
    public FeelNode Number()
    {
        var (text, start) = (reader.Text, reader.At);
        var end = Digits(start);
        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            end = Digits(end + 1);
        }

        if (end < text.Length && text[end] is 'e' or 'E')
        {
            var sign = end + 1 < text.Length && text[end + 1] is '+' or '-' ? 1 : 0;
            var last = Digits(end + 1 + sign);
            end = last > end + 1 + sign ? last : end;
        }

        reader.MoveTo(end);
        var span = TextSpan.Between(start, end);
        if (FeelNumber.Parse(text.AsSpan(start, end - start)) is { } number)
        {
            return reader.Made(new LiteralNode(span, number));
        }

        reader.Report(FeelProblemCode.WrongNumber, span, text[start..end]);
        return new MissingNode(span);
    }

    public FeelNode Text()
    {
        var start = reader.At;
        var value = Quoted();
        return reader.Made(new LiteralNode(TextSpan.Between(start, reader.LastEnd), value));
    }

    public FeelNode Temporal()
    {
        var start = reader.At;
        reader.MoveTo(start + 1);
        if (reader.Current != '"')
        {
            reader.ReportExpected(new TextKey("token.text"));
            return new MissingNode(TextSpan.Between(start, reader.LastEnd));
        }

        var text = Quoted();
        var span = TextSpan.Between(start, reader.LastEnd);
        var value = Temporals.Parse(text);
        if (value.IsNull)
        {
            reader.Report(FeelProblemCode.WrongTemporal, span, text);
            return new MissingNode(span);
        }

        return reader.Made(new LiteralNode(span, value, IsTemporal: true));
    }

    /// <summary>The text between the quotes that begin here.</summary>
    public string Quoted()
    {
        var (text, start, at) = (reader.Text, reader.At, reader.At + 1);
        var value = new StringBuilder();
        while (at < text.Length && text[at] != '"')
        {
            at += text[at] == '\\' ? Escape(value, text, at) : Plain(value, text[at]);
        }

        if (at >= text.Length)
        {
            reader.Report(FeelProblemCode.UnclosedText, TextSpan.Between(start, text.Length));
        }

        reader.MoveTo(Math.Min(at + 1, text.Length));
        return WithoutLoneSurrogates(value.ToString());
    }

    private static int Plain(StringBuilder value, char c)
    {
        value.Append(c);
        return 1;
    }

    // What is no escape stays as it is: patterns are full of backslashes.
    private static int Escape(StringBuilder value, string text, int at)
    {
        var kind = at + 1 < text.Length ? text[at + 1] : '\0';
        switch (kind)
        {
            case 'n':
                value.Append('\n');
                return 2;
            case 'r':
                value.Append('\r');
                return 2;
            case 't':
                value.Append('\t');
                return 2;
            case '"' or '\'' or '\\':
                value.Append(kind);
                return 2;
            case 'u' when Hex(text, at + 2, 4) is { } unit:
                value.Append((char)unit);
                return 6;
            case 'U' when Hex(text, at + 2, 6) is { } point && Rune.IsValid(point):
                value.Append(new Rune(point).ToString());
                return 8;
            default:
                value.Append('\\');
                return 1;
        }
    }

    private static int? Hex(string text, int at, int length) =>
        at + length <= text.Length && int.TryParse(text.AsSpan(at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    private static string WithoutLoneSurrogates(string text)
    {
        if (!text.Any(char.IsSurrogate))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(rune.ToString());
        }

        return result.ToString();
    }

    private int Digits(int at)
    {
        while (at < reader.Text.Length && char.IsAsciiDigit(reader.Text[at]))
        {
            at++;
        }

        return at;
    }
}
