using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace LowCode.Tests.Component;

/// <summary>Files as people have them, small.</summary>
internal static class SampleFiles
{
    public static byte[] Jpeg { get; } = Picture(64, 48, SKEncodedImageFormat.Jpeg);

    public static byte[] Png { get; } = Picture(20, 10, SKEncodedImageFormat.Png);

    public static byte[] Pdf { get; } = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF");

    public static byte[] Mp4 { get; } = [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 2, 0, .. "isomiso2"u8, 0, 0, 0, 8, .. "mdat"u8];

    public static byte[] WebM { get; } = [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x86, 0x81, 1, 0x42, 0x82, 0x84, .. "webm"u8, 0, 0, 0];

    public static byte[] Wav { get; } = [.. "RIFF"u8, 4, 0, 0, 0, .. "WAVE"u8, .. "fmt "u8];

    /// <summary>A program of Windows.</summary>
    public static byte[] Executable { get; } = [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xFF, 0xFF, 0, 0];

    /// <summary>Its left half is red, the right one blue.</summary>
    public static byte[] Picture(int width, int height, SKEncodedImageFormat format)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColors.Blue);
        surface.Canvas.DrawRect(0, 0, width / 2f, height, new SKPaint { Color = SKColors.Red });
        using var picture = surface.Snapshot();
        return picture.Encode(format, 90).ToArray();
    }

    /// <summary>The picture as a phone held upright takes it: stored lying, with a mark (Exif 274) that says how it was held.</summary>
    public static byte[] Turned(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            .. "Exif"u8, 0, 0, .. "MM"u8, 0, 0x2A, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        return [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg.AsSpan(2)];
    }

    public static byte[] Archive(params string[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                using var content = archive.CreateEntry(entry).Open();
                content.Write("x"u8);
            }
        }

        return bytes.ToArray();
    }
}
