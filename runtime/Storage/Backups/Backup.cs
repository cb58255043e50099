using System.Diagnostics.CodeAnalysis;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using LowCode.Storage.Files;
using LowCode.Storage.Migrations;

namespace LowCode.Storage.Backups;

/// <summary>
/// Everything that an agency made and did in one file: a gzipped tar of a manifest, the database and the attachments. Made while the
/// product runs; restored into an empty place. Keys of sessions are left out: people sign in again.
/// </summary>
public sealed class Backup(StorageOptions options, TimeProvider time)
{
    private const string ManifestName = "manifest.json";
    private const string DatabaseName = "database";
    private const string Attachments = "attachments";

    private readonly IDatabaseCopy _database = options.PostgresConnection is null ? new SqliteCopy(options) : new PostgresCopy(options);

    private string AttachmentFolder => Path.Combine(options.DataFolder, Attachments);

    private int SchemaVersion => MigrationScript.Of(_database.Store)[^1].Version;

    /// <summary>The file appears whole and synced, or not at all.</summary>
    /// <exception cref="BackupException">Why it cannot be made.</exception>
    public async Task<BackupManifest> WriteAsync(string path, CancellationToken cancellation)
    {
        var work = CreateWorkFolder(path);
        try
        {
            // The rows first: a photo lies on the disk before its row does, so all that the copy names are there.
            var database = Path.Combine(work, DatabaseName);
            await _database.WriteAsync(database, cancellation);
            var sources = new List<(string Name, string Path)> { (DatabaseName, database) };
            if (Directory.Exists(AttachmentFolder))
            {
                sources.AddRange(Directory.EnumerateFiles(AttachmentFolder, "*", SearchOption.AllDirectories)
                    .Where(f => !f.EndsWith(".partial", StringComparison.Ordinal))
                    .Select(f => ($"{Attachments}/{Path.GetRelativePath(AttachmentFolder, f).Replace('\\', '/')}", f)));
            }

            var files = new List<BackupFile>();
            foreach (var (name, source) in sources)
            {
                files.Add(await DescribeAsync(name, source, cancellation));
            }

            var manifest = new BackupManifest(BackupManifest.Newest, time.GetUtcNow(), _database.Store, SchemaVersion, files);
            await PackAsync(path, manifest, sources, cancellation);
            return manifest;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Checks the whole file before anything is changed.</summary>
    /// <exception cref="BackupException">Why it cannot be restored.</exception>
    public async Task<BackupManifest> RestoreAsync(string path, CancellationToken cancellation)
    {
        if (!await _database.IsEmptyAsync(cancellation) || (Directory.Exists(AttachmentFolder) && Directory.EnumerateFileSystemEntries(AttachmentFolder).Any()))
        {
            throw new BackupException(BackupProblem.TargetInUse, options.PostgresConnection is null ? options.DataFolder : AttachmentFolder);
        }

        Directory.CreateDirectory(options.DataFolder);
        var work = Path.Combine(options.DataFolder, $"restoring-{Guid.NewGuid():N}");
        Directory.CreateDirectory(work);
        try
        {
            var manifest = await UnpackAsync(path, work, cancellation);
            await PlaceAsync(work, cancellation);
            return manifest;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    // The rows last: whoever finds them finds the photos that they name.
    private async Task PlaceAsync(string work, CancellationToken cancellation)
    {
        var photos = Path.Combine(work, Attachments);
        var hasPhotos = Directory.Exists(photos);
        if (hasPhotos)
        {
            // An empty folder is no data, but nothing can be moved onto it.
            if (Directory.Exists(AttachmentFolder))
            {
                Directory.Delete(AttachmentFolder);
            }

            DurableFiles.MoveFolder(photos, AttachmentFolder);
        }

        try
        {
            await _database.RestoreAsync(Path.Combine(work, DatabaseName), cancellation);
        }
        catch when (hasPhotos)
        {
            DurableFiles.MoveFolder(AttachmentFolder, photos);
            throw;
        }
    }

    /// <summary>Beside the file: where there is room for a backup there must be room for the copy that it is packed from, and not in /tmp.</summary>
    private static string CreateWorkFolder(string path)
    {
        var folder = DurableFiles.FolderOf(path);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"Expected the folder {folder} for the backup, but it is not there.");
        }

        var work = Path.Combine(folder, $"backing-up-{Guid.NewGuid():N}");
        return (OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(work)
            : Directory.CreateDirectory(work, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)).FullName;
    }

    private static async Task PackAsync(string path, BackupManifest manifest, List<(string Name, string Path)> sources, CancellationToken cancellation)
    {
        var partial = path + ".partial";
        try
        {
            await WritePackAsync(partial, manifest, sources, cancellation);
            DurableFiles.Move(partial, path);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    private static async Task WritePackAsync(string path, BackupManifest manifest, List<(string Name, string Path)> sources, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await using (var gzip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        await using (var tar = new TarWriter(gzip))
        {
            using var description = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, JsonSerializerOptions.Web));
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, ManifestName) { DataStream = description }, cancellation);
            foreach (var (name, source) in sources)
            {
                await tar.WriteEntryAsync(source, name, cancellation);
            }
        }

        file.Flush(flushToDisk: true);
    }

    private async Task<BackupManifest> UnpackAsync(string path, string work, CancellationToken cancellation)
    {
        try
        {
            BackupManifest? manifest = null;
            var found = new List<BackupFile>();
            await using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            await using var tar = new TarReader(gzip);
            while (await tar.GetNextEntryAsync(cancellationToken: cancellation) is { } entry)
            {
                if (entry.DataStream is not { } content)
                {
                    throw new BackupException(BackupProblem.Damaged, entry.Name);
                }

                if (entry.Name == ManifestName)
                {
                    manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(content, JsonSerializerOptions.Web, cancellation);
                    Demand(manifest);
                    continue;
                }

                // Only what the manifest names, so no path leads out of the folder.
                if (manifest?.Files.FirstOrDefault(f => f.Name == entry.Name) is null || entry.Name.Contains("..", StringComparison.Ordinal) || Path.IsPathRooted(entry.Name))
                {
                    throw new BackupException(BackupProblem.Damaged, entry.Name);
                }

                var target = Path.Combine(work, entry.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                await entry.ExtractToFileAsync(target, overwrite: false, cancellation);
                found.Add(await DescribeAsync(entry.Name, target, cancellation));
            }

            return manifest is not null && found.ToHashSet().SetEquals(manifest.Files)
                ? manifest
                : throw new BackupException(BackupProblem.Damaged, path);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or JsonException or FormatException)
        {
            throw new BackupException(BackupProblem.Damaged, path);
        }
    }

    private void Demand([NotNull] BackupManifest? manifest)
    {
        if (manifest is not { Files: not null })
        {
            throw new BackupException(BackupProblem.Damaged, ManifestName);
        }

        if (manifest.Format != BackupManifest.Newest || manifest.SchemaVersion > SchemaVersion)
        {
            throw new BackupException(BackupProblem.NewerVersion, $"{manifest.Format}, {manifest.SchemaVersion}");
        }

        if (manifest.Store != _database.Store)
        {
            throw new BackupException(BackupProblem.OtherStore, manifest.Store);
        }
    }

    private static async Task<BackupFile> DescribeAsync(string name, string path, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(path);
        return new BackupFile(name, stream.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation)));
    }
}
