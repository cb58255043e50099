using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace LowCode.Storage.Backups;

/// <summary>Unpacks a backup into a folder and checks every file of it.</summary>
/// <param name="store">sqlite or postgres: what it must be a copy of.</param>
/// <param name="schemaVersion">The newest that can be migrated.</param>
internal sealed class BackupReader(string store, int schemaVersion)
{
    /// <exception cref="BackupException">It is no backup, or not one that can be restored here.</exception>
    public async Task<BackupManifest> UnpackAsync(string path, string work, CancellationToken cancellation)
    {
        try
        {
            BackupManifest? manifest = null, complete = null;
            var found = new List<BackupFile>();
            await using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            await using var tar = new TarReader(gzip);
            while (await tar.GetNextEntryAsync(cancellationToken: cancellation) is { } entry)
            {
                if (entry.DataStream is not { } content)
                {
                    throw new BackupException(BackupProblem.Damaged, entry.Name);
                }

                if (manifest is null)
                {
                    manifest = Demand(entry.Name == BackupEntries.Manifest ? await ReadAsync(content, cancellation) : null);
                }
                else if (entry.Name == BackupEntries.Files && complete is null)
                {
                    complete = await ReadAsync(content, cancellation);
                }
                else
                {
                    found.Add(await ExtractAsync(entry, work, cancellation));
                }
            }

            var told = manifest?.Format == BackupManifest.First ? manifest : complete;
            return told is { Files: not null } && found.Count == told.Files.Count && found.ToHashSet().SetEquals(told.Files)
                ? told
                : throw new BackupException(BackupProblem.Damaged, path);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or JsonException or FormatException)
        {
            throw new BackupException(BackupProblem.Damaged, path);
        }
    }

    private static ValueTask<BackupManifest?> ReadAsync(Stream content, CancellationToken cancellation) =>
        JsonSerializer.DeserializeAsync<BackupManifest>(content, JsonSerializerOptions.Web, cancellation);

    private BackupManifest Demand(BackupManifest? manifest)
    {
        if (manifest is not { Files: not null, Format: not null })
        {
            throw new BackupException(BackupProblem.Damaged, BackupEntries.Manifest);
        }

        if (manifest.Format is not (BackupManifest.Newest or BackupManifest.First) || manifest.SchemaVersion > schemaVersion)
        {
            throw new BackupException(BackupProblem.NewerVersion, $"{manifest.Format}, {manifest.SchemaVersion}");
        }

        return manifest.Store == store ? manifest : throw new BackupException(BackupProblem.OtherStore, manifest.Store);
    }

    private static async Task<BackupFile> ExtractAsync(TarEntry entry, string work, CancellationToken cancellation)
    {
        var target = Path.Combine(work, entry.Name);
        if (!BackupEntries.IsContent(entry.Name) || File.Exists(target))
        {
            throw new BackupException(BackupProblem.Damaged, entry.Name);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await entry.ExtractToFileAsync(target, overwrite: false, cancellation);
        await using var stream = File.OpenRead(target);
        return new BackupFile(entry.Name, stream.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation)));
    }
}
