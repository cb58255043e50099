using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using LowCode.Definitions.Values;

namespace LowCode.Engine.State;

/// <summary>Writes the binary form of a state: numbers in as few bytes as they need, texts in UTF-8. Equal states give equal bytes.</summary>
internal sealed class SnapshotWriter
{
    private const int MostKept = 256 * 1024;

    /// <summary>Every burst writes a snapshot: its thread keeps the buffer for the next.</summary>
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _kept;

    private readonly ArrayBufferWriter<byte> _bytes = _kept ?? new ArrayBufferWriter<byte>(1024);

    public SnapshotWriter() => _kept = null;

    /// <summary>Ends the writing.</summary>
    public byte[] ToArray()
    {
        var bytes = _bytes.WrittenSpan.ToArray();
        _bytes.ResetWrittenCount();
        _kept = _bytes.Capacity <= MostKept ? _bytes : null;
        return bytes;
    }

    public void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Count(int value) => Unsigned((ulong)value);

    public void Whole(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Length plus one, so that 0 stands for null.</summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            Byte(0);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        Count(length + 1);
        Encoding.UTF8.GetBytes(value, _bytes.GetSpan(length));
        _bytes.Advance(length);
    }

    public void Time(DateTimeOffset value)
    {
        Whole(value.UtcTicks);
        Whole((long)value.Offset.TotalMinutes);
    }

    public void Value(object? value)
    {
        switch (value)
        {
            case null:
                Byte(SnapshotTags.Null);
                break;
            case bool flag:
                Byte(flag ? SnapshotTags.True : SnapshotTags.False);
                break;
            case long whole:
                Byte(SnapshotTags.Whole);
                Whole(whole);
                break;
            case double number:
                Byte(SnapshotTags.Double);
                BinaryPrimitives.WriteDoubleLittleEndian(_bytes.GetSpan(8), number);
                _bytes.Advance(8);
                break;
            case decimal exact:
                Byte(SnapshotTags.Decimal);
                foreach (var part in decimal.GetBits(exact))
                {
                    Whole(part);
                }

                break;
            case string text:
                Byte(SnapshotTags.Text);
                Text(text);
                break;
            case DateTimeOffset time:
                Byte(SnapshotTags.Time);
                Time(time);
                break;
            case object?[] items:
                Byte(SnapshotTags.List);
                Count(items.Length);
                foreach (var item in items)
                {
                    Value(item);
                }

                break;
            case DataObject members:
                Byte(SnapshotTags.Object);
                Members(members);
                break;
            case ContentReference kept:
                Byte(SnapshotTags.Content);
                Text(kept.Id);
                Byte((byte)kept.Form);
                Whole(kept.Bytes);
                break;
            default:
                throw new ArgumentException($"Expected plain data, but got a {value.GetType().Name}.", nameof(value));
        }
    }

    public void Members(IReadOnlyCollection<KeyValuePair<string, object?>> members)
    {
        Count(members.Count);
        foreach (var (name, member) in members)
        {
            Text(name);
            Value(member);
        }
    }

    private void Unsigned(ulong value)
    {
        var span = _bytes.GetSpan(10);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        _bytes.Advance(length);
    }
}
