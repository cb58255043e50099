using LowCode.Storage.Files;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Backups;

/// <summary>By <c>VACUUM INTO</c>: a reader's view of the file, so no writer waits for it.</summary>
internal sealed class SqliteCopy(StorageOptions options) : IDatabaseCopy
{
    /// <summary>Behind the name of the database: itself, and what SQLite keeps beside it.</summary>
    private static readonly string[] _files = ["", "-wal", "-shm", "-journal"];

    public string Store => "sqlite";

    public async Task<ICopiedRows> WriteAsync(string file, CancellationToken cancellation)
    {
        if (!File.Exists(options.DatabaseFile))
        {
            throw new BackupException(BackupProblem.NothingToBackUp, options.DatabaseFile);
        }

        await using var connection = Open(options.DatabaseFile);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO @file";
        command.Parameters.AddWithValue("@file", file);
        await Task.Run(command.ExecuteNonQuery, cancellation);
        return new Rows(file);
    }

    // A log that outlived its file would be played into the next file of that name.
    public Task<bool> IsEmptyAsync(CancellationToken cancellation) =>
        Task.FromResult(!_files.Any(suffix => File.Exists(options.DatabaseFile + suffix)));

    public async Task RestoreAsync(string file, CancellationToken cancellation)
    {
        await using (var connection = Open(file))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check";
            if ((string?)await command.ExecuteScalarAsync(cancellation) is var found and not "ok")
            {
                throw new BackupException(BackupProblem.Damaged, found ?? file);
            }
        }

        Directory.CreateDirectory(options.DataFolder);
        var partial = options.DatabaseFile + ".partial";
        await using (var target = new FileStream(partial, FileMode.Create, FileAccess.Write))
        {
            await using var source = File.OpenRead(file);
            await source.CopyToAsync(target, cancellation);
            target.Flush(flushToDisk: true);
        }

        DurableFiles.Move(partial, options.DatabaseFile, overwrite: false);
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode = SqliteOpenMode.ReadWrite)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    /// <param name="file">The copy, which nobody changes.</param>
    private sealed class Rows(string file) : ICopiedRows
    {
        public async Task<bool> IsNeededAsync(NeededFile needed, CancellationToken cancellation)
        {
            await using var connection = Open(file, SqliteOpenMode.ReadOnly);
            await using var command = connection.CreateCommand();
            command.CommandText = NeededFile.Sql;
            command.Parameters.AddWithValue("@tenant", needed.Tenant);
            command.Parameters.AddWithValue("@id", needed.Id);
            return await command.ExecuteScalarAsync(cancellation) is not null;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
