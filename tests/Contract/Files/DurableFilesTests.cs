using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using LowCode.Storage;
using LowCode.Storage.Backups;
using LowCode.Storage.Files;
using LowCode.Storage.Retention;
using LowCode.Tests.Contract.Instances;
using LowCode.Tests.Contract.Sqlite;
using LowCode.Work.Attachments;
using LowCode.Work.Retention;
using Xunit;

namespace LowCode.Tests.Contract.Files;

/// <summary>The names of photos, archives and backups are on the disk when whoever wrote them is answered.</summary>
public sealed class DurableFilesTests : IAsyncDisposable
{
    private readonly SqliteTestStore _store = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-files-").FullName;
    private readonly ConcurrentQueue<string> _synced = [];

    public DurableFilesTests() => DurableFiles.Synced += _synced.Enqueue;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Folder_of_a_photo_is_synced_and_those_above_it_that_are_new()
    {
        var id = new string('a', 32);

        await KeepAsync(id);

        var photos = Path.Combine(_store.Folder, "attachments");
        Assert.Equal(
            [_store.Folder, photos, Path.Combine(photos, "one"), Path.Combine(photos, "one", "aa")], SyncedIn(_store.Folder));
    }

    [Fact]
    public async Task Folder_of_an_archive_is_synced()
    {
        var instance = new FinishedInstance("i1", Burst.Noon, new JsonObject { ["instance"] = new JsonObject() });

        await new ArchiveFiles(new RetentionOptions { ArchiveFolder = Path.Combine(_folder, "archive") }, _store.Get<IAttachmentFiles>()).WriteAsync(Burst.Tenant, [instance], Cancellation);

        Assert.Equal(Path.Combine(_folder, "archive", "one", "2026-11-24"), SyncedIn(_folder)[^1]);
    }

    [Fact]
    public async Task Folders_of_a_backup_and_of_what_is_restored_from_it_are_synced()
    {
        await KeepAsync(new string('a', 32));
        var target = Directory.CreateDirectory(Path.Combine(_folder, "target")).FullName;
        await BackupOf(_store.Folder).WriteAsync(Path.Combine(target, "backup"), Cancellation);
        Assert.Equal([target], SyncedIn(_folder));

        var data = Path.Combine(_folder, "data");
        await BackupOf(data).RestoreAsync(Path.Combine(target, "backup"), Cancellation);

        // Once for the photos, once for the rows.
        Assert.Equal([data, data], SyncedIn(data));
    }

    [Fact]
    public async Task Backup_is_made_beside_its_file_and_leaves_nothing_but_it()
    {
        var made = new ConcurrentQueue<string>();
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(_folder);
        watcher.Created += (_, created) =>
        {
            made.Enqueue(created.Name!);
            if (created.Name == "last")
            {
                seen.TrySetResult();
            }
        };
        watcher.EnableRaisingEvents = true;

        await BackupOf(_store.Folder).WriteAsync(Path.Combine(_folder, "backup"), Cancellation);

        // Told in order, so all that was made before is known when this is.
        await File.WriteAllTextAsync(Path.Combine(_folder, "last"), "", Cancellation);
        await seen.Task.WaitAsync(Cancellation);
        Assert.Contains(made, name => name.StartsWith("backing-up-", StringComparison.Ordinal));
        Assert.Equal(["backup", "last"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName).Order());
    }

    public async ValueTask DisposeAsync()
    {
        DurableFiles.Synced -= _synced.Enqueue;
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task KeepAsync(string id)
    {
        var files = _store.Get<IAttachmentFiles>();
        await files.ReceiveAsync(Burst.Tenant, id, 0, new MemoryStream([1, 2, 3]), 3, Cancellation);
        files.Keep(Burst.Tenant, id);
    }

    private Backup BackupOf(string folder)
    {
        // The file is made by the first port that is used.
        _ = _store.Get<IAttachmentFiles>();
        return new(new StorageOptions { DataFolder = folder }, TimeProvider.System);
    }

    /// <summary>In their order; other tests sync theirs.</summary>
    private List<string> SyncedIn(string folder) => [.. _synced.Where(f => f == folder || f.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))];
}
