using System.IO.Compression;
using System.Text;
using static LowCode.Work.Attachments.FileFormat;

namespace LowCode.Work.Attachments;

/// <summary>
/// Tells content by its first bytes (magic numbers), archives by what they hold; what a browser or a file's name says does not count, it
/// only chooses between formats that look the same.
/// </summary>
internal static class FileSignature
{
    private const int HeadLength = 64 * 1024;
    private const int MostEntries = 10_000;

    private static readonly FileFormat[] _none = [];
    private static readonly FileFormat[] _oldOffice = [OldWord, OldExcel, OldPowerPoint];

    private static readonly (byte[] Start, FileFormat[] Formats)[] _starts =
    [
        ([0xFF, 0xD8, 0xFF], [Jpeg]),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [Png]),
        ([.. "GIF87a"u8], [Gif]),
        ([.. "GIF89a"u8], [Gif]),
        ([0x49, 0x49, 0x2A, 0x00], [Tiff]),
        ([0x4D, 0x4D, 0x00, 0x2A], [Tiff]),
        ([.. "%PDF-"u8], [Pdf]),
        ([.. "{\\rtf"u8], [Rtf]),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], _oldOffice),
        ([.. "Rar!"u8, 0x1A, 0x07], [Rar]),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], [SevenZip]),
        ([.. "OggS"u8], [Ogg]),
        ([.. "fLaC"u8], [Flac]),
        ([.. "#!AMR"u8], [Amr]),
        ([.. "ID3"u8], [Mp3]),
        ([0xFF, 0xFB], [Mp3]),
        ([0xFF, 0xF3], [Mp3]),
        ([0xFF, 0xF2], [Mp3]),
        ([0xFF, 0xF1], [Aac]),
        ([0xFF, 0xF9], [Aac]),
    ];

    private static readonly (string Entry, FileFormat Format)[] _entries =
        [("word/", Word), ("xl/", Excel), ("ppt/", PowerPoint), ("OFD.xml", Ofd)];

    /// <param name="content">Can be read from any place.</param>
    /// <param name="fileName">Chooses where the content fits several formats.</param>
    /// <returns>Null: nothing that is taken as this kind.</returns>
    public static FileFormat? Of(Stream content, AttachmentKind kind, string fileName)
    {
        var extension = Path.GetExtension(fileName);
        var formats = FormatsOf(content).Where(f => f.Kinds.Contains(kind)).ToList();
        return formats.FirstOrDefault(f => f.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase)) ?? formats.FirstOrDefault();
    }

    /// <summary>What is taken as a kind, for people: <c>JPG, PNG, WEBP</c>.</summary>
    public static string Names(AttachmentKind kind) => kind switch
    {
        AttachmentKind.Photo => "JPEG, PNG, WebP",
        AttachmentKind.Video => "MP4, MOV, WebM, 3GP",
        AttachmentKind.Audio => "MP3, M4A, AAC, WAV, OGG, WebM, AMR, FLAC",
        AttachmentKind.Signature => "PNG",
        _ => "PDF, OFD, Word, Excel, PowerPoint, WPS, TXT, CSV, RTF, ZIP, RAR, 7Z, JPEG, PNG, MP4, MP3",
    };

    private static FileFormat[] FormatsOf(Stream content)
    {
        var head = Head(content);
        var start = _starts.FirstOrDefault(s => head.AsSpan().StartsWith(s.Start));
        if (start.Formats is not null)
        {
            return start.Formats;
        }

        if (head.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            return OfArchive(content);
        }

        var container = OfContainer(head);
        return container.Length > 0 ? container : IsText(head) ? [Text] : _none;
    }

    private static FileFormat[] OfContainer(ReadOnlySpan<byte> head)
    {
        if (head.Length >= 12 && head.StartsWith("RIFF"u8))
        {
            return head[8..12].SequenceEqual("WEBP"u8) ? [WebP] : head[8..12].SequenceEqual("WAVE"u8) ? [Wav] : _none;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
        {
            return head[..Math.Min(64, head.Length)].IndexOf("webm"u8) >= 0 ? [WebM, WebMAudio] : _none;
        }

        if (head.StartsWith("BM"u8) && head.Length >= 14 && head[6..10].SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0, 0]))
        {
            return [Bmp];
        }

        return head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8) ? OfBrand(Encoding.ASCII.GetString(head[8..12])) : _none;
    }

    /// <summary>ISO/IEC 14496-12: the brand says what the container is for. Phones write the general brands for sound alone, too.</summary>
    private static FileFormat[] OfBrand(string brand) => brand switch
    {
        "M4A " or "M4B " => [Mp4Audio],
        "qt  " => [QuickTime],
        "heic" or "heix" or "hevc" or "mif1" or "msf1" => [Heic],
        _ when brand.StartsWith("3gp", StringComparison.Ordinal) => [Phone3Gp, Mp4Audio],
        _ => [Mp4, Mp4Audio],
    };

    /// <summary>Office documents are archives: told by the entries, of which the list alone is read.</summary>
    private static FileFormat[] OfArchive(Stream content)
    {
        try
        {
            if (ZipDirectory.Count(content, MostEntries + 1) is not { } count)
            {
                return _none;
            }

            if (count > MostEntries)
            {
                return [Zip];
            }

            content.Position = 0;
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return [_entries.FirstOrDefault(e => archive.Entries.Any(a => a.FullName.StartsWith(e.Entry, StringComparison.Ordinal))).Format
                ?? OfOpenDocument(archive) ?? Zip];
        }
        catch (InvalidDataException)
        {
            return _none;
        }
    }

    private static FileFormat? OfOpenDocument(ZipArchive archive)
    {
        if (archive.GetEntry("mimetype") is not { Length: < 100 } entry)
        {
            return null;
        }

        using var reader = new StreamReader(entry.Open(), Encoding.ASCII);
        var named = new char[100];
        var length = reader.ReadBlock(named);
        var mediaType = new string(named, 0, length).Trim();
        return new[] { OpenText, OpenSheet, OpenSlides }.FirstOrDefault(f => f.MediaType == mediaType);
    }

    /// <summary>Whatever its encoding: no byte that no text has. UTF-16 has such bytes and says so by its mark.</summary>
    private static bool IsText(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])
        || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
        || head.IndexOfAnyInRange((byte)0x00, (byte)0x08) < 0 && head.IndexOfAnyInRange((byte)0x0E, (byte)0x1F) < 0 && !head.Contains((byte)0x7F);

    private static byte[] Head(Stream content)
    {
        content.Position = 0;
        var head = new byte[HeadLength];
        var length = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head[..length];
    }
}
