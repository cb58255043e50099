using System.Text;

namespace LowCode.Feel.Values;

/// <summary>A text in the making that takes no more than a given number of characters: what comes behind them is dropped, and need not be made.</summary>
internal sealed class ShortText(int most)
{
    private const string Ellipsis = "…";

    private readonly StringBuilder _text = new();

    /// <summary>Whether nothing more is taken.</summary>
    public bool IsFull => _text.Length > most;

    /// <summary>How deep in one another the values lie of which one is written now.</summary>
    public int Level { get; set; }

    /// <summary>The text; a longer one is cut, and ends in …</summary>
    public static string Of(string text, int most) => text.Length <= most ? text : Cut(text, most);

    public ShortText Append(string? part) => Append(part.AsSpan());

    public ShortText Append(ReadOnlySpan<char> part)
    {
        // One more than there is room for says that it was longer.
        var room = most - _text.Length + 1L;
        _text.Append(part.Length > room ? part[..(int)Math.Max(room, 0)] : part);
        return this;
    }

    public ShortText Append(char c)
    {
        if (!IsFull)
        {
            _text.Append(c);
        }

        return this;
    }

    /// <summary>Within quotes, as a literal.</summary>
    public ShortText AppendQuoted(string text)
    {
        Append('"');
        for (var i = 0; i < text.Length && !IsFull; i++)
        {
            _ = text[i] switch
            {
                '"' => Append("\\\""),
                '\\' => Append("\\\\"),
                '\n' => Append("\\n"),
                '\r' => Append("\\r"),
                '\t' => Append("\\t"),
                var c => Append(c),
            };
        }

        return Append('"');
    }

    /// <summary>What was taken, the one character too much included that tells that there was more.</summary>
    public string Taken() => _text.ToString();

    /// <summary>No longer than allowed; ends in … where there was more.</summary>
    public override string ToString() => Of(_text.ToString(), most);

    // Half a character is none.
    private static string Cut(string text, int most)
    {
        var end = most - Ellipsis.Length;
        return end <= 0 ? Ellipsis[..Math.Max(0, Math.Min(most, 1))] : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), Ellipsis);
    }
}
