using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Storage.Files;
using LowCode.Storage.Rows;
using LowCode.Work.Attachments;
using LowCode.Work.Retention;

namespace LowCode.Storage.Retention;

/// <summary>
/// The archive as files that any tool reads: <c>tenant/day it ended/first instance.jsonl.gz</c>, a JSON object a line and instance, and what
/// was kept beside instances as <c>contents/id</c> next to it. A file appears whole or not at all.
/// </summary>
internal sealed class ArchiveFiles(RetentionOptions options, IAttachmentFiles attachments) : IInstanceArchive
{
    public async Task WriteAsync(TenantId tenant, IReadOnlyList<FinishedInstance> instances, CancellationToken cancellation)
    {
        foreach (var day in instances.GroupBy(i => DateOnly.FromDateTime(i.FinishedAt.UtcDateTime)))
        {
            var folder = Path.Combine(options.ArchiveFolder!, tenant.Value, day.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            DurableFiles.CreateFolder(folder);
            foreach (var id in day.SelectMany(Contents))
            {
                await CopyAsync(tenant, id, Path.Combine(folder, "contents"), cancellation);
            }

            await WriteAsync(Path.Combine(folder, day.First().InstanceId + ".jsonl.gz"), file => ZipAsync(day, file, cancellation));
        }
    }

    private static IEnumerable<string> Contents(FinishedInstance instance) =>
        (instance.Rows["instance_content"] as JsonArray ?? []).Select(row => (string)row!["content_id"]!);

    private static async Task ZipAsync(IEnumerable<FinishedInstance> instances, Stream file, CancellationToken cancellation)
    {
        await using var gzip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
        foreach (var instance in instances)
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(RowJson.Write(instance.Rows) + "\n"), cancellation);
        }
    }

    private static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        var partial = path + ".partial";
        await using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await write(file);
            file.Flush(flushToDisk: true);
        }

        DurableFiles.Move(partial, path);
    }

    // One whose file is lost does not keep the rest in the database.
    private async Task CopyAsync(TenantId tenant, string id, string folder, CancellationToken cancellation)
    {
        if (attachments.Open(tenant, id) is not { } content)
        {
            return;
        }

        await using (content)
        {
            DurableFiles.CreateFolder(folder);
            await WriteAsync(Path.Combine(folder, id), file => content.CopyToAsync(file, cancellation));
        }
    }
}
