using System.IO.Compression;
using LowCode.Definitions.Problems;
using LowCode.Work.Texts;

namespace LowCode.Work.Archives;

/// <summary>JSON files that come one by one or in archives.</summary>
internal static class JsonFiles
{
    private const int MostFiles = 1000;
    private const long MB = 1024 * 1024;

    private static readonly byte[] _archive = "PK"u8.ToArray();

    // An archive says of itself how large it is: what is unpacked is counted.
    public static List<ImportedFile> Unpack(IReadOnlyList<ImportedFile> files, ArchiveLimits limits, List<Problem> problems)
    {
        var unpacked = new List<ImportedFile>();
        var left = limits.MostBytes;
        foreach (var file in files)
        {
            if (!file.Content.AsSpan().StartsWith(_archive))
            {
                if (file.Content.Length > limits.MostOfFile)
                {
                    problems.Add(TooLarge(file.Name, limits));
                }
                else
                {
                    unpacked.Add(file);
                }

                continue;
            }

            try
            {
                var ofRatio = Math.Max(ArchiveLimits.AnyRatioUntil, file.Content.LongLength * ArchiveLimits.MostRatio);
                using var archive = new ZipArchive(new MemoryStream(file.Content), ZipArchiveMode.Read);
                foreach (var entry in archive.Entries.Where(e => e.FullName.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
                {
                    if (unpacked.Count >= MostFiles)
                    {
                        problems.Add(TooMuch(file.Name, limits));
                        return unpacked;
                    }

                    var most = Math.Min(Math.Min(left, limits.MostOfFile), ofRatio);
                    if (Content(entry, most) is not { } content)
                    {
                        problems.Add(most == limits.MostOfFile ? TooLarge($"{file.Name}/{entry.FullName}", limits) : TooMuch(file.Name, limits));
                        return unpacked;
                    }

                    left -= content.Length;
                    ofRatio -= content.Length;
                    unpacked.Add(new ImportedFile($"{file.Name}/{entry.FullName}", content));
                }
            }
            catch (InvalidDataException e)
            {
                problems.Add(new Problem($"/files/{file.Name}", "definition.archive", WorkTexts.Of("definition.archive", e.Message)));
            }
        }

        return unpacked;
    }

    private static Problem TooMuch(string name, ArchiveLimits limits) => new(
        $"/files/{name}", "definition.archive-size", WorkTexts.Of("definition.archive-size", MostFiles, limits.MostBytes / MB, ArchiveLimits.MostRatio));

    private static Problem TooLarge(string name, ArchiveLimits limits) =>
        new($"/files/{name}", "definition.file-size", WorkTexts.Of("definition.file-size", limits.MostOfFile / MB));

    /// <summary>Null: it is larger than what may still come.</summary>
    private static byte[]? Content(ZipArchiveEntry entry, long left)
    {
        using var content = entry.Open();
        using var buffer = new MemoryStream();
        var chunk = new byte[81920];
        int read;
        while ((read = content.Read(chunk)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > left)
            {
                return null;
            }
        }

        return buffer.ToArray();
    }
}
