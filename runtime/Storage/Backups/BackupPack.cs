using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using LowCode.Storage.Files;

namespace LowCode.Storage.Backups;

/// <summary>
/// Writes a backup: what it is, its files in the order in which they come, what they must hash to. Each file is opened once, and hashed while
/// it is packed. It appears whole and synced when it is ended, or not at all.
/// </summary>
internal sealed class BackupPack : IAsyncDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly GZipStream _gzip;
    private readonly TarWriter _tar;
    private readonly List<BackupFile> _files = [];
    private bool _isClosed;

    private BackupPack(string path)
    {
        _path = path;
        _file = new FileStream(Partial, FileMode.Create, FileAccess.Write, FileShare.None);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Partial, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        _gzip = new GZipStream(_file, CompressionLevel.Fastest, leaveOpen: true);
        _tar = new TarWriter(_gzip, leaveOpen: true);
    }

    private string Partial => _path + ".partial";

    /// <param name="manifest">Without files: they are not known yet.</param>
    public static async Task<BackupPack> BeginAsync(string path, BackupManifest manifest, CancellationToken cancellation)
    {
        var pack = new BackupPack(path);
        try
        {
            await pack.WriteAsync(BackupEntries.Manifest, manifest, cancellation);
            return pack;
        }
        catch
        {
            await pack.DisposeAsync();
            throw;
        }
    }

    /// <summary>False: the file is gone.</summary>
    public async Task<bool> TryAddAsync(string name, string source, CancellationToken cancellation)
    {
        FileStream opened;
        try
        {
            opened = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }

        await using var content = new HashingStream(opened);
        var bytes = content.Length;
        await _tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content }, cancellation);
        _files.Add(new BackupFile(name, bytes, content.Sha256));
        return true;
    }

    /// <returns>The manifest with what was packed.</returns>
    public async Task<BackupManifest> EndAsync(BackupManifest manifest, CancellationToken cancellation)
    {
        manifest = manifest with { Files = _files };
        await WriteAsync(BackupEntries.Files, manifest, cancellation);
        await _tar.DisposeAsync();
        await _gzip.DisposeAsync();
        _file.Flush(flushToDisk: true);
        await CloseAsync();
        DurableFiles.Move(Partial, _path);
        return manifest;
    }

    /// <summary>What was not ended leaves nothing behind.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        File.Delete(Partial);
    }

    private async Task CloseAsync()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            await _file.DisposeAsync();
        }
    }

    private async Task WriteAsync(string name, BackupManifest manifest, CancellationToken cancellation)
    {
        using var description = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, JsonSerializerOptions.Web));
        await _tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = description }, cancellation);
    }
}
