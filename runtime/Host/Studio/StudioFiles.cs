using Microsoft.AspNetCore.StaticFiles;

namespace LowCode.Host.Studio;

/// <summary>The files of the package, compressed where they come with a compressed twin and the browser takes it.</summary>
internal sealed class StudioFiles(string folder)
{
    private static readonly (string Coding, string Ending)[] _twins = [("br", ".br"), ("gzip", ".gz")];

    private readonly string _root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
    private readonly FileExtensionContentTypeProvider _types = new() { Mappings = { [".dat"] = "application/octet-stream" } };

    /// <summary>Null: the package has no such file.</summary>
    public IResult? Find(HttpContext http, string path)
    {
        var file = Path.GetFullPath(Path.Combine(_root, path));
        if (!file.StartsWith(_root, StringComparison.Ordinal) || !File.Exists(file))
        {
            return null;
        }

        var headers = http.Response.Headers;
        headers.CacheControl = "private, max-age=86400";
        headers.Vary = "Accept-Encoding";
        var type = _types.TryGetContentType(file, out var known) ? known : "application/octet-stream";
        foreach (var (coding, ending) in _twins)
        {
            if (http.Request.Headers.AcceptEncoding.ToString().Contains(coding, StringComparison.OrdinalIgnoreCase) && File.Exists(file + ending))
            {
                headers.ContentEncoding = coding;
                return Results.File(file + ending, type);
            }
        }

        return Results.File(file, type);
    }
}
