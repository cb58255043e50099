using LowCode.Rules.Documents;
using LowCode.Rules.Keys;

namespace LowCode.Rules.Index;

/// <summary>What one evaluation writes into. Each thread has one for ever, so evaluations share nothing and allocate nothing.</summary>
internal sealed class Workspace
{
    [ThreadStatic]
    private static Workspace? _ofThread;

    private ulong[] _open = [];
    private ulong[] _hits = [];
    private int[] _rows = [];

    public static Workspace OfThread => _ofThread ??= new Workspace();

    public DocumentBuffer Document { get; } = new();

    public KeyBuffer Keys { get; } = new();

    public Span<ulong> Open(int words) => Room(ref _open, words);

    public Span<ulong> Hits(int words) => Room(ref _hits, words);

    public Span<int> Rows(int count) => Room(ref _rows, count);

    private static Span<T> Room<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[length];
        }

        return array.AsSpan(0, length);
    }
}
