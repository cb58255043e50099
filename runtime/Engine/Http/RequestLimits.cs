using LowCode.Definitions.Values;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Http;

/// <summary>What an endpoint takes: sizes in bytes, kinds of files.</summary>
internal sealed class RequestLimits(ActivitySource source)
{
    /// <summary>Ports that stand for broken limits, each with the member that opens it.</summary>
    public static (string Outcome, string Flag)[] Outcomes { get; } =
    [
        ("Request too large", "exposeRequestTooLargeOutcome"),
        ("File too large", "exposeFileTooLargeOutcome"),
        ("Invalid file extension", "exposeInvalidFileExtensionOutcome"),
        ("Invalid file MIME type", "exposeInvalidFileMimeTypeOutcome"),
    ];

    private readonly Input _requestSize = source.Input("requestSizeLimit");
    private readonly Input _fileSize = source.Input("fileSizeLimit");
    private readonly Input _allowedExtensions = source.Input("allowedFileExtensions");
    private readonly Input _blockedExtensions = source.Input("blockedFileExtensions");
    private readonly Input _allowedTypes = source.Input("allowedMimeTypes");

    /// <summary>The first limit that the request breaks; null: none.</summary>
    public Broken? BrokenBy(Burst burst, ActivityExecution me, DataObject request)
    {
        if (burst.Value(me, _requestSize) is long most && request.GetValueOrDefault("contentLength") is long size && size > most)
        {
            return new Broken("Request too large", "exposeRequestTooLargeOutcome", 413) { Limit = $"expected at most {most} bytes, but it has {size}" };
        }

        var files = (request.GetValueOrDefault("files") as object?[] ?? []).OfType<DataObject>().ToArray();
        if (burst.Value(me, _fileSize) is long mostOfFile && files.FirstOrDefault(f => f.GetValueOrDefault("size") is long bytes && bytes > mostOfFile) is { } large)
        {
            return new Broken("File too large", "exposeFileTooLargeOutcome", 413)
            {
                Limit = $"expected at most {mostOfFile} bytes, but '{large.GetValueOrDefault("name")}' has {large.GetValueOrDefault("size")}",
            };
        }

        var (allowed, blocked, types) = (burst.Texts(me, _allowedExtensions), burst.Texts(me, _blockedExtensions), burst.Texts(me, _allowedTypes));
        foreach (var file in files)
        {
            var extension = Path.GetExtension(file.GetValueOrDefault("name") as string ?? "");
            if ((allowed.Count > 0 && !Has(allowed, extension)) || Has(blocked, extension))
            {
                return new Broken("Invalid file extension", "exposeInvalidFileExtensionOutcome", 415);
            }

            if (types.Count > 0 && !types.Contains(file.GetValueOrDefault("contentType") as string ?? "", StringComparer.OrdinalIgnoreCase))
            {
                return new Broken("Invalid file MIME type", "exposeInvalidFileMimeTypeOutcome", 415);
            }
        }

        return null;
    }

    private static bool Has(IReadOnlyList<string> extensions, string extension) =>
        extensions.Any(e => e.TrimStart('.').Equals(extension.TrimStart('.'), StringComparison.OrdinalIgnoreCase));

    /// <param name="Outcome">The port that stands for it.</param>
    /// <param name="Flag">The member that opens the port.</param>
    /// <param name="StatusCode">The answer where the port is not open.</param>
    public sealed record Broken(string Outcome, string Flag, int StatusCode)
    {
        /// <summary>What was expected and what came; null: the outcome says enough.</summary>
        public string? Limit { get; init; }

        /// <summary>For the caller.</summary>
        public string Reason => Limit is null ? Outcome : $"{Outcome}: {Limit}.";
    }
}
