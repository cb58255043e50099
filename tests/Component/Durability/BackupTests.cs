using LowCode.Definitions.Values;
using LowCode.Engine;
using LowCode.Storage;
using LowCode.Storage.Backups;
using LowCode.Tests.Component.Work;
using LowCode.Work.Attachments;
using LowCode.Work.Contents;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>A restore drill: make work, back up while writing, restore elsewhere, go on there.</summary>
public sealed class BackupTests : IDisposable
{
    private static readonly byte[] _photo = [1, 2, 3, 4];
    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-backup-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string BackupFile => Path.Combine(_folder, "agency.backup");

    [Fact]
    public async Task Backup_made_while_work_goes_on_is_restored_elsewhere_and_runs_on()
    {
        await using var work = await WithWorkAsync();
        var before = await PromiseTests.StartAsync(work, "waiter");
        await KeepPhotoAsync(work);
        var content = (await work.Get<KeepContents>().KeepAsync(
            work.Tenant, new InstanceId(before), ContentForm.Text, "text/plain", new MemoryStream(_photo), 100, Cancellation))!;
        using var stop = new CancellationTokenSource();
        var writing = WriteUntilAsync(work, stop.Token);

        var manifest = await BackupOf(work.Folder).WriteAsync(BackupFile, Cancellation);
        await stop.CancelAsync();
        var written = await writing;
        var elsewhere = Path.Combine(_folder, "elsewhere");
        await BackupOf(elsewhere).RestoreAsync(BackupFile, Cancellation);

        await using var restored = work.Moved(elsewhere);
        Assert.Equal(3, manifest.Files.Count);
        Assert.Equal(1, (await PromiseTests.SendAsync(restored, before, "Ping")).Resumed);
        Assert.InRange(PromiseTests.Count(restored, "SELECT COUNT(*) FROM instance"), 1, written + 1);
        Assert.Equal(0, PromiseTests.Count(restored, "SELECT COUNT(*) FROM instance i WHERE row_version <> (SELECT COUNT(*) FROM journal j WHERE j.instance_id = i.instance_id)"));
        await using var photo = restored.Get<IAttachmentFiles>().Open(work.Tenant, new string('a', 32))!;
        Assert.Equal(_photo.Length, photo.Length);
        Assert.NotNull(await restored.Get<IInstanceContents>().FindAsync(work.Tenant, new InstanceId(before), content.Id, Cancellation));
        await using var kept = restored.Get<IAttachmentFiles>().Open(work.Tenant, content.Id)!;
        Assert.Equal(_photo.Length, kept.Length);
    }

    [Fact]
    public async Task Files_that_go_while_the_backup_is_made_do_not_stop_it_and_what_is_needed_is_restored()
    {
        await using var work = await WithWorkAsync();
        var (unbound, unknown) = (await UploadAsync(work), new string('b', 32));
        await KeepPhotoAsync(work, unknown);
        var instance = await PromiseTests.StartAsync(work, "waiter");
        var forgotten = await KeepContentAsync(work, instance);
        var (packed, backup) = (new List<string>(), BackupOf(work.Folder));
        backup.Packing += name =>
        {
            // The first time that any is to be packed: all of them are enumerated or will be, and are gone when their turn comes.
            if (packed.Count == 0)
            {
                foreach (var id in new[] { unbound, unknown, forgotten })
                {
                    work.Get<IAttachmentFiles>().Delete(work.Tenant, id);
                }
            }

            packed.Add(name);
        };

        var manifest = await backup.WriteAsync(BackupFile, Cancellation);
        var elsewhere = Path.Combine(_folder, "elsewhere");
        await BackupOf(elsewhere).RestoreAsync(BackupFile, Cancellation);

        await using var restored = work.Moved(elsewhere);
        Assert.NotEmpty(packed);
        Assert.Equal("database", Assert.Single(manifest.Files).Name);
        Assert.Equal(packed.Distinct().Order(StringComparer.Ordinal), manifest.LeftOut);
        Assert.Equal(1, (await PromiseTests.SendAsync(restored, instance, "Ping")).Resumed);
    }

    [Fact]
    public async Task What_is_removed_after_it_was_packed_is_restored_with_the_rows_that_need_it()
    {
        await using var work = await WithWorkAsync();
        var instance = await PromiseTests.StartAsync(work, "waiter");
        var content = await TakenAsync(work, instance);
        var (late, backup) = (new string('f', 32), BackupOf(work.Folder));
        backup.Packing += name =>
        {
            // A file that comes while the content is packed is packed after it.
            if (name.EndsWith(content, StringComparison.Ordinal))
            {
                var folder = Directory.CreateDirectory(Path.Combine(work.Folder, "attachments", "demo", "ff")).FullName;
                File.WriteAllBytes(Path.Combine(folder, late), _photo);
            }
            else
            {
                work.Get<IAttachmentFiles>().Delete(work.Tenant, content);
            }
        };

        await backup.WriteAsync(BackupFile, Cancellation);
        Assert.Null(work.Get<IAttachmentFiles>().Open(work.Tenant, content));
        var elsewhere = Path.Combine(_folder, "elsewhere");
        await BackupOf(elsewhere).RestoreAsync(BackupFile, Cancellation);

        await using var restored = work.Moved(elsewhere);
        await using var kept = restored.Get<IAttachmentFiles>().Open(work.Tenant, content)!;
        Assert.Equal(_photo.Length, kept.Length);
    }

    [Fact]
    public async Task File_that_goes_although_an_instance_needs_it_is_named_and_no_backup_is_made()
    {
        await using var work = await WithWorkAsync();
        var content = await TakenAsync(work, await PromiseTests.StartAsync(work, "waiter"));
        var backup = BackupOf(work.Folder);
        backup.Packing += _ => work.Get<IAttachmentFiles>().Delete(work.Tenant, content);

        var failure = await Assert.ThrowsAsync<BackupException>(() => backup.WriteAsync(BackupFile, Cancellation));

        Assert.Equal((BackupProblem.FileMissing, $"attachments/demo/{content[^2..]}/{content}"), (failure.Problem, failure.Detail));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Backup_that_was_changed_or_cut_short_is_not_restored()
    {
        await using var work = await WithWorkAsync();
        await BackupOf(work.Folder).WriteAsync(BackupFile, Cancellation);
        var whole = await File.ReadAllBytesAsync(BackupFile, Cancellation);
        var cut = Path.Combine(_folder, "cut");
        await File.WriteAllBytesAsync(cut, whole[..(whole.Length / 2)], Cancellation);
        whole[whole.Length / 2] ^= 1;
        var changed = Path.Combine(_folder, "changed");
        await File.WriteAllBytesAsync(changed, whole, Cancellation);

        foreach (var broken in new[] { cut, changed })
        {
            var target = Path.Combine(_folder, "target");
            var failure = await Assert.ThrowsAsync<BackupException>(() => BackupOf(target).RestoreAsync(broken, Cancellation));
            Assert.Equal(BackupProblem.Damaged, failure.Problem);
            Assert.Empty(Directory.EnumerateFileSystemEntries(target));
        }
    }

    [Fact]
    public async Task Backup_is_not_restored_over_data()
    {
        await using var work = await WithWorkAsync();
        await BackupOf(work.Folder).WriteAsync(BackupFile, Cancellation);

        var failure = await Assert.ThrowsAsync<BackupException>(() => BackupOf(work.Folder).RestoreAsync(BackupFile, Cancellation));

        Assert.Equal(BackupProblem.TargetInUse, failure.Problem);
    }

    [Fact]
    public async Task Backup_is_not_restored_beside_the_log_of_a_database_that_is_gone()
    {
        await using var work = await WithWorkAsync();
        await BackupOf(work.Folder).WriteAsync(BackupFile, Cancellation);
        var target = Directory.CreateDirectory(Path.Combine(_folder, "target")).FullName;
        await File.WriteAllTextAsync(Path.Combine(target, "lowcode.db-wal"), "of another database", Cancellation);

        var failure = await Assert.ThrowsAsync<BackupException>(() => BackupOf(target).RestoreAsync(BackupFile, Cancellation));

        Assert.Equal(BackupProblem.TargetInUse, failure.Problem);
        Assert.False(File.Exists(Path.Combine(target, "lowcode.db")));
    }

    [Fact]
    public async Task Backup_with_photos_is_restored_where_an_empty_folder_for_them_is()
    {
        await using var work = await WithWorkAsync();
        await KeepPhotoAsync(work);
        await BackupOf(work.Folder).WriteAsync(BackupFile, Cancellation);
        var target = Path.Combine(_folder, "target");
        Directory.CreateDirectory(Path.Combine(target, "attachments"));

        await BackupOf(target).RestoreAsync(BackupFile, Cancellation);

        await using var restored = work.Moved(target);
        await using var photo = restored.Get<IAttachmentFiles>().Open(work.Tenant, new string('a', 32))!;
        Assert.Equal(_photo.Length, photo.Length);
    }

    [Fact]
    public async Task Backup_that_cannot_be_written_leaves_nothing_behind()
    {
        await using var work = await WithWorkAsync();
        Directory.CreateDirectory(BackupFile);

        await Assert.ThrowsAnyAsync<Exception>(() => BackupOf(work.Folder).WriteAsync(BackupFile, Cancellation));

        Assert.Equal([BackupFile], Directory.EnumerateFileSystemEntries(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<TestWork> WithWorkAsync() => PromiseTests.WithAsync(Processes.Sequence("waiter", Processes.Event("wait", "Ping")));

    private static Backup BackupOf(string folder) => new(new StorageOptions { DataFolder = folder }, TimeProvider.System);

    private static async Task<int> WriteUntilAsync(TestWork work, CancellationToken stop)
    {
        var written = 0;
        while (!stop.IsCancellationRequested)
        {
            await PromiseTests.StartAsync(work, "waiter");
            written++;
        }

        return written;
    }

    private static async Task KeepPhotoAsync(TestWork work, string? id = null)
    {
        var (files, photo) = (work.Get<IAttachmentFiles>(), id ?? new string('a', 32));
        await files.ReceiveAsync(work.Tenant, photo, 0, new MemoryStream(_photo), _photo.Length, Cancellation);
        files.Keep(work.Tenant, photo);
    }

    /// <summary>An attachment that no case holds.</summary>
    private static async Task<string> UploadAsync(TestWork work) => (await work.Get<StoreAttachment>().HandleAsync(
        work.Person("anna", "reporter"), AttachmentKind.File, "a.txt", new MemoryStream("text"u8.ToArray()), Cancellation)).Value!.AttachmentId;

    /// <summary>Kept for a burst that never came.</summary>
    private static async Task<string> KeepContentAsync(TestWork work, string instance) => (await work.Get<KeepContents>().KeepAsync(
        work.Tenant, new InstanceId(instance), ContentForm.Text, "text/plain", new MemoryStream(_photo), 100, Cancellation))!.Id;

    /// <summary>Kept, and the instance has it.</summary>
    private static async Task<string> TakenAsync(TestWork work, string instance)
    {
        var content = await KeepContentAsync(work, instance);
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(work.Folder, "lowcode.db")};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE instance_content SET forget_at = NULL";
        await command.ExecuteNonQueryAsync(Cancellation);
        return content;
    }
}
