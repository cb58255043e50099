using System.Globalization;

namespace LowCode.FormUi.Attachments;

/// <summary>Sizes of files for people.</summary>
internal static class ByteText
{
    private const double Step = 1024;

    public static string Of(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => $"{(bytes / Step).ToString("0.#", CultureInfo.CurrentCulture)} KB",
        _ => $"{(bytes / Step / Step).ToString("0.#", CultureInfo.CurrentCulture)} MB",
    };
}
