namespace LowCode.Tests.Benchmarks.Disks;

/// <summary>
/// The disk below one folder, as far as SQLite's files on it are concerned: it can be full, read-only or broken, and it remembers what was
/// synced, so that it can be looked at as a power cut would have left it.
/// </summary>
internal sealed class SimulatedDisk : IDisposable
{
    private const int ReadOnly = 8;
    private const int WriteFailed = 10 | (3 << 8);
    private const int SyncFailed = 10 | (4 << 8);
    private const int Full = 13;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DiskFile> _files = new(StringComparer.Ordinal);

    /// <param name="folder">Exists; what is in it already counts as synced.</param>
    public SimulatedDisk(string folder)
    {
        Folder = Path.GetFullPath(folder);
        foreach (var file in Directory.EnumerateFiles(Folder))
        {
            _files[Path.GetFileName(file)] = new DiskFile(File.ReadAllBytes(file));
        }

        DiskLayer.Add(this);
    }

    public string Folder { get; }

    /// <summary>Takes effect with the next write.</summary>
    public volatile DiskMode Mode;

    /// <summary>Writes that were refused.</summary>
    public int Refused { get; private set; }

    public int Syncs { get; private set; }

    public void Dispose() => DiskLayer.Remove(this);

    /// <summary>
    /// Writes into a folder what a power cut would leave now: what was synced, and of what was not a part that nobody can foretell, whole
    /// writes or sectors of them. The database goes on meanwhile.
    /// </summary>
    /// <param name="random">Null: nothing that was not synced is left.</param>
    public void Cut(string target, Random? random)
    {
        Directory.CreateDirectory(target);
        lock (_lock)
        {
            foreach (var (name, file) in _files)
            {
                // The index of the log is no file on the disk but memory: it is made anew.
                if (!name.EndsWith("-shm", StringComparison.Ordinal))
                {
                    File.WriteAllBytes(Path.Combine(target, name), file.AfterPowerCut(random));
                }
            }
        }
    }

    /// <summary>0: it may go on; else what SQLite is told.</summary>
    internal int Write(string name, ReadOnlySpan<byte> bytes, long offset, long size)
    {
        lock (_lock)
        {
            var refusal = Mode switch
            {
                DiskMode.Full when offset + bytes.Length > size => Full,
                DiskMode.ReadOnly => ReadOnly,
                DiskMode.FailsToWrite => WriteFailed,
                _ => 0,
            };
            Refused += refusal == 0 ? 0 : 1;
            if (refusal == 0)
            {
                Of(name).Write(offset, bytes);
            }

            return refusal;
        }
    }

    internal int Truncate(string name, long size)
    {
        lock (_lock)
        {
            if (Mode == DiskMode.ReadOnly)
            {
                Refused++;
                return ReadOnly;
            }

            Of(name).Truncate(size);
            return 0;
        }
    }

    internal int Sync(string name)
    {
        lock (_lock)
        {
            if (Mode == DiskMode.FailsToSync)
            {
                Refused++;
                return SyncFailed;
            }

            Syncs++;
            Of(name).Sync();
            return 0;
        }
    }

    internal void Delete(string name)
    {
        lock (_lock)
        {
            _files.Remove(name);
        }
    }

    private DiskFile Of(string name) => _files.TryGetValue(name, out var file) ? file : _files[name] = new DiskFile([]);
}

/// <summary>What is the matter with a disk.</summary>
internal enum DiskMode
{
    Works,

    /// <summary>Files do not grow; what they have can be written over.</summary>
    Full,

    ReadOnly,

    FailsToWrite,

    FailsToSync,
}
