using LowCode.Definitions.Problems;

namespace LowCode.Rules.Documents;

/// <summary>A document that was read: one row of header cells, then one row per line. Used again for the next one; it grows until <see cref="Shrink"/>.</summary>
internal sealed class DocumentBuffer
{
    /// <summary>Problems that are told one by one.</summary>
    internal const int MostProblems = 100;

    private const int LeastBytes = 256;
    private const int LeastElements = 16;
    private const int LeastCells = 64;

    /// <summary>So many cells, bytes or elements a thread may keep room for.</summary>
    private const int Large = 16 * 1024;

    private byte[] _unescaped = new byte[LeastBytes];
    private int _unescapedLength;
    private Cell[] _elements = new Cell[LeastElements];
    private int _elementCount;
    private int _untold;
    private int _end;

    public Cell[] Cells { get; private set; } = new Cell[LeastCells];

    /// <summary>False: problems do not say what stands in the document.</summary>
    public bool QuotesValues { get; set; } = true;

    public int LineCount { get; set; }

    public bool IsLarge => _end > Large || _unescapedLength > Large || _elementCount > Large;

    /// <summary>What is wrong with the document; null: nothing.</summary>
    public List<Problem>? Problems { get; private set; }

    /// <summary>An empty document whose header row names nothing.</summary>
    public void Clear(int headerCount)
    {
        _unescapedLength = 0;
        _elementCount = 0;
        LineCount = 0;
        Problems = null;
        _untold = 0;
        AddRow(0, headerCount);
    }

    /// <summary>Gives back what a large document needed.</summary>
    public void Shrink()
    {
        _unescaped = new byte[LeastBytes];
        _elements = new Cell[LeastElements];
        Cells = new Cell[LeastCells];
        LineCount = 0;
    }

    /// <summary>Makes room for a row and names nothing in it.</summary>
    public void AddRow(int start, int count)
    {
        if (Cells.Length < start + count)
        {
            var larger = Cells;
            Array.Resize(ref larger, Math.Max(start + count, Cells.Length * 2));
            Cells = larger;
        }

        _end = start + count;
        Cells.AsSpan(start, count).Fill(new Cell { Length = Cell.NotNamed });
    }

    /// <summary>Room for a text that has to be unescaped; <see cref="Keep"/> says how much of it was used.</summary>
    public Span<byte> Unescaped(int length)
    {
        if (_unescaped.Length < _unescapedLength + length)
        {
            Array.Resize(ref _unescaped, Math.Max(_unescapedLength + length, _unescaped.Length * 2));
        }

        return _unescaped.AsSpan(_unescapedLength);
    }

    public void Keep(ref Cell cell, int length)
    {
        cell.Start = ~_unescapedLength;
        cell.Length = length;
        _unescapedLength += length;
    }

    public int ElementCount => _elementCount;

    public void AddElement(Cell text)
    {
        if (_elementCount == _elements.Length)
        {
            Array.Resize(ref _elements, _elementCount * 2);
        }

        _elements[_elementCount++] = text;
    }

    public ReadOnlySpan<Cell> Elements(in Cell list) => _elements.AsSpan(list.Start, list.Length);

    /// <param name="source">The bytes that the document was read from.</param>
    public ReadOnlySpan<byte> Text(in Cell text, ReadOnlySpan<byte> source) =>
        text.Start >= 0 ? source.Slice(text.Start, text.Length) : _unescaped.AsSpan(~text.Start, text.Length);

    /// <summary>The first of them; of the others the last problem says only how many there are.</summary>
    public void Add(Problem problem)
    {
        Problems ??= [];
        if (Problems.Count < MostProblems)
        {
            Problems.Add(problem);
        }
        else
        {
            _untold++;
        }
    }

    /// <summary>All that is wrong was added.</summary>
    public void EndProblems()
    {
        if (_untold > 0)
        {
            Problems!.Add(DocumentProblem.Of("", "document.more-problems", _untold));
        }
    }
}
