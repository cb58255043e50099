using LowCode.Storage.Files;
using LowCode.Storage.Migrations;

namespace LowCode.Storage.Backups;

/// <summary>
/// Everything that an agency made and did in one file: a gzipped tar of a manifest, the database and the attachments. Made while the
/// product runs; restored into an empty place. Keys of sessions are left out: people sign in again.
/// </summary>
public sealed class Backup(StorageOptions options, TimeProvider time)
{
    private readonly IDatabaseCopy _database = options.PostgresConnection is null ? new SqliteCopy(options) : new PostgresCopy(options);

    /// <summary>Whoever wants to know which file is packed next: tests let one go at that moment.</summary>
    internal event Action<string>? Packing;

    private string AttachmentFolder => Path.Combine(options.DataFolder, BackupEntries.Attachments);

    private int SchemaVersion => MigrationScript.Of(_database.Store)[^1].Version;

    /// <summary>The file appears whole and synced, or not at all.</summary>
    /// <exception cref="BackupException">Why it cannot be made.</exception>
    public async Task<BackupManifest> WriteAsync(string path, CancellationToken cancellation)
    {
        var work = CreateWorkFolder(path);
        try
        {
            var manifest = new BackupManifest(BackupManifest.Newest, time.GetUtcNow(), _database.Store, SchemaVersion, []);
            await using var pack = await BackupPack.BeginAsync(path, manifest, cancellation);
            return await pack.EndAsync(manifest with { LeftOut = await PackAsync(pack, work, cancellation) }, cancellation);
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
            var manifest = await new BackupReader(_database.Store, SchemaVersion).UnpackAsync(path, work, cancellation);
            await PlaceAsync(work, cancellation);
            return manifest;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>
    /// Files before the rows: what the rows name and is removed after them is packed already. Then those that came meanwhile: a file lies on
    /// the disk before a row needs it, so all that the copied rows need are there.
    /// </summary>
    /// <returns>What went meanwhile, and nothing needs.</returns>
    private async Task<IReadOnlyList<string>> PackAsync(BackupPack pack, string work, CancellationToken cancellation)
    {
        var (packed, gone) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        await PackFilesAsync(pack, packed, gone, cancellation);
        var copy = Path.Combine(work, BackupEntries.Database);
        await using var rows = await _database.WriteAsync(copy, cancellation);
        if (!await pack.TryAddAsync(BackupEntries.Database, copy, cancellation))
        {
            throw new BackupException(BackupProblem.FileMissing, copy);
        }

        await PackFilesAsync(pack, packed, gone, cancellation);
        foreach (var name in gone)
        {
            if (NeededFile.Of(name) is { } file && await rows.IsNeededAsync(file, cancellation))
            {
                throw new BackupException(BackupProblem.FileMissing, name);
            }
        }

        return [.. gone.Order(StringComparer.Ordinal)];
    }

    private async Task PackFilesAsync(BackupPack pack, HashSet<string> packed, HashSet<string> gone, CancellationToken cancellation)
    {
        if (!Directory.Exists(AttachmentFolder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(AttachmentFolder, "*", SearchOption.AllDirectories))
        {
            var name = $"{BackupEntries.Attachments}/{Path.GetRelativePath(AttachmentFolder, file).Replace('\\', '/')}";
            if (name.EndsWith(".partial", StringComparison.Ordinal) || packed.Contains(name))
            {
                continue;
            }

            Packing?.Invoke(name);
            if (await pack.TryAddAsync(name, file, cancellation))
            {
                packed.Add(name);
                gone.Remove(name);
            }
            else
            {
                gone.Add(name);
            }
        }
    }

    // The rows last: whoever finds them finds the photos that they name.
    private async Task PlaceAsync(string work, CancellationToken cancellation)
    {
        var photos = Path.Combine(work, BackupEntries.Attachments);
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
            await _database.RestoreAsync(Path.Combine(work, BackupEntries.Database), cancellation);
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
}
