using LowCode.Work.Archives;

namespace LowCode.Host.Elsa;

/// <summary>The files of a form that brings definitions or instances in.</summary>
internal static class SentFiles
{
    /// <summary>Null: the request is no form.</summary>
    public static async Task<IReadOnlyList<ImportedFile>?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
        {
            return null;
        }

        var files = new List<ImportedFile>();
        foreach (var file in (await request.ReadFormAsync(cancellation)).Files)
        {
            using var buffer = new MemoryStream();
            await file.CopyToAsync(buffer, cancellation);
            files.Add(new ImportedFile(file.FileName, buffer.ToArray()));
        }

        return files;
    }
}
