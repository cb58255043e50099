using LowCode.Rules.Documents;
using LowCode.Rules.Keys;

namespace LowCode.Rules.Index;

/// <summary>
/// What one evaluation writes into. Each thread has one for ever, so evaluations share nothing and allocate nothing; what a large document needed is given back
/// when many small ones came after it.
/// </summary>
internal sealed class Workspace
{
    /// <summary>After so many small documents no large one is expected.</summary>
    internal const int FewSmall = 100;

    [ThreadStatic]
    private static Workspace? _ofThread;

    private int _smallInRow;
    private bool _isLarge;

    private ulong[] _open = [];
    private ulong[] _hits = [];
    private int[] _rows = [];

    public static Workspace OfThread => _ofThread ??= new Workspace();

    public DocumentBuffer Document { get; } = new();

    public KeyBuffer Keys { get; } = new();

    /// <summary>Another document is to be read; what is known of the one before is gone.</summary>
    public void Begin()
    {
        if (Document.IsLarge || Keys.IsLarge)
        {
            (_isLarge, _smallInRow) = (true, 0);
        }
        else if (_isLarge && ++_smallInRow == FewSmall)
        {
            Document.Shrink();
            Keys.Shrink();
            _isLarge = false;
        }
    }

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
