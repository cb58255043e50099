using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace LowCode.Host.Commands;

/// <summary>Reads a file line by line as bytes, whatever its size. Empty lines are passed over.</summary>
internal static class JsonLines
{
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(FileInfo file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var stream = file.OpenRead();
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 1 << 16));
        while (true)
        {
            var read = await pipe.ReadAsync(cancellation);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                if (Trimmed(rest.Slice(0, end)) is { Length: > 0 } line)
                {
                    yield return line;
                }

                rest = rest.Slice(rest.GetPosition(1, end));
            }

            if (read.IsCompleted)
            {
                if (Trimmed(rest) is { Length: > 0 } last)
                {
                    yield return last;
                }

                yield break;
            }

            pipe.AdvanceTo(rest.Start, rest.End);
        }
    }

    private static byte[] Trimmed(ReadOnlySequence<byte> line) => line.ToArray().AsSpan().Trim(" \t\r"u8).ToArray();
}
