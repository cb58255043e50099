using LowCode.Storage;

namespace LowCode.Tests.Benchmarks.Durable;

/// <summary>A fresh database to measure, and what may be asked about it.</summary>
internal abstract class BenchStore : IAsyncDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("lowcode-bench-").FullName;

    public abstract StorageOptions Options { get; }

    /// <summary>What makes its commits durable, as the database itself says it.</summary>
    public abstract Task<string> SyncSettingsAsync();

    /// <summary>Size of the database with everything written back into its files.</summary>
    public abstract Task<long> StoredBytesAsync();

    /// <summary>
    /// The most that this machine could do: rows of 1 KB a second into one table by group commit, 64 in a transaction, by nothing but the
    /// driver.
    /// </summary>
    public abstract Task<double> RawRowsAsync(TimeSpan duration);

    /// <exception cref="FormatException">There is no such store.</exception>
    public static async Task<BenchStore> OpenAsync(string name) => name switch
    {
        "sqlite" => new SqliteBenchStore(),
        "postgres" => await PostgresBenchStore.StartAsync(),
        _ => throw new FormatException($"Expected sqlite or postgres for --store, but '{name}' came."),
    };

    public virtual ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
