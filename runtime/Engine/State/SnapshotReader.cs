using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using LowCode.Definitions.Values;

namespace LowCode.Engine.State;

/// <summary>Reads what <see cref="SnapshotWriter"/> wrote.</summary>
/// <param name="exchange">Gives another reference for each that is read; null: they stay.</param>
internal ref struct SnapshotReader(ReadOnlySpan<byte> bytes, Func<ContentReference, ContentReference>? exchange = null)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Layout of the bytes; the first of them.</summary>
    public byte Version { get; set; }

    /// <summary>Some value that was read stands for a kept content.</summary>
    public bool HasContents { get; private set; }

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() != 0;

    public int Count() => checked((int)Unsigned());

    public long Whole()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public string? Text()
    {
        var length = Count();
        return length == 0 ? null : Encoding.UTF8.GetString(Take(length - 1));
    }

    public DateTimeOffset Time()
    {
        var time = new DateTimeOffset(Whole(), TimeSpan.Zero);
        return time.ToOffset(TimeSpan.FromMinutes(Whole()));
    }

    public object? Value() => Byte() switch
    {
        SnapshotTags.Null => null,
        SnapshotTags.False => false,
        SnapshotTags.True => true,
        SnapshotTags.Whole => Whole(),
        SnapshotTags.Double => BinaryPrimitives.ReadDoubleLittleEndian(Take(8)),
        SnapshotTags.Decimal => new decimal([(int)Whole(), (int)Whole(), (int)Whole(), (int)Whole()]),
        SnapshotTags.Text => Text(),
        SnapshotTags.Time => Time(),
        SnapshotTags.List => List(),
        SnapshotTags.Object => new DataObject(Members()),
        SnapshotTags.Content => Content(),
        var tag => throw new InvalidDataException($"Expected a known kind of value, but got {tag}."),
    };

    public KeyValuePair<string, object?>[] Members()
    {
        var members = new KeyValuePair<string, object?>[Length()];
        for (var i = 0; i < members.Length; i++)
        {
            var name = Text()!;
            members[i] = new(name, Value());
        }

        return members;
    }

    private ContentReference Content()
    {
        HasContents = true;
        var id = Text() ?? throw new InvalidDataException("Expected the id of a content in the snapshot, but there is none.");
        var form = (ContentForm)Byte();
        var kept = Enum.IsDefined(form)
            ? new ContentReference(id, form, Whole())
            : throw new InvalidDataException($"Expected a known form of content {id}, but got {form}.");
        return exchange is null ? kept : exchange(kept);
    }

    private object?[] List()
    {
        var items = new object?[Length()];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Value();
        }

        return items;
    }

    // A snapshot may come out of a file: what it says is no reason to take memory or to go deeper than the stack reaches.
    private int Length()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var count = Count();
        return count <= _rest.Length ? count : throw new InvalidDataException($"Expected at most {_rest.Length} more items in the snapshot, but it says {count}.");
    }

    private ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = shift < 70 ? Byte() : throw new InvalidDataException("Expected a number of the snapshot to end, but it goes on.");
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw new InvalidDataException($"Expected {length} more bytes of the snapshot, but only {_rest.Length} are left.");
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
