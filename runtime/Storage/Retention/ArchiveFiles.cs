using System.Globalization;
using System.IO.Compression;
using System.Text;
using LowCode.Definitions;
using LowCode.Storage.Files;
using LowCode.Storage.Rows;
using LowCode.Work.Retention;

namespace LowCode.Storage.Retention;

/// <summary>
/// The archive as files that any tool reads: <c>tenant/day it ended/first instance.jsonl.gz</c>, a JSON object a line and instance. A file
/// appears whole or not at all.
/// </summary>
internal sealed class ArchiveFiles(RetentionOptions options) : IInstanceArchive
{
    public async Task WriteAsync(TenantId tenant, IReadOnlyList<FinishedInstance> instances, CancellationToken cancellation)
    {
        foreach (var day in instances.GroupBy(i => DateOnly.FromDateTime(i.FinishedAt.UtcDateTime)))
        {
            var folder = Path.Combine(options.ArchiveFolder!, tenant.Value, day.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            DurableFiles.CreateFolder(folder);
            var path = Path.Combine(folder, day.First().InstanceId + ".jsonl.gz");
            var partial = path + ".partial";
            await using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await using (var gzip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
                {
                    foreach (var instance in day)
                    {
                        await gzip.WriteAsync(Encoding.UTF8.GetBytes(RowJson.Write(instance.Rows) + "\n"), cancellation);
                    }
                }

                file.Flush(flushToDisk: true);
            }

            DurableFiles.Move(partial, path);
        }
    }
}
