using System.Collections.Concurrent;
using LowCode.Definitions;
using LowCode.Storage.Files;
using LowCode.Work.Attachments;

namespace LowCode.Storage.Attachments;

/// <summary>
/// Attachments as files beside the database: <c>attachments/tenant/last two of the id/id</c>, while they are received <c>id.partial</c>, the
/// small copy of a picture <c>id.small</c>. Paths are made of ids alone and ids are checked, so that no name from outside reaches the file
/// system.
/// </summary>
internal sealed class LocalAttachmentFiles(StorageOptions options) : IAttachmentFiles
{
    private const string Partial = ".partial";
    private const string Small = ".small";
    private const int IdLength = 32;

    private readonly ConcurrentDictionary<string, byte> _receiving = new(StringComparer.Ordinal);

    public long Received(TenantId tenant, string attachmentId) =>
        new FileInfo(PathOf(tenant, attachmentId) + Partial) is { Exists: true } file ? file.Length : 0;

    public async Task<long?> ReceiveAsync(
        TenantId tenant, string attachmentId, long offset, Stream content, long most, CancellationToken cancellation)
    {
        var path = PathOf(tenant, attachmentId) + Partial;
        if (!_receiving.TryAdd(path, 0))
        {
            return null;
        }

        try
        {
            DurableFiles.CreateFolder(Path.GetDirectoryName(path)!);
            await using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
            if (file.Length != offset)
            {
                return null;
            }

            file.Position = offset;
            try
            {
                await CopyAsync(content, file, most, cancellation);
            }
            finally
            {
                file.Flush(flushToDisk: true);
            }

            return file.Length;
        }
        finally
        {
            _receiving.TryRemove(path, out _);
        }
    }

    public Stream OpenReceived(TenantId tenant, string attachmentId) => Read(PathOf(tenant, attachmentId) + Partial);

    public void Keep(TenantId tenant, string attachmentId)
    {
        var path = PathOf(tenant, attachmentId);
        DurableFiles.Move(path + Partial, path);
    }

    public Stream? Open(TenantId tenant, string attachmentId) => Find(PathOf(tenant, attachmentId));

    public async Task KeepSmallAsync(TenantId tenant, string attachmentId, ReadOnlyMemory<byte> copy, CancellationToken cancellation)
    {
        // It can be made again, so nothing waits for the disk; whole or not there, because several may make it at once.
        var path = PathOf(tenant, attachmentId) + Small;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var making = $"{path}.{Guid.NewGuid():N}{Partial}";
        await File.WriteAllBytesAsync(making, copy, cancellation);
        File.Move(making, path, overwrite: true);
    }

    public Stream? OpenSmall(TenantId tenant, string attachmentId) => Find(PathOf(tenant, attachmentId) + Small);

    public IReadOnlyList<string> Untouched(TenantId tenant, string ending, DateTimeOffset since)
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(PathOf(tenant, ending.PadLeft(IdLength, '0')))!);
        return folder.Exists
            ? [.. folder.EnumerateFiles()
                .Where(f => f.Name.Length >= IdLength && IsId(f.Name[..IdLength]))
                .GroupBy(f => f.Name[..IdLength], StringComparer.Ordinal)
                .Where(g => g.All(f => f.LastWriteTimeUtc < since.UtcDateTime))
                .Select(g => g.Key)]
            : [];
    }

    public void Delete(TenantId tenant, string attachmentId)
    {
        var path = PathOf(tenant, attachmentId);
        if (Directory.Exists(Path.GetDirectoryName(path)))
        {
            File.Delete(path);
            File.Delete(path + Partial);
            File.Delete(path + Small);
        }
    }

    private static async Task CopyAsync(Stream content, FileStream file, long most, CancellationToken cancellation)
    {
        var buffer = new byte[128 * 1024];
        int read;
        while (file.Position < most
            && (read = await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, most - file.Position)), cancellation)) > 0)
        {
            // What came stays, also when its sender is gone by now.
            await file.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
        }
    }

    private static FileStream? Find(string path)
    {
        try
        {
            return Read(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static FileStream Read(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private static bool IsId(string text) => text.Length == IdLength && text.All(char.IsAsciiHexDigitLower);

    private string PathOf(TenantId tenant, string attachmentId)
    {
        if (!tenant.Value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') || tenant.Value.Length == 0)
        {
            throw new ArgumentException($"Expected a tenant id of lower case letters, digits and hyphens, but it is '{tenant}'.");
        }

        if (!IsId(attachmentId))
        {
            throw new ArgumentException($"Expected an attachment id of 32 hex digits, but it is '{attachmentId}'.");
        }

        // The last digits of a version 7 id are random, so the folders fill evenly.
        return Path.Combine(options.DataFolder, "attachments", tenant.Value, attachmentId[^2..], attachmentId);
    }
}
