using System.Diagnostics;
using Microsoft.Playwright;

namespace LowCode.Tests.EndToEnd.Running;

/// <summary>A project that was published as static files, shown to a browser without a server: the browser's requests are answered here.</summary>
internal sealed class PublishedSite : IAsyncDisposable
{
    /// <summary>Nothing listens there. Browsers give pages of this machine what they give to those behind TLS.</summary>
    public const string Address = "http://localhost/published/index.html";

    private const string Root = "/published/";

    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-site-").FullName;

    private PublishedSite()
    {
    }

    /// <param name="project">Folder of the project in the repository.</param>
    /// <exception cref="InvalidOperationException">It cannot be published.</exception>
    public static async Task<PublishedSite> OfAsync(string project, CancellationToken cancellation)
    {
        var site = new PublishedSite();
        var info = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.Combine(Places.Root, project) };
        foreach (var word in new[] { "publish", "-c", "Release", "-o", site._folder, "-v", "q", "--nologo" })
        {
            info.ArgumentList.Add(word);
        }

        using var process = Process.Start(info)!;
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? site : throw new InvalidOperationException($"Expected {project} to be published, but:\n{output}\n{await errors}");
    }

    /// <param name="others">Files beside the published ones, by their paths.</param>
    public Task ServeAsync(IPage page, IReadOnlyDictionary<string, byte[]> others) => page.RouteAsync(
        url => new Uri(url).AbsolutePath.StartsWith(Root, StringComparison.Ordinal),
        async route =>
        {
            var path = new Uri(route.Request.Url).AbsolutePath[Root.Length..];
            var file = Path.Combine(_folder, "wwwroot", path);
            if (!others.TryGetValue(path, out var content))
            {
                content = File.Exists(file) ? await File.ReadAllBytesAsync(file) : null;
            }

            await route.FulfillAsync(content is null
                ? new RouteFulfillOptions { Status = 404 }
                : new RouteFulfillOptions { BodyBytes = content, ContentType = TypeOf(path) });
        });

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html",
        ".js" => "text/javascript",
        ".json" => "application/json",
        ".wasm" => "application/wasm",
        _ => "application/octet-stream",
    };
}
