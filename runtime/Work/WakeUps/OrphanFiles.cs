using System.Globalization;
using LowCode.Work.Attachments;
using LowCode.Work.Contents;
using LowCode.Work.People;
using Microsoft.Extensions.Logging;

namespace LowCode.Work.WakeUps;

/// <summary>
/// Files that no row names go after a day: a process that ended between a file and its row left them. A look goes through one of 256 folders
/// of each tenant, chosen by the clock, so that all nodes together come around once in a day.
/// </summary>
internal sealed partial class OrphanFiles(
    IAttachmentFiles files, IAttachmentStore attachments, IInstanceContents contents, IDirectory directory, TimeProvider time, ILogger<OrphanFiles> log) : ISystemJob
{
    private const int Folders = 256;
    private const int BatchSize = 100;

    /// <summary>Far longer than anything takes between a file and its row.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    public string Name => "orphan-files";

    public TimeSpan Period => TimeSpan.FromMinutes(5);

    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var ending = (now.UtcTicks / Period.Ticks % Folders).ToString("x2", CultureInfo.InvariantCulture);
        foreach (var tenant in await directory.TenantsAsync(cancellation))
        {
            // What is older than the tenant belongs to another database that used the folder before: it is not this one's to remove.
            var untouched = files.Untouched(tenant.Id, ending, now - Age).Where(id => MadeAt(id) is not { } made || made >= tenant.CreatedAt);
            foreach (var ids in untouched.Chunk(BatchSize))
            {
                await SweepAsync(tenant, ids, cancellation);
            }
        }

        return false;
    }

    private async Task SweepAsync(Tenant tenant, string[] ids, CancellationToken cancellation)
    {
        var known = (await attachments.FindAllAsync(tenant.Id, ids, cancellation)).Select(a => a.Attachment.AttachmentId)
            .Concat(await contents.KnownAsync(tenant.Id, ids, cancellation));
        foreach (var orphan in ids.Except(known, StringComparer.Ordinal))
        {
            files.Delete(tenant.Id, orphan);
            LogSwept(orphan, tenant.Id.Value);
        }
    }

    /// <summary>Null: the id does not say.</summary>
    private static DateTimeOffset? MadeAt(string id) => Guid.ParseExact(id, "N") is { Version: 7 }
        ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(id.AsSpan(0, 12), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))
        : null;

    [LoggerMessage(LogLevel.Warning, "File {Id} of {Tenant} was removed: no row names it.")]
    private partial void LogSwept(string id, string tenant);
}
