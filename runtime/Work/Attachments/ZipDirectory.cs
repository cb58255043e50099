using System.Buffers.Binary;

namespace LowCode.Work.Attachments;

/// <summary>
/// How many entries an archive has, counted along its directory (APPNOTE 4.3.12 to 4.3.16) before anything of it is taken into memory. What its end says of their
/// number is not believed: whoever opens the archive reads as many as there are.
/// </summary>
internal static class ZipDirectory
{
    private const int HeaderLength = 46;
    private const int EndLength = 22;
    private const int LocatorLength = 20;
    private const int LongEndLength = 56;
    private const int LongestComment = ushort.MaxValue;

    /// <param name="most">No more are counted.</param>
    /// <returns>Null: it has no end, so it is no archive or a cut one.</returns>
    public static int? Count(Stream content, int most)
    {
        var tail = new byte[(int)Math.Min(content.Length, LocatorLength + EndLength + LongestComment)];
        content.Position = content.Length - tail.Length;
        content.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < EndLength)
        {
            return null;
        }

        var count = CountFrom(content, BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16)), most);

        // Large archives have a second end, to which a locator before the first one points; readers differ in when they follow it.
        return end >= LocatorLength && tail.AsSpan(end - LocatorLength).StartsWith("PK\u0006\u0007"u8)
            ? Math.Max(count, CountFrom(content, LongStart(content, BinaryPrimitives.ReadUInt64LittleEndian(tail.AsSpan(end - LocatorLength + 8))), most))
            : count;
    }

    // Where the second end says that the directory begins; behind the archive where it is none.
    private static ulong LongStart(Stream content, ulong at)
    {
        var end = new byte[LongEndLength];
        return Read(content, at, end) && end.AsSpan().StartsWith("PK\u0006\u0006"u8) ? BinaryPrimitives.ReadUInt64LittleEndian(end.AsSpan(48)) : ulong.MaxValue;
    }

    private static int CountFrom(Stream content, ulong at, int most)
    {
        var header = new byte[HeaderLength];
        var count = 0;
        while (count < most && Read(content, at, header) && header.AsSpan().StartsWith("PK\u0001\u0002"u8))
        {
            count++;
            at += HeaderLength + (ulong)(Length(28) + Length(30) + Length(32));
        }

        return count;

        int Length(int member) => BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(member));
    }

    private static bool Read(Stream content, ulong at, byte[] bytes)
    {
        if (at > (ulong)content.Length)
        {
            return false;
        }

        content.Position = (long)at;
        return content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;
    }
}
