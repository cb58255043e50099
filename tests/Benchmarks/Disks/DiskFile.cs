namespace LowCode.Tests.Benchmarks.Disks;

/// <summary>A file as it was when it was last synced, and what was done to it since.</summary>
internal sealed class DiskFile(byte[] content)
{
    private const int Sector = 512;

    private readonly List<Change> _pending = [];
    private byte[] _synced = content;
    private int _length = content.Length;

    public void Write(long offset, ReadOnlySpan<byte> bytes) => _pending.Add(new Change.Written((int)offset, bytes.ToArray()));

    public void Truncate(long size) => _pending.Add(new Change.Cut((int)size));

    public void Sync()
    {
        foreach (var change in _pending)
        {
            Apply(ref _synced, ref _length, change);
        }

        _pending.Clear();
    }

    public byte[] AfterPowerCut(Random? random)
    {
        var (left, length) = (_synced[.._length], _length);
        foreach (var change in _pending)
        {
            if (random?.Next(3) == 0)
            {
                Apply(ref left, ref length, Torn(change, random));
            }
        }

        return left[..length];
    }

    // Of a write that was under way some sectors may be there.
    private static Change Torn(Change change, Random random) =>
        change is Change.Written { Bytes.Length: > Sector } written && random.Next(2) == 0
            ? written with { Bytes = written.Bytes[..(Sector * random.Next(1, written.Bytes.Length / Sector))] }
            : change;

    private static void Apply(ref byte[] file, ref int length, Change change)
    {
        switch (change)
        {
            case Change.Cut(var size):
                if (size < length)
                {
                    file.AsSpan(size, length - size).Clear();
                }

                length = Math.Min(length, size);
                break;
            case Change.Written(var offset, var bytes):
                var end = offset + bytes.Length;
                if (end > file.Length)
                {
                    Array.Resize(ref file, Math.Max(end, file.Length * 2));
                }

                bytes.CopyTo(file, offset);
                length = Math.Max(length, end);
                break;
        }
    }

    private abstract record Change
    {
        public sealed record Written(int Offset, byte[] Bytes) : Change;

        public sealed record Cut(int Size) : Change;
    }
}
