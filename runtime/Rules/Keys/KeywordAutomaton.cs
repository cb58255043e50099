using System.Text;

namespace LowCode.Rules.Keys;

/// <summary>
/// Finds every keyword that occurs in a text in one pass over its bytes (Aho and Corasick, "Efficient string matching", 1975). States with
/// many successors hold a full row of 256, the others their few edges and where to go on when none fits, so that 100,000 keywords stay small.
/// </summary>
internal sealed class KeywordAutomaton
{
    private const int FewEdges = 3;
    private const int NoRow = -1;

    private readonly State[] _states;
    private readonly int[] _rows;
    private readonly Edge[] _edges;
    private readonly int[] _outputs;

    /// <param name="keywords">Distinct, none empty; numbered from 0.</param>
    public KeywordAutomaton(IReadOnlyList<string> keywords)
    {
        Keywords = keywords;
        var trie = new KeywordTrie(keywords.Select(Encoding.UTF8.GetBytes));
        var failures = trie.Failures();
        _states = new State[trie.Count];
        var edges = new List<Edge>();
        var outputs = new List<int>();
        var rows = new List<int>();
        foreach (var node in trie.ByDepth)
        {
            var children = trie.Children(node);
            var row = NoRow;
            if (node == 0 || children.Count > FewEdges)
            {
                row = rows.Count;
                rows.AddRange(Enumerable.Range(0, 256).Select(b => trie.Step(node, (byte)b, failures)));
            }

            var firstOutput = outputs.Count;
            for (var at = node; at != 0; at = failures[at])
            {
                outputs.AddRange(trie.KeywordsAt(at));
            }

            _states[node] = new State(row, failures[node], edges.Count, children.Count, firstOutput, outputs.Count - firstOutput);
            edges.AddRange(children.Select(c => new Edge(c.Key, c.Value)));
        }

        _rows = [.. rows];
        _edges = [.. edges];
        _outputs = [.. outputs];
    }

    public IReadOnlyList<string> Keywords { get; }

    /// <summary>Adds the numbers of the keywords that occur, each once.</summary>
    public Segment Find(ReadOnlySpan<byte> text, KeyBuffer matches)
    {
        var start = matches.MatchCount;
        var isFirst = true;
        var state = 0;
        var states = _states;
        var rows = _rows;
        foreach (var letter in text)
        {
            var row = states[state].Row;
            state = row >= 0 ? rows[row + letter] : StepByEdges(state, letter);
            if (states[state].OutputCount != 0)
            {
                if (isFirst)
                {
                    matches.BeginText(Keywords.Count);
                    isFirst = false;
                }

                Add(states[state], matches);
            }
        }

        return new Segment(start, matches.MatchCount - start);
    }

    // The first is the longest; all others are ends of it, so where it was found they were.
    private void Add(in State at, KeyBuffer matches)
    {
        foreach (var keyword in _outputs.AsSpan(at.FirstOutput, at.OutputCount))
        {
            if (matches.IsNew(keyword))
            {
                matches.Add(keyword);
            }
            else if (keyword == _outputs[at.FirstOutput])
            {
                return;
            }
        }
    }

    private int StepByEdges(int state, byte letter)
    {
        while (true)
        {
            ref readonly var at = ref _states[state];
            if (at.Row >= 0)
            {
                return _rows[at.Row + letter];
            }

            foreach (ref readonly var edge in _edges.AsSpan(at.FirstEdge, at.EdgeCount))
            {
                if (edge.Letter == letter)
                {
                    return edge.Target;
                }
            }

            state = at.Failure;
        }
    }

    private readonly record struct State(int Row, int Failure, int FirstEdge, int EdgeCount, int FirstOutput, int OutputCount);

    private readonly record struct Edge(byte Letter, int Target);
}
