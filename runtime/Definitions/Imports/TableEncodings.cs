using System.Text;

namespace LowCode.Definitions.Imports;

/// <summary>Encodings of tables. Lines are found in bytes, so only encodings in which ASCII characters are single bytes will do.</summary>
public static class TableEncodings
{
    private static readonly byte[] Ascii = [.. Enumerable.Range(0, 128).Select(i => (byte)i)];

    static TableEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Throws on bytes that are not of the encoding; null where the name is unknown or the encoding is of another kind.</summary>
    public static Encoding? Find(string name)
    {
        try
        {
            var encoding = Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            return encoding.GetString(Ascii).SequenceEqual(Ascii.Select(b => (char)b)) ? encoding : null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The same, but writes U+FFFD where it cannot read, to show a person where it went wrong.</summary>
    public static Encoding Lenient(Encoding strict) =>
        Encoding.GetEncoding(strict.CodePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));

    /// <summary>The byte order mark that a file begins with: its encoding's name and its length; null: none.</summary>
    public static (string Name, int Length)? Mark(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => ("utf-8", 3),
        [0xFF, 0xFE, 0, 0, ..] => ("utf-32", 4),
        [0xFF, 0xFE, ..] => ("utf-16", 2),
        [0xFE, 0xFF, ..] => ("utf-16BE", 2),
        _ => null,
    };
}
