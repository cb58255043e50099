using System.Buffers.Binary;

namespace LowCode.Work.Attachments;

/// <summary>How many entries an archive says it has, read from its end (APPNOTE 4.3.16): before anything of it is taken into memory.</summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;

    /// <summary>Null: it has no end, so it is no archive or a cut one.</summary>
    public static int? Count(Stream content)
    {
        var tail = new byte[(int)Math.Min(content.Length, EndLength + LongestComment)];
        content.Position = content.Length - tail.Length;
        content.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        return end < 0 || tail.Length - end < EndLength ? null : BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10));
    }
}
