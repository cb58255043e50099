using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using LowCode.Definitions.Imports;

namespace LowCode.Work.Imports;

/// <summary>A physical line with its line break.</summary>
/// <param name="Number">From 1.</param>
/// <param name="IsReadable">False: it has bytes that are not of the encoding; U+FFFD stands in their place.</param>
internal readonly record struct TableLine(int Number, string Text, bool IsReadable, bool IsTooLong);

/// <summary>Cuts a stream into lines without ever holding more than one of them.</summary>
internal sealed class TableLines(Stream stream, Encoding encoding)
{
    /// <summary>Bytes of the longest line taken; the rest of a longer one is passed over.</summary>
    public const int MaxLineBytes = 1024 * 1024;

    private const int BufferBytes = 64 * 1024;

    private readonly Encoding _lenient = TableEncodings.Lenient(encoding);

    public async IAsyncEnumerable<TableLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var buffer = new byte[BufferBytes];
        var line = new ArrayBufferWriter<byte>();
        var isTooLong = false;
        var number = 0;
        for (int count; (count = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            for (var start = 0; start < count;)
            {
                var end = Array.IndexOf(buffer, (byte)'\n', start, count - start);
                var piece = buffer.AsSpan(start, (end < 0 ? count : end + 1) - start);
                isTooLong |= line.WrittenCount + piece.Length > MaxLineBytes;
                if (!isTooLong)
                {
                    line.Write(piece);
                }

                start += piece.Length;
                if (end >= 0)
                {
                    yield return Decode(++number, line.WrittenSpan, isTooLong);
                    line.ResetWrittenCount();
                    isTooLong = false;
                }
            }
        }

        if (line.WrittenCount > 0 || isTooLong)
        {
            yield return Decode(++number, line.WrittenSpan, isTooLong);
        }
    }

    private TableLine Decode(int number, ReadOnlySpan<byte> bytes, bool isTooLong)
    {
        try
        {
            return new TableLine(number, encoding.GetString(bytes), true, isTooLong);
        }
        catch (DecoderFallbackException)
        {
            return new TableLine(number, _lenient.GetString(bytes), false, isTooLong);
        }
    }
}
