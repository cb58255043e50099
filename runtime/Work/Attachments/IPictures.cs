namespace LowCode.Work.Attachments;

/// <summary>Port: what decodes pictures.</summary>
public interface IPictures
{
    /// <summary>A small copy as a JPEG, upright, at most <paramref name="edge"/> pixels on its longer side.</summary>
    /// <param name="content">Can be read from any place.</param>
    /// <returns>Null: it cannot be decoded, or has so many pixels that this machine should not try.</returns>
    byte[]? SmallCopy(Stream content, int edge);
}
