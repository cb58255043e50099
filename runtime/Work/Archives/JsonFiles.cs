using System.IO.Compression;
using LowCode.Definitions.Problems;
using LowCode.Work.Texts;

namespace LowCode.Work.Archives;

/// <summary>JSON files that come one by one or in archives.</summary>
internal static class JsonFiles
{
    private const int MostFiles = 1000;
    private const long MostBytes = 64L * 1024 * 1024;

    private static readonly byte[] _archive = "PK"u8.ToArray();

    // An archive says of itself how large it is: what is unpacked is counted.
    public static List<ImportedFile> Unpack(IReadOnlyList<ImportedFile> files, List<Problem> problems)
    {
        var unpacked = new List<ImportedFile>();
        var left = MostBytes;
        foreach (var file in files)
        {
            if (!file.Content.AsSpan().StartsWith(_archive))
            {
                unpacked.Add(file);
                continue;
            }

            try
            {
                using var archive = new ZipArchive(new MemoryStream(file.Content), ZipArchiveMode.Read);
                foreach (var entry in archive.Entries.Where(e => e.FullName.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
                {
                    if (unpacked.Count >= MostFiles || Content(entry, left) is not { } content)
                    {
                        problems.Add(new Problem($"/files/{file.Name}", "definition.archive-size", WorkTexts.Of("definition.archive-size", MostFiles, MostBytes / 1024 / 1024)));
                        return unpacked;
                    }

                    left -= content.Length;
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
