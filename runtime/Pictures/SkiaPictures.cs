using LowCode.Work.Attachments;
using SkiaSharp;

namespace LowCode.Pictures;

/// <inheritdoc cref="IPictures"/>
internal sealed class SkiaPictures : IPictures
{
    /// <summary>
    /// Four bytes each while it is decoded: 160 MB. A small file can claim to be a picture of any size. JPEGs are scaled while they are
    /// decoded and may be larger.
    /// </summary>
    private const long MostPixels = 40_000_000;

    private const int Quality = 82;

    /// <summary>Decoding takes memory by the pixel, so pictures wait for one another.</summary>
    private readonly Lock _one = new();

    public byte[]? SmallCopy(Stream content, int edge)
    {
        ArgumentNullException.ThrowIfNull(content);
        content.Position = 0;
        lock (_one)
        {
            // Skia closes what it reads from.
            using var managed = new SKManagedStream(content, disposeManagedStream: false);
            using var codec = SKCodec.Create(managed);
            if (codec is null || codec.Info is not { Width: > 0, Height: > 0 } info)
            {
                return null;
            }

            var scale = Math.Min(1f, (float)edge / Math.Max(info.Width, info.Height));
            var size = codec.GetScaledDimensions(scale);
            if ((long)size.Width * size.Height > MostPixels)
            {
                return null;
            }

            using var decoded = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
            return codec.GetPixels(decoded.Info, decoded.GetPixels()) == SKCodecResult.Success ? Draw(decoded, codec.EncodedOrigin, edge) : null;
        }
    }

    /// <summary>Upright on white: signatures are ink on nothing, and a JPEG has no nothing.</summary>
    private static byte[] Draw(SKBitmap decoded, SKEncodedOrigin origin, int edge)
    {
        var isTurned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (width, height) = isTurned ? (decoded.Height, decoded.Width) : (decoded.Width, decoded.Height);
        var scale = Math.Min(1f, (float)edge / Math.Max(width, height));
        var target = new SKImageInfo(Math.Max(1, (int)(width * scale)), Math.Max(1, (int)(height * scale)));
        using var surface = SKSurface.Create(target);
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale((float)target.Width / width, (float)target.Height / height);
        surface.Canvas.Concat(Upright(origin, width, height));
        using var image = SKImage.FromBitmap(decoded);
        surface.Canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var drawn = surface.Snapshot();
        using var encoded = drawn.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return encoded.ToArray();
    }

    /// <summary>Exif 2.3, tag 274: where the first row and column of the stored picture belong.</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, width, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, width, -1, 0, height, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, height, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
